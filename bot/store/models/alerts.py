"""The alert and what belongs to it: reports, signatures, steps, cards, and its history."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, Serial


class Alert(Base):
    """What the police are paged for. Ladder, waits and deadlines are frozen on it when it is raised.

    state: bot.desk.moves.STATES. revision counts what a card would show anew, moves the steps taken, round how often it was opened.
    drawing: the workflow last queued to draw its cards. need: how many signatures the rungs so far ask for. due_at: until when something
    has to happen. outcome: of 平台反馈. review: due, accepted or refused. expired_at: when its words went. mark: the keyed hash of its
    words; same_as: an earlier alert with the same.
    """

    __tablename__ = "alerts"
    __table_args__ = (
        sa.Index("ix_alerts_state_area", "state", "area"),
        sa.Index("ix_alerts_review_area", "review", "area"),
        sa.Index("ix_alerts_expired_at_closed_at", "expired_at", "closed_at"),
        sa.Index("ix_alerts_outcome_closed_at", "outcome", "closed_at"),
    )
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    area: Mapped[str] = mapped_column(sa.ForeignKey("areas.code"), index=True)
    area_known: Mapped[bool]
    tier: Mapped[str] = mapped_column(sa.String(8))
    family: Mapped[str | None] = mapped_column(sa.String(32))
    pattern: Mapped[str | None] = mapped_column(sa.String(64))
    subject: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    mark: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    same_as: Mapped[int | None]
    words: Mapped[bytes]
    ladder: Mapped[list[Any]]
    state: Mapped[str] = mapped_column(sa.String(16), default="open")
    reports: Mapped[int] = mapped_column(default=1)
    revision: Mapped[int] = mapped_column(default=1)
    drawing: Mapped[str | None] = mapped_column(sa.String(64))
    moves: Mapped[int] = mapped_column(default=0)
    round: Mapped[int] = mapped_column(default=1)
    need: Mapped[int] = mapped_column(default=1)
    policy: Mapped[dict[str, Any] | None]
    raised_at: Mapped[datetime] = mapped_column(index=True)
    signed_by: Mapped[int | None]
    signed_name: Mapped[str | None] = mapped_column(sa.String(100))
    signed_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    contacted_at: Mapped[datetime | None]
    met_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(sa.String(16))
    duplicate_of: Mapped[int | None]
    review: Mapped[str | None] = mapped_column(sa.String(12))
    reviewed_by: Mapped[int | None]
    reviewed_name: Mapped[str | None] = mapped_column(sa.String(100))
    reviewed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None]
    closed_name: Mapped[str | None] = mapped_column(sa.String(100))
    closed_at: Mapped[datetime | None]
    expired_at: Mapped[datetime | None]


class Report(Base):
    """One person's act of reporting; several may stand behind one alert. `receipt_*` is the message that told them it was passed on.

    Who asked to be forgotten is reporter 0, without name and words.
    """

    __tablename__ = "reports"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    origin: Mapped[str] = mapped_column(sa.String(100), unique=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    reporter: Mapped[int] = mapped_column(index=True)
    reporter_name: Mapped[str] = mapped_column(sa.String(128), default="")
    reporter_sealed: Mapped[bytes | None]
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"))
    question_id: Mapped[int | None] = mapped_column(sa.ForeignKey("questions.id"))
    words: Mapped[bytes]
    mark: Mapped[str | None] = mapped_column(sa.String(64))
    reported_at: Mapped[datetime]
    receipt_chat: Mapped[int | None]
    receipt_message: Mapped[int | None]

    def name(self, opened: Callable[[bytes], str]) -> str:
        """The reporter's display name; rows from before it was sealed still have it in clear."""
        return opened(self.reporter_sealed) if self.reporter_sealed else self.reporter_name


class Signature(Base):
    """Who signed for an alert in its present round; the first holds it. given: by 签收, and not with a 转交."""

    __tablename__ = "signatures"
    __table_args__ = (sa.UniqueConstraint("alert_id", "round", "telegram"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    round: Mapped[int]
    telegram: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(100))
    at: Mapped[datetime]
    given: Mapped[bool] = mapped_column(default=True, server_default="1")


class StepTaken(Base):
    """One move of an alert. `seq` is unique, so that of two people who press at once one is recorded and the other sees it."""

    __tablename__ = "steps"
    __table_args__ = (sa.UniqueConstraint("alert_id", "seq"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    seq: Mapped[int]
    step: Mapped[str] = mapped_column(sa.String(12))
    outcome: Mapped[str] = mapped_column(sa.String(16))
    source: Mapped[str] = mapped_column(sa.String(16))
    target: Mapped[str] = mapped_column(sa.String(16))
    by: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(100))
    at: Mapped[datetime]


class Visitor(Base):
    """Somebody on the visit: the 1+3+N of an alert."""

    __tablename__ = "visitors"
    __table_args__ = (sa.UniqueConstraint("alert_id", "telegram"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    telegram: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(100))
    role: Mapped[str] = mapped_column(sa.String(16))
    joined_at: Mapped[datetime]


class Clue(Base):
    """An account, number or link of an alert as a keyed hash (`mark`), by which alerts that belong together are found."""

    __tablename__ = "clues"
    __table_args__ = (sa.UniqueConstraint("alert_id", "mark"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(16))
    mark: Mapped[str] = mapped_column(sa.String(64), index=True)


class AlertLog(Base):
    """What happened to an alert, by whom, when: only ever added to. `words`: what somebody noted, sealed; `digest`: their SHA-256.

    nth: its place in the chain; seal: over all of it and the line before (bot.store.chain). Both are given when it is committed. The seal
    knows of the actor only `actor_digest`, which tells nothing once number and salt are gone.
    """

    __tablename__ = "alert_log"
    __table_args__ = (sa.Index("ix_alert_log_act_at", "act", "at"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    at: Mapped[datetime]
    actor: Mapped[int | None] = mapped_column(index=True)
    salt: Mapped[str | None] = mapped_column(sa.String(32))
    actor_digest: Mapped[str | None] = mapped_column(sa.String(64))
    act: Mapped[str] = mapped_column(sa.String(32))
    detail: Mapped[dict[str, Any]]
    words: Mapped[bytes | None]
    digest: Mapped[str | None] = mapped_column(sa.String(64))
    nth: Mapped[int | None] = mapped_column(unique=True, index=True)
    seal: Mapped[str | None] = mapped_column(sa.String(64))


class Page(Base):
    """One paging of one person for one rung. Unique, so that a rung run twice pages once. state: due, sent, settled, failed."""

    __tablename__ = "pages"
    __table_args__ = (sa.UniqueConstraint("alert_id", "call", "telegram"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    call: Mapped[str] = mapped_column(sa.String(16))
    telegram: Mapped[int]
    role: Mapped[str] = mapped_column(sa.String(16))
    nth: Mapped[int]
    silent: Mapped[bool]
    state: Mapped[str] = mapped_column(sa.String(12), default="due", index=True)
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    fault: Mapped[str | None] = mapped_column(sa.String(64))


class Card(Base):
    """A message that shows an alert to one person: a page, or one opened from a list. `revision`: the alert's, as it was drawn last."""

    __tablename__ = "cards"
    __table_args__ = (sa.UniqueConstraint("telegram", "message"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    telegram: Mapped[int]
    message: Mapped[int]
    nth: Mapped[int]
    revision: Mapped[int]
