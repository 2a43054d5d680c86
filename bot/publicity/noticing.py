"""A notice on its way: approved by a second person where it must be, sent, reported to its writer, tried again, taken back, repeated.

Way of a notice: `send` → its row, its broadcast's rows and the first report (bot.publicity.notice_mail) in one transaction → the pump. The
presses are the writer's or those of who may judge it; role and area are looked at in each.
"""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk.moves import MAY_SIGN
from bot.errors import UserError
from bot.messenger import Undelivered
from bot.office import Office
from bot.publicity import broadcasts
from bot.publicity.notice_card import NoticeCard, View
from bot.publicity.notice_pages import audience_of, card, may_judge, post_of, reach_of, roles_of, second_needed
from bot.publicity.notice_times import next_week
from bot.publicity.notices import held
from bot.store import acts, areas, deployments, notices, staff
from bot.store.models import Notice, Staff

LONGEST_REASON = 300
MISSED = 30
"""Groups of one kind that a report names: somebody has to look into each of those a crash left in doubt, a dozen or two."""
LEFT = ("sent", "unknown")
"""Of a notice that was taken back: where it still is, or may be."""


async def send(desk: Office, notice_id: int, by: int, version: int, message: int | None = None, *, planned: bool = False) -> NoticeCard:
    """The writer's 发出: it goes out, or to somebody who has to approve it first.

    `message` is where its writer pressed; `planned`: a time was shown, and when that has passed by now nothing goes out, and the draft says
    how it stands. Pressed again it is nothing. Raises UserError notice-changed, notice-short, notice-no-second, broadcast-nobody,
    notice-file-gone.
    """
    content = await _content(desk, notice_id, by)
    async with desk.store.begin() as session:
        roles = await roles_of(session, by)
        row = await notices.hold(session, notice_id)
        if row is not None and row.by == by and row.state in ("asking", "sent"):
            return await shown(desk, session, row)
        row = await held(session, notice_id, by)
        if row.version != version or row.area not in await reach_of(session, roles):
            raise UserError("notice-changed")
        if row.words is None:
            raise UserError("notice-short")
        if planned and _passed(row):
            return await card(desk, session, row, "ready")
        count = await broadcasts.count(session, audience_of(row))
        if not count:
            raise UserError("broadcast-nobody")
        row.message, row.awaits, row.changed_at = message, None, clock.now()
        if await second_needed(session, row, count):
            await _ask(desk, session, row)
        else:
            await _launch(desk, session, row, content)
        found = await shown(desk, session, row)
    return await _finished(desk, found)


def _passed(row: Notice) -> bool:
    """Whether the time for which it was meant has passed."""
    return row.at is not None and row.at <= clock.now()


async def _finished(desk: Office, found: NoticeCard) -> NoticeCard:
    """A notice that is sent has its rows."""
    async with desk.store.begin() as session:
        row = await notices.get(session, found.id)
    if row is not None and row.broadcast_id is not None:
        await broadcasts.finish(desk, row.broadcast_id)
    return found


async def _content(desk: Office, notice_id: int, by: int | None = None) -> bytes:
    """The bytes of a notice's picture, by the duty bot, before any transaction; empty when it has none or is not this person's."""
    async with desk.store.begin() as session:
        row = await notices.get(session, notice_id)
    if row is None or row.file is None or (by is not None and row.by != by) or row.state not in notices.DRAFTS:
        return b""
    if desk.duty is None:
        raise RuntimeError("this process has no duty bot")
    try:
        return await desk.duty.fetch(row.file)
    except Undelivered as refused:
        raise UserError("notice-file-gone") from refused


async def _ask(desk: Office, session: AsyncSession, row: Notice) -> None:
    if not await judges(session, row):
        raise UserError("notice-no-second")
    row.state = "asking"
    row.judged_by = row.judged_name = row.reason = None
    await acts.write(session, clock.now(), row.by, "notice_asked", {"notice": row.id, "area": row.area})
    await desk.engine.enqueue(session, "alerts", "ask_second", f"notice-{row.id}-{row.version}-ask-0", row.id, row.version, 0)


async def _launch(desk: Office, session: AsyncSession, row: Notice, content: bytes) -> None:
    """Its broadcast, and the first report; `_finished` writes whom it goes to, and the report does when a kill came in between."""
    now = clock.now()
    at = max(row.at or now, now)
    post = await post_of(desk, session, row, content)
    if post.media is not None and not content:
        raise UserError("notice-file-gone")
    row.broadcast_id = await broadcasts.begin(
        desk, session, audience_of(row), post, at, by=row.by, key=f"notice-{row.id}", urgent=row.urgent
    )
    row.state, row.at, row.changed_at = "sent", at, now
    if at > now:
        row.message = None  # when its moment comes its writer gets a message of its own
    await _report_on(desk, session, row, (at - now).total_seconds())


