"""What an alert leads to: help on the way, what was said, a stop-payment card, calls over four weeks."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, Serial


class HelpRequest(Base):
    """An officer asks around for somebody to go and look. `words`: the place as the officer wrote it, sealed, gone when it is over.

    state: asking → nobody (everybody near was asked), accepted, or over. asked: how many were asked so far; nth of the latest plea.
    """

    __tablename__ = "help_requests"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    by: Mapped[int]
    words: Mapped[bytes | None]
    state: Mapped[str] = mapped_column(sa.String(12), default="asking", index=True)
    asked: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


SHOWN: dict[str, Any] = {f"{kind}_where": sa.text("message is not null") for kind in ("sqlite", "postgresql")}
"""Of the rows that have a message."""


class Plea(Base):
    """One person asked to go. Who it was (`telegram`, 0 afterwards) is known only until the request is over and the message says so.

    bot: through which one they are asked. kind: Volunteer's, or grid_worker. state: asked → accepted, declined, failed or over.
    """

    __tablename__ = "pleas"
    __table_args__ = (sa.UniqueConstraint("request_id", "nth"), sa.Index("ix_pleas_message", "message", **SHOWN))
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    request_id: Mapped[int] = mapped_column(sa.ForeignKey("help_requests.id"), index=True)
    nth: Mapped[int]
    telegram: Mapped[int] = mapped_column(index=True)
    bot: Mapped[str] = mapped_column(sa.String(16))
    kind: Mapped[str] = mapped_column(sa.String(16))
    state: Mapped[str] = mapped_column(sa.String(12), default="asked")
    message: Mapped[int | None]
    asked_at: Mapped[datetime]


class ScriptShown(Base):
    """A script that was shown for an alert; outcome: the next step that was taken and what it brought, `step-outcome`."""

    __tablename__ = "scripts_shown"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    script: Mapped[str] = mapped_column(sa.String(64), index=True)
    version: Mapped[int]
    by: Mapped[int]
    at: Mapped[datetime]
    outcome: Mapped[str | None] = mapped_column(sa.String(32))


class StopPayment(Base):
    """The stop-payment card of one report. content: sealed facts and what is needed to go on with the talk; asks: the question that stands.

    No question stands while the talk rests: it was ended (`finished_at`), or a newer report of the same person came between.
    `message` shows the question, `changed_at` is the last answer.
    """

    __tablename__ = "stop_payments"
    report_id: Mapped[int] = mapped_column(sa.ForeignKey("reports.id"), primary_key=True, autoincrement=False)
    content: Mapped[bytes]
    asks: Mapped[str | None] = mapped_column(sa.String(16))
    message: Mapped[int | None]
    opened_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
    finished_at: Mapped[datetime | None]


class FollowUp(Base):
    """One call after the first meeting, of those that the tier asks for within 28 days.

    state: planned → asked → done; missed when nobody recorded an outcome in time (a leader may still), dropped when it is not needed any
    more.
    """

    __tablename__ = "followups"
    __table_args__ = (sa.UniqueConstraint("alert_id", "round", "nth"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    round: Mapped[int]
    nth: Mapped[int]
    due_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(sa.String(12), default="planned", index=True)
    asked_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(sa.String(16))
    by: Mapped[int | None]
    name: Mapped[str | None] = mapped_column(sa.String(100))
    at: Mapped[datetime | None]
