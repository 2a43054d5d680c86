"""What goes to many: broadcasts with one row of intent per group, and editions of the case of the week."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.models.base import Base, Serial


class Broadcast(Base):
    """One message for many groups, due at a moment and pointless after another.

    state: writing (its rows are) → going (before its moment, too) → done or cancelled; withdrawing → withdrawn. What is posted is sealed;
    `file` is the platform's name of its picture or film once that was uploaded, and the bytes go then.
    An urgent one may exceed what a group is told a day.
    """

    __tablename__ = "broadcasts"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    key: Mapped[str | None] = mapped_column(sa.String(64), unique=True, index=True)
    by: Mapped[int | None]
    audience: Mapped[dict[str, Any]]
    words: Mapped[bytes]
    media: Mapped[str | None] = mapped_column(sa.String(8))
    content: Mapped[bytes | None]
    file: Mapped[str | None] = mapped_column(sa.String(200))
    silent: Mapped[bool]
    urgent: Mapped[bool] = mapped_column(default=False, server_default="0")
    state: Mapped[str] = mapped_column(sa.String(12), default="going", index=True)
    at: Mapped[datetime]
    until: Mapped[datetime]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Delivery(Base):
    """What is meant for one group, written before anything is sent.

    state: waiting (not before `due_at`) → sending → sent, failed or unknown (nobody can know whether it is out); skipped, cancelled; a
    sent one can become recalling → withdrawn, or stay sent with the fault of its recall. `chat` and `message`: where it is.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        sa.UniqueConstraint("broadcast_id", "group_id"),
        sa.Index("ix_deliveries_turn", "broadcast_id", "state", "due_at", "id"),
    )
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    broadcast_id: Mapped[int] = mapped_column(sa.ForeignKey("broadcasts.id"))
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    state: Mapped[str] = mapped_column(sa.String(12), default="waiting")
    due_at: Mapped[datetime]
    chat: Mapped[int | None]
    message: Mapped[int | None]
    fault: Mapped[str | None] = mapped_column(sa.String(64))
    tries: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime]


class Notice(Base):
    """What a grid worker, officer or leader (`by`) writes to groups; goes out as a broadcast, whose rows say how far it is.

    state: writing → asking (a second person looks at it) → sent; dropped or expired. awaits: what the next message of the writer is, words
    or time. `file` is the duty bot's name of the picture or film. at: when it shall go out, None at once. version grows with each change,
    so that nobody approves what they did not see. message: where its writer sees how far it is; round: of these reports, the latest alone
    goes on. said: the writer's message from which its words, or its picture, came. reason: why it was refused; words and reason are sealed.
    """

    __tablename__ = "notices"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    by: Mapped[int] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(sa.String(100))
    state: Mapped[str] = mapped_column(sa.String(12), default="writing", index=True)
    words: Mapped[bytes | None]
    media: Mapped[str | None] = mapped_column(sa.String(8))
    file: Mapped[str | None] = mapped_column(sa.String(200))
    area: Mapped[str] = mapped_column(sa.ForeignKey("areas.code"))
    kinds: Mapped[list[Any]] = mapped_column(default=list)
    tags: Mapped[list[Any]] = mapped_column(default=list)
    at: Mapped[datetime | None]
    awaits: Mapped[str | None] = mapped_column(sa.String(8))
    doubtful: Mapped[bool] = mapped_column(default=False)
    urgent: Mapped[bool] = mapped_column(default=False, server_default="0")
    version: Mapped[int] = mapped_column(default=1)
    message: Mapped[int | None]
    said: Mapped[int | None]
    round: Mapped[int] = mapped_column(default=0)
    broadcast_id: Mapped[int | None] = mapped_column(sa.ForeignKey("broadcasts.id"), unique=True)
    judged_by: Mapped[int | None]
    judged_name: Mapped[str | None] = mapped_column(sa.String(100))
    reason: Mapped[bytes | None]
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class Heard(Base):
    """Somebody pressed 已读并转告家人 under a notice: once each, and not by number but by a keyed hash of it and the notice."""

    __tablename__ = "notice_readers"
    notice_id: Mapped[int] = mapped_column(sa.ForeignKey("notices.id"), primary_key=True)
    reader: Mapped[str] = mapped_column(sa.String(64), primary_key=True)


class Bulletin(Base):
    """The case of the week for one group and week: its slot, its story, and how far the sending got; not before `due_at` where that is set.

    state: planned → sending → card_sent → quiz_sending → sent; or unknown (nobody can know whether it is out), failed, skipped. Once an
    editor wants it back (`recall_at`) what is out is deleted, quiz before card: quiz_going → card_going → withdrawn, with the fault "stays"
    when something could not be. `chat`: where it was posted, since a group may move. `answers` and `right`: how many answered the quiz,
    and how many of them rightly; who they are is not known to us.
    """

    __tablename__ = "bulletins"
    __table_args__ = (sa.UniqueConstraint("group_id", "week"), sa.Index("ix_bulletins_turn", "state", "slot", "id"))
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"), index=True)
    week: Mapped[str] = mapped_column(sa.String(8))
    slot: Mapped[datetime] = mapped_column(index=True)
    story: Mapped[str] = mapped_column(sa.String(64))
    state: Mapped[str] = mapped_column(sa.String(16), default="planned")
    due_at: Mapped[datetime | None]
    recall_at: Mapped[datetime | None] = mapped_column(index=True)
    chat: Mapped[int | None]
    card_message: Mapped[int | None]
    quiz_message: Mapped[int | None]
    poll: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    answers: Mapped[int] = mapped_column(default=0, server_default="0")
    right: Mapped[int] = mapped_column(default=0, server_default="0")
    fault: Mapped[str | None] = mapped_column(sa.String(64))
    changed_at: Mapped[datetime]


class EditionChoice(Base):
    """What an editor (`by`; None: the command line) decided for a week, for one group or for an area and all below it.

    act: story (that one), skip (none this week), auto (as if nobody had decided, not even for an area above). The nearest counts.
    """

    __tablename__ = "edition_choices"
    __table_args__ = (
        sa.UniqueConstraint("group_id", "week"),
        sa.UniqueConstraint("area", "week"),
        sa.CheckConstraint("(group_id is null) <> (area is null)", name="scope"),
    )
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    week: Mapped[str] = mapped_column(sa.String(8), index=True)
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"))
    area: Mapped[str | None] = mapped_column(sa.ForeignKey("areas.code"))
    act: Mapped[str] = mapped_column(sa.String(8))
    story: Mapped[str | None] = mapped_column(sa.String(64))
    by: Mapped[int | None]
    name: Mapped[str] = mapped_column(sa.String(100), default="")
    at: Mapped[datetime]