async def _report_on(desk: Office, session: AsyncSession, row: Notice, after: float = 0.0) -> None:
    """A new round of reports; an older one ends by itself."""
    row.round += 1
    await session.flush()
    await desk.engine.enqueue(session, "alerts", "notice_progress", f"notice-{row.id}-{row.round}-0", row.id, row.round, 0, "", after=after)


async def judges(session: AsyncSession, row: Notice) -> list[list[Staff]]:
    """Who may approve it, level by level from its area upwards; never its writer."""
    levels = []
    for node in await areas.path(session, row.area):
        people = [one for one in await staff.serving(session, [node.code], MAY_SIGN) if one.telegram != row.by]
        levels += [list({one.telegram: one for one in people}.values())] if people else []
    return levels


async def judged(session: AsyncSession, notice_id: int, by: int) -> Notice:
    """A notice that this person may approve or refuse, held; raises UserError notice-not-you, notice-own or notice-gone."""
    roles = await roles_of(session, by)
    row = await notices.hold(session, notice_id)
    if row is None:
        raise UserError("notice-gone")
    if not may_judge(roles, [node.code for node in await areas.path(session, row.area)]):
        raise UserError("notice-not-yours")
    if row.by == by:
        raise UserError("notice-own")
    return row


async def to_judge(desk: Office, notice_id: int, by: int, version: int) -> NoticeCard:
    """What somebody who may approve it sees of it now."""
    async with desk.store.begin() as session:
        return await _judge_card(desk, session, await judged(session, notice_id, by), version)


async def _judge_card(desk: Office, session: AsyncSession, row: Notice, version: int) -> NoticeCard:
    open_still = row.state == "asking" and row.version == version
    return await card(desk, session, row, "judge" if open_still else "moved-on")


async def approve(desk: Office, notice_id: int, by: int, version: int, *, planned: bool = False) -> NoticeCard:
    """同意: it goes out. What was changed since this person saw it, or decided by another, stays as it is; and so does what was `planned`
    for a time that has passed by now, until they have seen that.
    """
    content = await _content(desk, notice_id)
    async with desk.store.begin() as session:
        row = await judged(session, notice_id, by)
        if planned and row.state == "asking" and _passed(row):
            return await _judge_card(desk, session, row, version)
        if row.state == "asking" and row.version == version:
            writer = await staff.of(session, row.by)
            if row.area not in await reach_of(session, writer):
                raise UserError("notice-writer-left")
            [role, *_] = [one for one in await staff.of(session, by) if one.role in MAY_SIGN]
            row.judged_by, row.judged_name = by, role.name
            await acts.write(session, clock.now(), by, "notice_approved", {"notice": row.id, "writer": row.by})
            await _launch(desk, session, row, content)
            await desk.engine.enqueue(session, "pages", "tell_writer", f"notice-{row.id}-{version}-told", row.id, "notice-approved")
        found = await card(desk, session, row, "moved-on")
    return await _finished(desk, found)


async def refuse(desk: Office, notice_id: int, by: int, version: int, reason: str) -> NoticeCard:
    """不同意, with a reason: the writer has the draft in hand again and reads why."""
    async with desk.store.begin() as session:
        row = await judged(session, notice_id, by)
        if row.state == "asking" and row.version == version:
            [role, *_] = [one for one in await staff.of(session, by) if one.role in MAY_SIGN]
            row.judged_by, row.judged_name = by, role.name
            row.reason = desk.cipher.seal(reason.strip()[:LONGEST_REASON])
            row.state, row.version, row.changed_at = "writing", row.version + 1, clock.now()
            await acts.write(session, clock.now(), by, "notice_refused", {"notice": row.id, "writer": row.by})
            await desk.engine.enqueue(session, "pages", "tell_writer", f"notice-{row.id}-{version}-told", row.id, "notice-refused")
        return await card(desk, session, row, "moved-on")


async def take_back(desk: Office, notice_id: int, by: int) -> NoticeCard:
    """The writer wants it in hand again before anybody approved it."""
    async with desk.store.begin() as session:
        await roles_of(session, by)
        row = await notices.hold(session, notice_id)
        if row is None or row.by != by:
            raise UserError("notice-gone")
        if row.state == "asking":
            row.state, row.version, row.changed_at = "writing", row.version + 1, clock.now()
        return await shown(desk, session, row)


