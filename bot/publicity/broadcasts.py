"""Broadcasts: one message for many groups, each row of intent written before anything is sent, each group reached once or listed with a
reason.

`create` writes the rows; the pump (bot.publicity.pump) sends them at Telegram's pace. What was sent without an answer is unknown: it is
listed and never repeated unless somebody who looked asks for it. Notices stand on this; the case of the week shares the pump.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.errors import UserError
from bot.messenger import Post
from bot.office import Office
from bot.publicity.budget import FULL
from bot.publicity.deliveries import STAYS, sealed
from bot.store import acts, areas, broadcasts

FRESH = timedelta(hours=24)
"""How long after its moment a broadcast may still go out, unless it says otherwise."""
LATELY = timedelta(seconds=15)
MISSED = ("failed", "unknown", "skipped")
FINAL = ("gone", "twice")
"""Reasons for which another try makes no sense."""


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom: groups in these areas and below, of these kinds, with one of these tags; what is empty leaves out nobody."""

    areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a broadcast is. state: planned, going, done, cancelled, withdrawing or withdrawn.

    `remaining` are still to be sent (or recalled); `put_off` of them wait for the next day, since their groups had enough today. `bare`
    of the sent got the words without picture or film, which those groups do not take. `failed`
    and `skipped` count by reason. `rate` in messages a second over the last quarter of a minute; `seconds_left` None while nothing moves.
    """

    state: str
    at: datetime
    total: int
    sent: int = 0
    remaining: int = 0
    put_off: int = 0
    bare: int = 0
    unknown: int = 0
    cancelled: int = 0
    withdrawn: int = 0
    failed: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    rate: float = 0.0
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """A group that was not reached for certain: its title, whether failed, skipped, unknown, cancelled or sent (and not withdrawn), and
    why."""

    group: str
    state: str
    reason: str


async def reach(desk: Office, audience: Audience) -> int:
    """How many groups an audience is now."""
    async with desk.store.begin() as session:
        return await count(session, audience)


async def count(session: AsyncSession, audience: Audience) -> int:
    """The same inside a transaction."""
    return len(await _groups(session, audience))


async def create(
    desk: Office,
    audience: Audience,
    post: Post,
    at: datetime | None = None,
    *,
    by: int | None = None,
    until: datetime | None = None,
    key: str | None = None,
    urgent: bool = False,
) -> int:
    """Write a broadcast with one row for each group of the audience as it is now; returns its id. With the same `key` again, the same one.

    It goes out from `at` (now unless said), once all rows stand, and never after `until` (a day later unless said). Groups that leave
    before their turn are skipped; what exceeds a group's day (bot.publicity.budget) waits for the next unless it is `urgent`. Raises
    UserError when the audience is nobody.
    """
    async with desk.store.begin() as session:
        made = await begin(desk, session, audience, post, at, by=by, until=until, key=key, urgent=urgent)
    await finish(desk, made)
    return made


async def begin(
    desk: Office,
    session: AsyncSession,
    audience: Audience,
    post: Post,
    at: datetime | None = None,
    *,
    by: int | None = None,
    until: datetime | None = None,
    key: str | None = None,
    urgent: bool = False,
) -> int:
    """The broadcast alone, in the transaction of what it is for; nothing goes out before `finish` has written whom it goes to."""
    now = clock.now()
    at = at or now
    if not await _groups(session, audience):
        raise UserError("broadcast-nobody")
    columns = {"key": key, "by": by, "audience": asdict(audience), "at": at, "until": until or at + FRESH, "urgent": urgent}
    made, _ = await broadcasts.begin(session, now, **columns, **sealed(desk, post))
    return made


async def finish(desk: Office, broadcast_id: int) -> None:
    """One row for each group of its audience as it is now, and then it may go out; nothing when that was done already."""
    now = clock.now()
    async with desk.store.begin() as session:
        row = await broadcasts.get(session, broadcast_id)
        if row is None or row.state != "writing":
            return
        wanted, at, by = dict(row.audience), row.at, row.by
        found = await _groups(session, Audience(**{name: tuple(values) for name, values in wanted.items()}))
    for start in range(0, len(found), broadcasts.CHUNK):  # in pieces: meanwhile reports are written, too
        async with desk.store.begin() as session:
            await broadcasts.address(session, broadcast_id, found[start : start + broadcasts.CHUNK], at, now)
    async with desk.store.begin() as session:
        if await broadcasts.move(session, broadcast_id, ["writing"], "going", ended_at=None):
            await acts.write(
                session, now, by, "broadcast", {"broadcast": broadcast_id, "groups": len(found), "at": at.isoformat(), **wanted}
            )


async def _groups(session: AsyncSession, audience: Audience) -> list[int]:
    codes = await areas.below(session, list(audience.areas)) if audience.areas else None
    return await broadcasts.reach(session, codes, audience.kinds, audience.tags)


async def progress(desk: Office, broadcast_id: int) -> Progress:
    """How far it is; raises UserError when there is no such broadcast."""
    now = clock.now()
    async with desk.store.begin() as session:
        row = await broadcasts.get(session, broadcast_id)
        if row is None:
            raise UserError("broadcast-unknown")
        counts = await broadcasts.counts(session, broadcast_id)
        lately = await broadcasts.sent_since(session, broadcast_id, now - LATELY)

    def of(*states: str) -> int:
        return sum(n for (state, _), n in counts.items() if state in states)

    def why(wanted: str) -> dict[str, int]:
        return {fault: n for (state, fault), n in sorted(counts.items()) if state == wanted}

    begun = row.at <= max(now, row.made_at) or any(state not in broadcasts.UNTOUCHED for state, _ in counts)
    rate = lately / LATELY.total_seconds()
    if row.state == "going" and row.at > now - LATELY:
        begun = row.at <= max(now, row.made_at) or any(state not in broadcasts.UNTOUCHED for state, _ in counts)
    rate = lately / max(1.0, (now - row.at).total_seconds())
    remaining, put_off = of("waiting", "sending", "recalling"), counts.get(("waiting", FULL), 0)
    return Progress(
        "planned" if row.state == "going" and not begun else row.state,
        row.at,
        sum(counts.values()),
        of("sent"),
        remaining,
        put_off,
        counts.get(("sent", broadcasts.BARE), 0),
        of("unknown"),
        of("cancelled"),
        of("withdrawn"),
        why("failed"),
        why("skipped"),
        rate,
        (remaining - put_off) / rate if rate and remaining else 0.0 if not remaining else None,
    )


async def missed(desk: Office, broadcast_id: int, states: Sequence[str] = MISSED, most: int = 100) -> list[Missed]:
    """Groups that were not reached, or of which nobody can know, with reasons."""
    async with desk.store.begin() as session:
        return [Missed(*line) for line in await broadcasts.listed(session, broadcast_id, states, most)]


async def bare(desk: Office, broadcast_id: int, most: int) -> list[str]:
    """Groups that got the words alone."""
    async with desk.store.begin() as session:
        return await broadcasts.bare(session, broadcast_id, most)


async def cancel(desk: Office, broadcast_id: int, by: int | None = None) -> int:
    """Send no more of it; a handful that have their turn already still go out. Returns how many groups are spared."""
    now = clock.now()
    async with desk.store.begin() as session:
        if not await broadcasts.move(session, broadcast_id, ["going"], "cancelled", ended_at=now):
            return 0
        spared = await broadcasts.sweep(session, broadcast_id, ["waiting"], "cancelled", now)
        await acts.write(session, now, by, "broadcast-cancel", {"broadcast": broadcast_id, "groups": spared})
    return spared


async def retry(desk: Office, broadcast_id: int, by: int | None = None, *, unknown: bool = False) -> int:
    """Try the failed again, within a day from now; with `unknown` also those of which nobody knows, which somebody must have looked at.

    Groups that removed the bot are left out. Returns how many are tried.
    """
    now = clock.now()
    async with desk.store.begin() as session:
        counts = await broadcasts.counts(session, broadcast_id)
        row = await broadcasts.get(session, broadcast_id)
        if row is None:
            raise UserError("broadcast-unknown")
        again = [fault for state, fault in counts if state == "failed" and fault not in FINAL]
        if not await broadcasts.move(session, broadcast_id, ["done", "going"], "going", until=max(row.until, now + FRESH), ended_at=None):
            return 0
        count = await broadcasts.fill(session, broadcast_id, ["failed"], now, again)
        count += await broadcasts.fill(session, broadcast_id, ["unknown"], now) if unknown else 0
        await acts.write(session, now, by, "broadcast-retry", {"broadcast": broadcast_id, "groups": count, "unknown": unknown})
    return count


async def withdraw(desk: Office, broadcast_id: int, by: int | None = None) -> int:
    """Send no more of it and delete what is out, where Telegram still lets us; returns how many messages are being deleted.

    Messages older than two days stay; raises UserError when there is no such broadcast.
    """
    now = clock.now()
    async with desk.store.begin() as session:
        row = await broadcasts.get(session, broadcast_id)
        if row is None:
            raise UserError("broadcast-unknown")
        if not await broadcasts.move(session, broadcast_id, ["going", "done", "cancelled"], "withdrawing", until=now + STAYS):
            return 0
        await broadcasts.sweep(session, broadcast_id, ["waiting"], "cancelled", now)
        count = await broadcasts.recall(session, broadcast_id, now, now - STAYS)
        await acts.write(session, now, by, "broadcast-withdraw", {"broadcast": broadcast_id, "groups": count})
    return count
