"""Where and who: areas, people on duty, groups, and what the deployment file decided beyond them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, Serial


class Deployment(Base):
    """What the deployment file decided beyond areas, staff and groups: one row, id 1."""

    __tablename__ = "deployment"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    plan: Mapped[dict[str, Any]]
    applied_at: Mapped[datetime]


class Area(Base):
    """A node of the four-level tree."""

    __tablename__ = "areas"
    code: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(100))
    level: Mapped[str] = mapped_column(sa.String(16))
    parent: Mapped[str | None] = mapped_column(sa.ForeignKey("areas.code"))
    retired_at: Mapped[datetime | None]


class Staff(Base):
    """A person on duty: one row per role and area. `chat_open` says that the duty bot may write to them."""

    __tablename__ = "staff"
    __table_args__ = (sa.UniqueConstraint("telegram", "role", "area"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    telegram: Mapped[int] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(sa.String(100))
    role: Mapped[str] = mapped_column(sa.String(16))
    area: Mapped[str] = mapped_column(sa.ForeignKey("areas.code"), index=True)
    source: Mapped[str] = mapped_column(sa.String(16), default="file")
    chat_open: Mapped[bool] = mapped_column(default=False)
    retired_at: Mapped[datetime | None]


class Invite(Base):
    """A one-time code for a role in an area; only its keyed hash is kept."""

    __tablename__ = "invites"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    code_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    role: Mapped[str] = mapped_column(sa.String(16))
    area: Mapped[str] = mapped_column(sa.ForeignKey("areas.code"))
    expires_at: Mapped[datetime]
    used_by: Mapped[int | None]
    used_at: Mapped[datetime | None]


class Group(Base):
    """A group chat the community bot serves or has been added to; `area` is empty until somebody binds it.

    `former_chat` is the number it had before it became a supergroup, by which a deployment file may still name it;
    `topic` is where broadcasts go in a group that has topics, the one in which it was bound. What its administrators choose in chat:
    language, tags, bulletin_at, watch, introduction (their own words, sealed); `filed` is what the deployment file last said of these, so
    that it counts again only where it changes. introduced_at: when the bot last said who it is. removed_at: they removed the bot for good,
    and nothing of the group is left but its number. sent_on, sent_count: the local day of the latest unasked message, and how many it had.
    joined_at: when the bot came into this chat, or the group into this number.
    slot_since: since when they have this slot; what its week would have brought before is not caught up. slot_before: the one they had
    until the deployment file gave them this, as long as nobody has seen to it that the week keeps its case (bot.publicity.bulletins).
    spoke_up_at, spoke_up_for: when the bot last spoke of what was not said to it, and the origin of that.
    """

    __tablename__ = "groups"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    chat: Mapped[int] = mapped_column(unique=True)
    former_chat: Mapped[int | None]
    title: Mapped[str] = mapped_column(sa.String(256))
    area: Mapped[str | None] = mapped_column(sa.ForeignKey("areas.code"))
    kind: Mapped[str] = mapped_column(sa.String(16), default="neighbourhood")
    tags: Mapped[list[Any]] = mapped_column(default=list)
    source: Mapped[str] = mapped_column(sa.String(16), default="chat")
    created_at: Mapped[datetime]
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]
    bulletin_at: Mapped[str | None] = mapped_column(sa.String(32))
    slot_since: Mapped[datetime | None]
    slot_before: Mapped[str | None] = mapped_column(sa.String(32))
    topic: Mapped[int | None]
    language: Mapped[str] = mapped_column(sa.String(8), default="zh-Hans", server_default="zh-Hans")
    watch: Mapped[bool] = mapped_column(default=False, server_default="0")
    filed: Mapped[dict[str, Any] | None]
    introduction: Mapped[bytes | None]
    introduced_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    sent_on: Mapped[str | None] = mapped_column(sa.String(10))
    sent_count: Mapped[int] = mapped_column(default=0, server_default="0")
    spoke_up_at: Mapped[datetime | None]
    spoke_up_for: Mapped[str | None] = mapped_column(sa.String(64))


class Shift(Base):
    """Somebody (`telegram`) asked to stand in for somebody (`by`): for one turn of the rota (swap), or whatever would reach them (away).

    state: asked → agreed, refused, unreachable (the asked one cannot be written to) or withdrawn. An absence that ends early ends now.
    """

    __tablename__ = "shifts"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    area: Mapped[str] = mapped_column(sa.ForeignKey("areas.code"), index=True)
    telegram: Mapped[int] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(sa.String(100))
    by: Mapped[int] = mapped_column(index=True)
    by_name: Mapped[str] = mapped_column(sa.String(100))
    reason: Mapped[str] = mapped_column(sa.String(8))
    state: Mapped[str] = mapped_column(sa.String(12), default="asked")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class HandoverNote(Base):
    """What somebody wrote for the next on duty; sealed. `given_at`: the change of shift at which it was shown."""

    __tablename__ = "handover_notes"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    area: Mapped[str] = mapped_column(sa.ForeignKey("areas.code"), index=True)
    by: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(100))
    words: Mapped[bytes | None]
    written_at: Mapped[datetime]
    given_at: Mapped[datetime | None] = mapped_column(index=True)
