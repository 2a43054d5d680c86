"""A deployment: what an operator decides, and what holds where the file says nothing.

`shouwang setup FILE` → bot.deployment_file → a `Deployment` → bot.setup → store. Its entries: bot.deployment_entries.
"""

from typing import Any

from pydantic import Field, field_validator

from bot import texts
from bot.deployment_entries import (
    AreaEntry,
    BulletinSlot,
    Code,
    DutyEntry,
    FollowUps,
    GroupEntry,
    Rung,
    StaffEntry,
    StepDeadlines,
    Strict,
    VolunteerWaits,
)
from bot.errors import UserError
from bot.people import introductions
from bot.publicity.budget import LEAST

LADDER = [
    Rung.model_validate(rung)
    for rung in (
        {"page": ["officer", "leader"], "level": "station", "wait": "60s"},
        {"page": ["officer", "leader"], "level": "station", "wait": "120s"},
        {"page": ["leader"], "level": "district", "wait": "5m"},
        {"page": ["leader"], "level": "city", "wait": "10m"},
    )
]


class Deployment(Strict):
    """The whole file."""

    areas: list[AreaEntry] = Field(min_length=1)
    staff: list[StaffEntry] = []
    groups: list[GroupEntry] = []
    default_area: Code | None = None
    escalation: list[Rung] = Field(default=LADDER, min_length=1)
    step_deadlines: StepDeadlines = StepDeadlines()
    followups: FollowUps = FollowUps()
    bulletin: BulletinSlot = BulletinSlot()
    duty: list[DutyEntry] = []
    volunteers: VolunteerWaits | None = None
    messages_per_day: int | None = Field(default=None, ge=LEAST, le=50)
    introduction: str | None = None

    @field_validator("introduction")
    @classmethod
    def may_be_said(cls, value: str | None) -> str | None:
        """What a bot may say of itself in groups: short, without links and strange numbers."""
        if value is None:
            return None
        try:
            return introductions.checked(value)
        except UserError as wrong:
            raise ValueError(texts.say(wrong.key, wrong.values)) from wrong

    def plan(self) -> dict[str, Any]:
        """What is kept beyond areas, staff and groups."""
        kept = self.model_dump(mode="json", exclude={"areas", "staff", "groups"} | self._silent())
        if kept["default_area"] is None:
            kept["default_area"] = next((area.code for area in self.areas if area.level == "station"), self.areas[0].code)
        return kept

    def _silent(self) -> set[str]:
        """What the file may leave out, and does."""
        return {name for name in ("duty", "volunteers", "messages_per_day", "introduction") if not getattr(self, name)}
