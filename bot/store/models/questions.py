"""What people asked, what officers answered, and who was told."""

from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, Serial


class Question(Base):
    """Something a person asked, with the answer they got. Words are sealed; they go after the retention time.

    topic: the one of the group's topics it was asked in. aside: in that group the asker alone sees the answer. `told`: what the asker
    answered since, fact of triage → yes, no or unknown.
    """

    __tablename__ = "questions"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    origin: Mapped[str] = mapped_column(sa.String(100), unique=True)
    asker: Mapped[int] = mapped_column(index=True)
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"))
    topic: Mapped[int | None]
    subject: Mapped[str | None] = mapped_column(sa.String(64))
    words: Mapped[bytes | None]
    level: Mapped[Literal["scam", "unsure", "clear"]] = mapped_column(sa.String(8))
    family: Mapped[str | None] = mapped_column(sa.String(32))
    pattern: Mapped[str | None] = mapped_column(sa.String(64))
    score: Mapped[float]
    stage: Mapped[str | None] = mapped_column(sa.String(16))
    tier: Mapped[str | None] = mapped_column(sa.String(8))
    finding: Mapped[dict[str, Any]]
    told: Mapped[dict[str, Any] | None]
    feedback: Mapped[str | None] = mapped_column(sa.String(8))
    asked_at: Mapped[datetime] = mapped_column(index=True)
    review_id: Mapped[int | None] = mapped_column(sa.ForeignKey("reviews.id"), index=True)
    aside: Mapped[bool] = mapped_column(default=False, server_default="0")


class Review(Base):
    """One thing that people asked and the library could not answer, or answered wrongly: its near duplicates in one area.

    Words and core (what near duplicates are known by) are masked, then sealed, and go after the retention time; `mark` is the keyed hash of
    the core. state: open → ruled, withdrawn (nobody asks any more) or expired. `askers`: how many different people asked. level, pattern:
    what the first of them was told. scam, says_*, advice: what the officer said. passed: who skipped it. waved_on: day of the last wave.
    """

    __tablename__ = "reviews"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    area: Mapped[str | None] = mapped_column(sa.ForeignKey("areas.code"), index=True)
    mark: Mapped[str] = mapped_column(sa.String(64), index=True)
    words: Mapped[bytes | None]
    core: Mapped[bytes | None]
    level: Mapped[str] = mapped_column(sa.String(8))
    pattern: Mapped[str | None] = mapped_column(sa.String(64))
    candidates: Mapped[list[Any]]
    tier: Mapped[str | None] = mapped_column(sa.String(8))
    score: Mapped[float]
    askers: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(sa.String(16), default="open", index=True)
    opened_at: Mapped[datetime]
    asked_at: Mapped[datetime]
    waved_on: Mapped[str | None] = mapped_column(sa.String(10))
    passed: Mapped[list[Any]] = mapped_column(default=list)
    scam: Mapped[bool | None]
    says_family: Mapped[str | None] = mapped_column(sa.String(32))
    says_pattern: Mapped[str | None] = mapped_column(sa.String(64))
    advice: Mapped[str | None] = mapped_column(sa.String(200))
    ruled_by: Mapped[int | None]
    ruled_name: Mapped[str | None] = mapped_column(sa.String(100))
    ruled_at: Mapped[datetime | None]


class Tell(Base):
    """An officer's answer for one asker, or for one group (or topic of it; 0: none) where it was asked. Unique: nobody is told twice.

    state: due → sending → sent; or failed (with its fault), or unknown (nobody can know whether it is out; it is not sent again).
    """

    __tablename__ = "tells"
    __table_args__ = (sa.UniqueConstraint("review_id", "chat", "topic"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("reviews.id"), index=True)
    question_id: Mapped[int] = mapped_column(sa.ForeignKey("questions.id"))
    chat: Mapped[int]
    topic: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(sa.String(12), default="due", index=True)
    fault: Mapped[str | None] = mapped_column(sa.String(64))
    changed_at: Mapped[datetime]
