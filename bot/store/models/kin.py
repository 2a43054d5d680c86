"""Whom residents named as family, and how relatives were asked to call them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, Serial


class Kin(Base):
    """Somebody who may be told when a resident (`telegram`) is being defrauded; consented to by the resident, and withdrawn at any time.

    state: invited (a link is out) → opened (`relative` has it before them) → agreed; or asked (a number is awaited) → agreed; or left (the
    relative does not want to any more). owner: what the resident is called; title: what the relative is; with `phone` all sealed.
    ask_first: the resident wants to be asked each time. awaited_at: since when a number is awaited.
    """

    __tablename__ = "kin"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    telegram: Mapped[int] = mapped_column(index=True)
    relative: Mapped[int | None] = mapped_column(index=True)
    owner: Mapped[bytes]
    title: Mapped[bytes | None]
    phone: Mapped[bytes | None]
    ask_first: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(sa.String(12))
    code_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    awaited_at: Mapped[datetime | None]
    made_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]


class KinCall(Base):
    """A relative was asked to call a resident, or their number was shown to an officer (`by`). Whose it was goes once that was told.

    why: consent or order. state: leave (the resident is asked first) → refused or allowed; due → asked → accepted, later or failed; shown
    (a number, on the officer's phone); over (what was disclosed is taken back). reached: something was disclosed; bot, chat, message say
    where.
    """

    __tablename__ = "kin_calls"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    kin_id: Mapped[int | None] = mapped_column(sa.ForeignKey("kin.id"), index=True)
    telegram: Mapped[int] = mapped_column(index=True)
    relative: Mapped[int] = mapped_column(index=True, default=0)
    by: Mapped[int]
    why: Mapped[str] = mapped_column(sa.String(8))
    state: Mapped[str] = mapped_column(sa.String(12))
    reached: Mapped[bool] = mapped_column(default=False)
    bot: Mapped[str] = mapped_column(sa.String(16), default="community")
    chat: Mapped[int | None]
    message: Mapped[int | None]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    @property
    def whose(self) -> str:
        """On whose phone it stands: officer, relative or owner."""
        return "officer" if self.bot == "duty" else "relative" if self.reached else "owner"
