"""The house itself: kept updates, privileged acts, chains and signs of life."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, Serial


class InboxItem(Base):
    """An update kept before it was confirmed. The payload is sealed and gone once handled; the key stays so that a duplicate is known."""

    __tablename__ = "inbox"
    bot: Mapped[str] = mapped_column(sa.String(16), primary_key=True)
    update_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    lane: Mapped[str] = mapped_column(sa.String(64))
    payload: Mapped[bytes | None]
    state: Mapped[str] = mapped_column(sa.String(8), default="new", index=True)
    tries: Mapped[int] = mapped_column(default=0)
    received_at: Mapped[datetime]
    fault: Mapped[str | None] = mapped_column(sa.String(200))


class Act(Base):
    """A privileged act outside an alert: setup, invite, enrolment, binding. Only ever added to; nth, salt and seal as in AlertLog.

    person: the resident it was about, known to the seal like the actor.
    """

    __tablename__ = "acts"
    __table_args__ = (sa.Index("ix_acts_act_at", "act", "at"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[int | None]
    person: Mapped[int | None] = mapped_column(index=True)
    salt: Mapped[str | None] = mapped_column(sa.String(32))
    actor_digest: Mapped[str | None] = mapped_column(sa.String(64))
    person_digest: Mapped[str | None] = mapped_column(sa.String(64))
    act: Mapped[str] = mapped_column(sa.String(32))
    detail: Mapped[dict[str, Any]]
    nth: Mapped[int | None] = mapped_column(unique=True, index=True)
    seal: Mapped[str | None] = mapped_column(sa.String(64))


class Chain(Base):
    """The head of a log that is chained by hashes (bot.store.chain): how many lines it has, and the seal of the last."""

    __tablename__ = "chains"
    name: Mapped[str] = mapped_column(sa.String(16), primary_key=True)
    length: Mapped[int]
    seal: Mapped[str] = mapped_column(sa.String(64))


class Heartbeat(Base):
    """The last sign of life of one process in one role."""

    __tablename__ = "heartbeats"
    role: Mapped[str] = mapped_column(sa.String(16), primary_key=True)
    worker: Mapped[str] = mapped_column(sa.String(128), primary_key=True)
    at: Mapped[datetime]
