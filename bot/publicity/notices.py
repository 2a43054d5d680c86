"""Notices: what a grid worker, officer or leader writes for the groups of their area, page by page, until it is sent or let go.

Way of a notice: `/notice` → a draft's row → words (bot.publicity.notice_words) → audience → preview → bot.publicity.noticing, which has it
approved and sent. One short transaction an act; role and area are looked at in each. A draft lies a day, then it expires.
"""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.errors import UserError
from bot.messenger import Post
from bot.office import Office
from bot.publicity import notice_times, notice_words
from bot.publicity.deliveries import framed
from bot.publicity.notice_card import NoticeCard, View
from bot.publicity.notice_pages import card, mark, post_of, reach_of, roles_of
from bot.store import areas, deployments, notices
from bot.store.models import Notice, Staff

KINDS = ("neighbourhood", "workplace", "school")
LONGEST_FILM = 60
KEPT = timedelta(days=1)
ASKED = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody sent for a notice: words, or a picture or film by the duty bot's name of it; seconds of a film; a link that the words
    hide; the number of the message.
    """

    words: str = ""
    media: str | None = None
    file: str | None = None
    seconds: int = 0
    hidden: str = ""
    message: int | None = None


async def begin(desk: Office, by: int) -> NoticeCard:
    """`/notice`: the draft that lies about, else a new one for one's own area."""
    async with desk.store.begin() as session:
        roles = await roles_of(session, by)
        row = await notices.draft(session, by, clock.now() - KEPT)
        if row is None:
            return await card(desk, session, await _new(session, roles[0]), "words")
        return await card(desk, session, row, "ready" if _is_written(row) else "words")


async def _new(session: AsyncSession, role: Staff) -> Notice:
    row = await notices.add(session, clock.now(), by=role.telegram, name=role.name, area=role.area, kinds=[], tags=[])
    await notices.listen(session, row, "words")
    return row


def _is_written(row: Notice) -> bool:
    return row.words is not None


async def held(session: AsyncSession, notice_id: int, by: int) -> Notice:
    """A draft of one's own, held until the transaction ends; raises UserError notice-not-you, notice-gone or notice-moved-on."""
    roles = await roles_of(session, by)
    row = await notices.hold(session, notice_id)
    if row is None or row.by != by or row.state in ("dropped", "expired"):
        raise UserError("notice-gone")
    if row.state != "writing":
        raise UserError("notice-moved-on")
    if row.area not in await reach_of(session, roles):  # serves elsewhere by now
        row.area, row.kinds, row.tags = roles[0].area, [], []
    return row


async def turn_to(desk: Office, notice_id: int, by: int, view: View) -> NoticeCard:
    """Another page of one's draft; what the page waits for is what is written next."""
    async with desk.store.begin() as session:
        row = await held(session, notice_id, by)
        if view in ("ready", "audience", "time") and not _is_written(row):
            view = "words"
        await notices.listen(session, row, {"words": "words", "templates": "words", "time": "time"}.get(view))
        return await card(desk, session, row, view)


async def anew(desk: Office, notice_id: int, by: int) -> NoticeCard:
    """Let a draft go and begin another."""
    async with desk.store.begin() as session:
        row = await held(session, notice_id, by)
        let_go(row, "dropped")
        [role, *_] = await roles_of(session, by)
        return await card(desk, session, await _new(session, role), "words")


async def drop(desk: Office, notice_id: int, by: int) -> None:
    """Let a draft go; what was written goes at once."""
    async with desk.store.begin() as session:
        let_go(await held(session, notice_id, by), "dropped")


def let_go(row: Notice, state: str) -> None:
    """Nothing of it stays but that there was one."""
    row.state, row.words, row.file, row.reason, row.awaits, row.changed_at = state, None, None, None, None, clock.now()


async def awaited(desk: Office, by: int) -> str | None:
    """What somebody's draft waits for: words or time; None when it waits for nothing."""
    async with desk.store.begin() as session:
        row = await notices.draft(session, by, clock.now() - KEPT)
        return row.awaits if row is not None else None


async def said(desk: Office, by: int, message: int) -> NoticeCard | None:
    """Somebody's notice that has the words, or the picture, of this message of theirs; None when there is none."""
    async with desk.store.begin() as session:
        row = await notices.said(session, by, message)
        return await card(desk, session, row, "audience" if _is_written(row) else "words") if row is not None else None


async def write(desk: Office, by: int, sent: Draft) -> NoticeCard:
    """Words, a picture or a film for the draft that waits for them.

    Raises UserError notice-gone when none does, or what is wrong with them. A picture without words waits for words.
    """
    doubtful = await _read(desk, sent)
    async with desk.store.begin() as session:
        found = await notices.draft(session, by, clock.now() - KEPT)
        if found is None:
            raise UserError("notice-gone")
        row = await held(session, found.id, by)
        await _take(desk, session, row, sent, doubtful=doubtful)
        return await card(desk, session, row, "audience" if _is_written(row) else "words")


async def rewrite(desk: Office, notice_id: int, by: int, sent: Draft) -> NoticeCard:
    """What a draft was written from has been changed by its writer, and so is the draft; raises UserError like `write`."""
    doubtful = await _read(desk, sent)
    async with desk.store.begin() as session:
        row = await held(session, notice_id, by)
        await _take(desk, session, row, sent, doubtful=doubtful)
        return await card(desk, session, row, "ready" if _is_written(row) else "words")


