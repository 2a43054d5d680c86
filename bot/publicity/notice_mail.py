"""What the duty bot sends about notices by itself: asks a second person, tells the writer what became of it, draws how far it is.

The report is one message that is edited in place: `notice_progress` draws it and enqueues its next turn, so that it goes on after any kill
and is edited once in three seconds at most. Rows are true; ids come from them.
"""

from collections.abc import Sequence

from bot import office
from bot.durable import effect, record, workflow
from bot.errors import UserError
from bot.messenger import Duty, Post, Sent, TryLater, Uncertain, Undelivered
from bot.office import Office
from bot.people import languages
from bot.publicity import broadcasts
from bot.publicity.deliveries import framed
from bot.publicity.notice_card import NoticeCard
from bot.publicity.notice_pages import card, post_of
from bot.publicity.noticing import judged, judges, shown, with_progress
from bot.store import notices
from bot.texts import say

PAUSE = 3.0
"""Seconds between two looks at a notice that is going out: its report is edited no more often."""
SLOW = 60.0
QUICK_TURNS = 200
LATER = (600.0, 3600.0, 6 * 3600.0, 24 * 3600.0)
"""Seconds after which the report is drawn once more when all is done: people read late."""
NEXT_LEVEL = 3600.0
"""Seconds after which somebody of the next level is asked to approve as well."""


@workflow("ask_second")
async def ask_second(notice_id: int, version: int, turn: int) -> str:
    """Somebody who may approve it is asked, level by level, an hour apart, as long as nobody has decided."""
    asked: str = await ask_level(notice_id, version, turn)
    return asked


@record("ask_level")
async def ask_level(notice_id: int, version: int, turn: int) -> str:
    """asked, or over (decided, changed, or nobody is left to ask)."""
    desk = office.current()
    async with desk.store.begin() as session:
        row = await notices.hold(session, notice_id)
        levels = await judges(session, row) if row else []
        if row is None or row.state != "asking" or row.version != version or turn >= len(levels):
            return "over"
        for person in levels[turn]:
            name = f"notice-{notice_id}-{version}-ask-{turn}-{person.telegram}"
            await desk.engine.enqueue(session, "pages", "show_second", name, notice_id, version, person.telegram)
        following = f"notice-{notice_id}-{version}-ask-{turn + 1}"
        await desk.engine.enqueue(session, "alerts", "ask_second", following, notice_id, version, turn + 1, after=NEXT_LEVEL)
    return "asked"


@workflow("show_second")
async def show_second(notice_id: int, version: int, person: int) -> str:
    """The notice as groups will see it, and below it the question."""
    shown_it: str = await show_notice(notice_id, version, person)
    return shown_it if shown_it != "shown" else await put_question(notice_id, version, person)


@effect("show_notice")
async def show_notice(notice_id: int, version: int, person: int) -> str:
    """shown, over, or why it cannot be."""
    found = await _asking(notice_id, version, person)
    if found is None:
        return "over"
    try:
        await found[0].show(person, found[2])
    except Undelivered as refused:
        return refused.reason
    return "shown"


@effect("put_question")
async def put_question(notice_id: int, version: int, person: int) -> str:
    """asked, over, or why it cannot be."""
    found = await _asking(notice_id, version, person)
    if found is None:
        return "over"
    try:
        await found[0].notice(person, found[1])
    except Undelivered as refused:
        return refused.reason
    return "asked"


async def _asking(notice_id: int, version: int, person: int) -> tuple[Duty, NoticeCard, Post] | None:
    """Who speaks, what is asked, and what is shown; None when nobody needs to be asked any more."""
    desk = office.current()
    if desk.duty is None:
        raise RuntimeError("this process has no duty bot")
    async with desk.store.begin() as session:
        try:
            row = await judged(session, notice_id, person)
        except UserError:
            return None
        if row.state != "asking" or row.version != version:
            return None
        await languages.turn_to_staff(session, person)
        return desk.duty, await card(desk, session, row, "judge"), framed(await post_of(desk, session, row))


