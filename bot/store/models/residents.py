"""Residents, as little as the product must know, and volunteers among them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, Serial


class Person(Base):
    """A resident as far as the product must know: may the bot write to them, where were they last, may they report.

    language: the one they chose in private; None while they chose none.
    """

    __tablename__ = "people"
    telegram: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_group: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"))
    chat_open: Mapped[bool] = mapped_column(default=False)
    blocked_at: Mapped[datetime | None]
    seen_at: Mapped[datetime]
    language: Mapped[str | None] = mapped_column(sa.String(8))


class Farewell(Base):
    """Somebody asked to be forgotten while alerts they reported were alive: what these hold of them goes when they have ended."""

    __tablename__ = "farewells"
    telegram: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    asked_at: Mapped[datetime]


class Check(Base):
    """One /verify: who asked, about which station (None: about any), and whether the code was one. The code is not kept."""

    __tablename__ = "checks"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    asker: Mapped[int]
    station: Mapped[str | None] = mapped_column(sa.String(64))
    genuine: Mapped[bool]
    at: Mapped[datetime] = mapped_column(index=True)


class Volunteer(Base):
    """Somebody who agreed to help in a group they are in: one row a group. The name is sealed; leaving deletes the row.

    kind: guard 反诈卫士, head 中心户长, unit 单位联系人. Where they can help is where their group belongs.
    """

    __tablename__ = "volunteers"
    __table_args__ = (sa.UniqueConstraint("telegram", "group_id"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    telegram: Mapped[int] = mapped_column(index=True)
    name: Mapped[bytes]
    kind: Mapped[str] = mapped_column(sa.String(8))
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"), index=True)
    consented_at: Mapped[datetime]


class Persuasion(Base):
    """One play of 劝劝邻居 in a resident's private chat. content: sealed, how it stands and everything that was said in it.

    neighbour: whose trouble it is, by id of the library. state: offered (an officer's invitation), playing, resting, over, or declined.
    question_id: the answer under which it was offered; alert_id: the alert on which an officer did, once. message shows how it stands,
    None while that is not out yet.
    """

    __tablename__ = "persuasions"
    __table_args__ = (sa.UniqueConstraint("alert_id"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    telegram: Mapped[int] = mapped_column(index=True)
    neighbour: Mapped[str] = mapped_column(sa.String(48))
    state: Mapped[str] = mapped_column(sa.String(12))
    content: Mapped[bytes]
    question_id: Mapped[int | None] = mapped_column(sa.ForeignKey("questions.id"))
    alert_id: Mapped[int | None] = mapped_column(sa.ForeignKey("alerts.id"))
    message: Mapped[int | None]
    opened_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