async def _read(desk: Office, sent: Draft) -> bool:
    """Whether what was sent reads like a swindler's; raises UserError for what may not be said."""
    words = sent.words.strip()
    if sent.hidden:
        raise UserError("notice-hidden-link", link=sent.hidden)
    if words or sent.media is None:
        notice_words.check(words)
    if sent.seconds > LONGEST_FILM:
        raise UserError("notice-film-long", most=LONGEST_FILM)
    return bool(words) and (await asyncio.to_thread(desk.triage.judge, words)).level == "scam"


async def _take(desk: Office, session: AsyncSession, row: Notice, sent: Draft, *, doubtful: bool) -> None:
    if sent.media is not None:
        row.media, row.file = sent.media, sent.file
    if words := sent.words.strip():
        row.words, row.doubtful = desk.cipher.seal(words), doubtful
    row.said = sent.message
    _changed(row)
    await notices.listen(session, row, None if _is_written(row) else "words")


async def use_template(desk: Office, notice_id: int, by: int, template: str) -> NoticeCard:
    """Words of the library in the place of one's own; they may still be changed. Raises UserError notice-gone for one there is not."""
    found = next((one for one in desk.told.templates.values() if mark(one.id) == template), None)
    if found is None:
        raise UserError("notice-gone")
    async with desk.store.begin() as session:
        row = await held(session, notice_id, by)
        row.words, row.doubtful, row.awaits, row.said = desk.cipher.seal(found.text), False, None, None
        _changed(row)
        return await card(desk, session, row, "audience")


async def without_picture(desk: Office, notice_id: int, by: int) -> NoticeCard:
    """The words alone."""
    async with desk.store.begin() as session:
        row = await held(session, notice_id, by)
        row.media = row.file = None
        _changed(row)
        return await card(desk, session, row, "ready" if _is_written(row) else "words")


def _changed(row: Notice) -> None:
    row.version, row.changed_at = row.version + 1, clock.now()


async def choose(desk: Office, notice_id: int, by: int, what: str, value: str) -> NoticeCard:
    """Change for whom it is: what is area (by its mark, within one's own), kind or tag (by its mark), of which several may be chosen."""
    async with desk.store.begin() as session:
        row = await held(session, notice_id, by)
        reach = await reach_of(session, await roles_of(session, by))
        if what == "area" and (found := next((code for code in reach if mark(code) == value), None)):
            row.area, row.tags = found, []
        elif what == "kind" and value in KINDS:
            row.kinds = sorted({value} ^ set(row.kinds), key=KINDS.index)
        elif what == "tag":
            known = await notices.tags(session, await areas.below(session, [row.area]))
            row.tags = sorted(set(row.tags) ^ {tag for tag in known if mark(tag) == value})
        else:
            raise UserError("notice-gone")
        _changed(row)
        return await card(desk, session, row, "tags" if what == "tag" else "audience")


async def set_urgent(desk: Office, notice_id: int, by: int, urgent: bool) -> NoticeCard:
    """Whether it may exceed what a group is told a day; somebody else has to approve it then."""
    async with desk.store.begin() as session:
        row = await held(session, notice_id, by)
        if row.urgent != urgent:
            row.urgent = urgent
            _changed(row)
        return await card(desk, session, row, "ready" if _is_written(row) else "words")


async def set_time(desk: Office, notice_id: int, by: int, choice: str) -> NoticeCard:
    """When it shall go out, by a button (bot.publicity.notice_times.CHOICES, or now); raises UserError notice-time."""
    async with desk.store.begin() as session:
        at = notice_times.choice(choice, clock.now(), await deployments.zone(session))
        if at is None and choice != "now":
            raise UserError("notice-time")
        row = await held(session, notice_id, by)
        row.at, row.awaits = at, None
        _changed(row)
        return await card(desk, session, row, "ready")


async def write_time(desk: Office, by: int, text: str) -> NoticeCard:
    """When it shall go out, as somebody wrote it; raises UserError notice-time or notice-gone."""
    async with desk.store.begin() as session:
        at = notice_times.read(text, clock.now(), await deployments.zone(session))
        if at is None:
            raise UserError("notice-time")
        found = await notices.draft(session, by, clock.now() - KEPT)
        if found is None:
            raise UserError("notice-gone")
        row = await held(session, found.id, by)
        row.at, row.awaits = at, None
        _changed(row)
        return await card(desk, session, row, "ready")


async def preview(desk: Office, notice_id: int, by: int) -> Post:
    """One's draft as groups will see it, its picture by the duty bot's name of it; raises UserError notice-short while it has no words."""
    async with desk.store.begin() as session:
        row = await held(session, notice_id, by)
        if not _is_written(row):
            raise UserError("notice-short")
        return framed(await post_of(desk, session, row))


async def expire(desk: Office) -> int:
    """Drafts that nobody touched for a day, notices that nobody approved for three, and the words of those that went out long ago."""
    now = clock.now()
    async with desk.store.begin() as session:
        old = await notices.abandoned(session, now - KEPT, now - ASKED)
        for row in old:
            if row.state == "asking":
                await desk.engine.enqueue(session, "pages", "tell_writer", f"notice-{row.id}-expired", row.id, "notice-expired")
            let_go(row, "expired")
        return len(old) + await notices.expire(session)