@workflow("tell_writer")
async def tell_writer(notice_id: int, key: str) -> str:
    """The writer hears what became of it."""
    told: str = await put_news(notice_id, key)
    return told


@effect("put_news")
async def put_news(notice_id: int, key: str) -> str:
    """sent, or why it never will be; what was refused comes with the draft."""
    desk = office.current()
    if desk.duty is None:
        raise RuntimeError("this process has no duty bot")
    async with desk.store.begin() as session:
        row = await notices.get(session, notice_id)
        assert row is not None
        await languages.turn_to_staff(session, row.by)
        reason = desk.cipher.open(row.reason) if row.reason else ""
        draft = await card(desk, session, row, "ready") if row.state == "writing" else None
    text = say(
        {"notice-approved": "notice-approved", "notice-refused": "notice-refused"}.get(key, "notice-expired"),
        name=row.judged_name or "",
        reason=reason,
    )
    try:
        await desk.duty.say(row.by, text)
        if draft is not None and key == "notice-refused":
            await desk.duty.notice(row.by, draft)
    except Undelivered as refused:
        return refused.reason
    return "sent"


@workflow("notice_progress")
async def notice_progress(notice_id: int, nth: int, turn: int, seen: str) -> str:
    """One look at how far it is, and the next look; over when it has ended, or a newer round reports."""
    drawn: list[str] = await draw_progress(notice_id, nth, seen)
    if drawn[0] != "over":
        await look_again(notice_id, nth, turn, drawn)
    return drawn[0]


@effect("draw_progress")
async def draw_progress(notice_id: int, nth: int, seen: str) -> list[str]:
    """Bring the writer's message up to date when it says something new; going, done or over, and what it says now."""
    desk = office.current()
    if desk.duty is None:
        raise RuntimeError("this process has no duty bot")
    async with desk.store.begin() as session:
        row = await notices.get(session, notice_id)
        if row is None or row.round != nth or row.words is None:
            return ["over", seen]
        await languages.turn_to_staff(session, row.by)
        found, message, writer, number = await shown(desk, session, row), row.message, row.by, row.broadcast_id
    if number is not None:  # whoever was killed after 发出 left the rows to us
        await broadcasts.finish(desk, number)
    found = await with_progress(desk, found)
    state = found.progress.state if found.progress else "done"
    news = desk.cipher.fingerprint(f"{_plain(found)}")[:16]
    try:
        if message is None:
            await _keep(desk, notice_id, (await desk.duty.notice(writer, found)).message)
        elif news != seen:
            await desk.duty.renotice(Sent(writer, message), found)
    except Undelivered:
        return ["over", seen]
    except (TryLater, Uncertain):
        return ["going", seen]
    return ["going" if state in ("going", "planned", "withdrawing") else "done", news]


def _plain(found: NoticeCard) -> tuple[object, ...]:
    """What a report shows that may change."""
    progress = found.progress
    return (
        found.reads,
        progress and (progress.state, progress.sent, progress.remaining, progress.put_off, progress.unknown, progress.withdrawn),
    )


async def _keep(desk: Office, notice_id: int, message: int) -> None:
    async with desk.store.begin() as session:
        if (row := await notices.hold(session, notice_id)) is not None:
            row.message = message


@record("look_again")
async def look_again(notice_id: int, nth: int, turn: int, drawn: Sequence[str]) -> None:
    """The next look: soon while it goes out, a few times more when it is done."""
    desk = office.current()
    done = turn - 10_000 if turn >= 10_000 else -1
    if drawn[0] == "done":
        done += 1
        if done >= len(LATER):
            return
        following, after = 10_000 + done, LATER[done]
    else:
        following, after = turn + 1, PAUSE if turn < QUICK_TURNS else SLOW
    async with desk.store.begin() as session:
        name = f"notice-{notice_id}-{nth}-{following}"
        await desk.engine.enqueue(session, "alerts", "notice_progress", name, notice_id, nth, following, drawn[1], after=after)
