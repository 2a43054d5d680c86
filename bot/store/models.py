"""The rows. Times are UTC; what is sealed is bytes that only the configured key opens; nothing is deleted that an audit may ask for."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
Json = sa.JSON().with_variant(JSONB(), "postgresql")


class Moment(sa.TypeDecorator[datetime]):
    """A timezone-aware UTC time on both databases (SQLite gives naive ones back)."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Moment(), int: sa.BigInteger(), dict[str, Any]: Json, list[Any]: Json, bytes: sa.LargeBinary()}


Serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


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

    `former_chat` is the number it had before it became a supergroup, by which a deployment file may still name it.
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


class Person(Base):
    """A resident as far as the product must know: may the bot write to them, where were they last, may they report."""

    __tablename__ = "people"
    telegram: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_group: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"))
    chat_open: Mapped[bool] = mapped_column(default=False)
    blocked_at: Mapped[datetime | None]
    seen_at: Mapped[datetime]


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


class Question(Base):
    """Something a person asked, with the answer they got. Words are sealed; they go after the retention time.

    topic: the one of the group's topics it was asked in. `told`: what the asker answered since, fact of triage → yes, no or unknown.
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
    state: Mapped[str] = mapped_column(sa.String(12), default="due")
    fault: Mapped[str | None] = mapped_column(sa.String(64))
    changed_at: Mapped[datetime]


class Alert(Base):
    """What the police are paged for. Ladder, waits and deadlines are frozen on it when it is raised.

    state: bot.moves.STATES. revision counts what a card would show anew, moves the steps taken, round how often it was opened. need: how
    many signatures the rungs so far ask for. due_at: until when something has to happen. outcome: of 平台反馈. review: due, accepted or
    refused. expired_at: when its words went. mark: the keyed
    hash of its words; same_as: an earlier alert with the same.
    """

    __tablename__ = "alerts"
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
    state: Mapped[str] = mapped_column(sa.String(16), default="open", index=True)
    reports: Mapped[int] = mapped_column(default=1)
    revision: Mapped[int] = mapped_column(default=1)
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
    review: Mapped[str | None] = mapped_column(sa.String(12), index=True)
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
    """Who signed for an alert in its present round; the first holds it."""

    __tablename__ = "signatures"
    __table_args__ = (sa.UniqueConstraint("alert_id", "round", "telegram"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    round: Mapped[int]
    telegram: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(100))
    at: Mapped[datetime]


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


class Heartbeat(Base):
    """The last sign of life of one process in one role."""

    __tablename__ = "heartbeats"
    role: Mapped[str] = mapped_column(sa.String(16), primary_key=True)
    worker: Mapped[str] = mapped_column(sa.String(128), primary_key=True)
    at: Mapped[datetime]


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


class HelpRequest(Base):
    """An officer asks around for somebody to go and look. `words`: the place as the officer wrote it, sealed, gone when it is over.

    state: asking → nobody (everybody near was asked), accepted, or over. asked: how many were asked so far; nth of the latest plea.
    """

    __tablename__ = "help_requests"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    by: Mapped[int]
    words: Mapped[bytes | None]
    state: Mapped[str] = mapped_column(sa.String(12), default="asking")
    asked: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Plea(Base):
    """One person asked to go. Who it was (`telegram`, 0 afterwards) is known only until the request is over and the message says so.

    bot: through which one they are asked. kind: Volunteer's, or grid_worker. state: asked → accepted, declined, failed or over.
    """

    __tablename__ = "pleas"
    __table_args__ = (sa.UniqueConstraint("request_id", "nth"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    request_id: Mapped[int] = mapped_column(sa.ForeignKey("help_requests.id"), index=True)
    nth: Mapped[int]
    telegram: Mapped[int] = mapped_column(index=True)
    bot: Mapped[str] = mapped_column(sa.String(16))
    kind: Mapped[str] = mapped_column(sa.String(16))
    state: Mapped[str] = mapped_column(sa.String(12), default="asked")
    message: Mapped[int | None]
    asked_at: Mapped[datetime]


class Chain(Base):
    """The head of a log that is chained by hashes (bot.store.chain): how many lines it has, and the seal of the last."""

    __tablename__ = "chains"
    name: Mapped[str] = mapped_column(sa.String(16), primary_key=True)
    length: Mapped[int]
    seal: Mapped[str] = mapped_column(sa.String(64))


class Clue(Base):
    """An account, number or link of an alert as a keyed hash (`mark`), by which alerts that belong together are found."""

    __tablename__ = "clues"
    __table_args__ = (sa.UniqueConstraint("alert_id", "mark"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(16))
    mark: Mapped[str] = mapped_column(sa.String(64), index=True)


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


class AlertLog(Base):
    """What happened to an alert, by whom, when: only ever added to. `words`: what somebody noted, sealed; `digest`: their SHA-256.

    nth: its place in the chain; seal: over all of it and the line before (bot.store.chain). Both are given when it is committed.
    """

    __tablename__ = "alert_log"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    at: Mapped[datetime]
    actor: Mapped[int | None]
    act: Mapped[str] = mapped_column(sa.String(32))
    detail: Mapped[dict[str, Any]]
    words: Mapped[bytes | None]
    digest: Mapped[str | None] = mapped_column(sa.String(64))
    nth: Mapped[int | None] = mapped_column(unique=True, index=True)
    seal: Mapped[str | None] = mapped_column(sa.String(64))


class Page(Base):
    """One paging of one person for one rung. Unique, so that a rung run twice pages once."""

    __tablename__ = "pages"
    __table_args__ = (sa.UniqueConstraint("alert_id", "call", "telegram"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    alert_id: Mapped[int] = mapped_column(sa.ForeignKey("alerts.id"), index=True)
    call: Mapped[str] = mapped_column(sa.String(16))
    telegram: Mapped[int]
    role: Mapped[str] = mapped_column(sa.String(16))
    nth: Mapped[int]
    silent: Mapped[bool]
    state: Mapped[str] = mapped_column(sa.String(12), default="due")
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
    given_at: Mapped[datetime | None]


class Bulletin(Base):
    """The case of the week for one group and week: its slot, its story, and how far the sending got.

    state: planned → sending → card_sent → quiz_sending → sent; or unknown (nobody can know whether it is out), failed, skipped.
    """

    __tablename__ = "bulletins"
    __table_args__ = (sa.UniqueConstraint("group_id", "week"),)
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"), index=True)
    week: Mapped[str] = mapped_column(sa.String(8))
    slot: Mapped[datetime]
    story: Mapped[str] = mapped_column(sa.String(64))
    state: Mapped[str] = mapped_column(sa.String(16), default="planned", index=True)
    card_message: Mapped[int | None]
    quiz_message: Mapped[int | None]
    poll: Mapped[str | None] = mapped_column(sa.String(64))
    fault: Mapped[str | None] = mapped_column(sa.String(64))
    changed_at: Mapped[datetime]


class Act(Base):
    """A privileged act outside an alert: setup, invite, enrolment, binding. Only ever added to; nth and seal as in AlertLog."""

    __tablename__ = "acts"
    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[int | None]
    act: Mapped[str] = mapped_column(sa.String(32))
    detail: Mapped[dict[str, Any]]
    nth: Mapped[int | None] = mapped_column(unique=True, index=True)
    seal: Mapped[str | None] = mapped_column(sa.String(64))