_BEFORE: Mapping[str, View] = {"writing": "ready", "asking": "asked"}
"""What its writer sees of a notice that has not gone out, by its state."""


async def shown(desk: Office, session: AsyncSession, row: Notice, view: View | None = None) -> NoticeCard:
    """What its writer sees of it now: the draft, that it waits, or the report."""
    if row.state != "sent" or row.broadcast_id is None:
        return await card(desk, session, row, _BEFORE.get(row.state, "gone"))
    return await card(desk, session, row, view or "report")


async def report(desk: Office, notice_id: int, by: int, view: View = "report") -> NoticeCard:
    """How far a notice is, for its writer and for officers and leaders of its area; raises UserError when it is none of theirs."""
    async with desk.store.begin() as session:
        found = await shown(desk, session, await _controlled(session, notice_id, by), view)
    return await with_progress(desk, found)


async def with_progress(desk: Office, found: NoticeCard) -> NoticeCard:
    """The card with how far its broadcast is, whom it did not reach, and how many read it."""
    async with desk.store.begin() as session:
        row = await notices.get(session, found.id)
        reads = await notices.readers(session, found.id)
    if row is None or row.broadcast_id is None:
        return found
    progress = await broadcasts.progress(desk, row.broadcast_id)
    if progress.state == "writing":
        progress = replace(progress, state="planned" if progress.at > clock.now() else "going", total=found.groups)
    states = LEFT if progress.state == "withdrawn" else broadcasts.MISSED
    missed = await broadcasts.missed(desk, row.broadcast_id, states, MISSED)
    bare = await broadcasts.bare(desk, row.broadcast_id, MISSED) if progress.bare else []
    return replace(found, progress=progress, missed=tuple(missed), bare=tuple(bare), reads=reads, at=progress.at)


async def _controlled(session: AsyncSession, notice_id: int, by: int) -> Notice:
    """A notice that was sent, for its writer, as long as its area is theirs, and for officers and leaders of its area or above."""
    roles = await roles_of(session, by)
    row = await notices.hold(session, notice_id)
    if row is None or row.broadcast_id is None or row.words is None:
        raise UserError("notice-gone")
    path = [node.code for node in await areas.path(session, row.area)]
    own = row.by == by and any(role.area in path for role in roles)
    if not own and not may_judge(roles, path):
        raise UserError("notice-not-yours")
    return row


async def act_on(desk: Office, notice_id: int, by: int, act: str, message: int | None = None) -> NoticeCard:
    """stop (send no more), retry (the failed), doubts (also those of which nobody knows) or recall (delete what can be); then the report.

    `message` is where it was pressed: when that is the writer's own, the report goes on there.
    """
    async with desk.store.begin() as session:
        number = (await _controlled(session, notice_id, by)).broadcast_id
    assert number is not None
    if act == "stop":
        await broadcasts.cancel(desk, number, by)
    elif act == "recall":
        await broadcasts.withdraw(desk, number, by)
    else:
        await broadcasts.retry(desk, number, by, unknown=act == "doubts")
    async with desk.store.begin() as session:
        row = await _controlled(session, notice_id, by)
        row.message = message if row.by == by and message else row.message
        await _report_on(desk, session, row)
        found = await shown(desk, session, row)
    return await with_progress(desk, found)


async def again(desk: Office, notice_id: int, by: int) -> NoticeCard:
    """下周再发: a draft of one's own with the same words, for the same groups as they are then, a week later at the same time."""
    async with desk.store.begin() as session:
        roles = await roles_of(session, by)
        row = await _controlled(session, notice_id, by)
        if row.area not in await reach_of(session, roles):
            raise UserError("notice-not-yours")
        now = clock.now()
        copied = {name: getattr(row, name) for name in ("words", "media", "file", "area", "kinds", "tags", "doubtful")}
        at = next_week((row.at or row.made_at).astimezone(await deployments.zone(session)), now)
        made = await notices.copy(session, row, by, at)  # pressed twice it is one
        made = made or await notices.add(session, now, by=by, name=roles[0].name, at=at, **copied)
        return await card(desk, session, made, "ready")


async def mine(desk: Office, by: int, most: int = 8) -> list[NoticeCard]:
    """The newest notices of somebody; for officers and leaders those of their areas too."""
    async with desk.store.begin() as session:
        roles = await roles_of(session, by)
        watched = await areas.below(session, [role.area for role in roles if role.role in MAY_SIGN])
        found = [await shown(desk, session, row) for row in await notices.latest(session, by, watched, most)]
    return [await with_progress(desk, one) for one in found]
