"""Family contacts by a resident's own consent: whom they name, when that person may be told, and taking it back at any time.

Way of a datum: `/family` in the community bot → a link the relative opens and agrees to, or a name and a number, sealed → a row. How a
relative is asked when an alert needs it: bot.helping.kin_calls.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.errors import UserError
from bot.helping import kin_calls
from bot.office import Office
from bot.privacy import mask
from bot.store import kin, people
from bot.store.models import Kin
from bot.texts import say, written

MOST = 3
INVITED = timedelta(hours=72)
"""So long an invitation can be taken up."""
AWAITED = timedelta(minutes=30)
"""So long a bare number in a private message is taken for the one that was asked for."""
LONGEST_NAME = 30
_APART = re.compile(r"(?<=\d)[ \u3000-](?=\d)")
_PHONE = re.compile(r"(?<!\d)(?:\+?86)?(1[3-9]\d{9}|0\d{9,11})(?!\d)")
_BETWEEN = re.compile(r"[\s,，、。:：;；]+|电话|手机号?|号码|電話|手機號?|號碼|(?i:phone|mobile|number|tel)")


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody a resident named: what they are called, a number by its ends (empty: they agreed on Telegram), and on what terms.

    state: Kin's. waits: a new number is awaited.
    """

    id: int
    title: str
    phone: str
    ask_first: bool
    state: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """How somebody stands: whom they named, and for whom they agreed to be there (id, name)."""

    own: tuple[Contact, ...]
    others: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Invitation:
    """What somebody who opens a link is asked: to be there for whom."""

    id: int
    owner: str


def short(name: str) -> str:
    """A name as it is kept: one line, no numbers and links in it."""
    return mask(" ".join(name.split()))[:LONGEST_NAME]


async def view(office: Office, telegram: int) -> Family:
    """How somebody stands."""
    async with office.store.begin() as session:
        await people.seen(session, telegram, clock.now(), chat_open=True)
        own = tuple(_contact(office, row) for row in await kin.of(session, telegram))
        others = tuple((row.id, office.cipher.open(row.owner)) for row in await kin.for_whom(session, telegram))
    return Family(own, others)


def _contact(office: Office, row: Kin) -> Contact:
    title = office.cipher.open(row.title) if row.title else say("kin-somebody")
    return Contact(row.id, title, mask(number_of(office, row)), row.ask_first, row.state, row.awaited_at is not None)


def number_of(office: Office, row: Kin) -> str:
    """The number in full; empty where there is none."""
    return office.cipher.open(row.phone) if row.phone else ""


async def invite(office: Office, telegram: int, name: str) -> str:
    """The code of a link for one relative; an earlier link that nobody took up is void. Raises UserError kin-enough."""
    code = secrets.token_urlsafe(16)
    async with office.store.begin() as session:
        await _make_room(session, telegram)
        owner = office.cipher.seal(short(name) or written("kin-owner"))
        mark = office.cipher.fingerprint(f"kin:{code}")
        await kin.add(session, telegram=telegram, owner=owner, state="invited", code_hash=mark, made_at=clock.now())
    return code


async def _make_room(session: AsyncSession, telegram: int) -> None:
    """What was begun and not finished makes room for what begins now."""
    await people.seen(session, telegram, clock.now(), chat_open=True)
    rows = await kin.of(session, telegram)
    for row in rows:
        if row.state in ("invited", "opened", "asked", "left"):
            await kin.remove(session, row)
    if sum(row.state == "agreed" for row in rows) >= MOST:
        raise UserError("kin-enough", most=MOST)


async def opened(office: Office, code: str, by: int) -> Invitation:
    """Somebody opened a link: it is theirs from now on. Raises UserError kin-link-gone, or kin-own-link for whoever made it."""
    async with office.store.begin() as session:
        row = await kin.by_code(session, office.cipher.fingerprint(f"kin:{code}"))
        if row is None or row.state not in ("invited", "opened") or clock.now() - row.made_at > INVITED:
            raise UserError("kin-link-gone")
        if row.telegram == by:
            raise UserError("kin-own-link")
        if row.relative not in (None, by):
            raise UserError("kin-link-gone")
        row.relative, row.state = by, "opened"
        return Invitation(row.id, office.cipher.open(row.owner))


async def agree(office: Office, kin_id: int, by: int, name: str, *, yes: bool) -> str:
    """What the relative says to it; the resident hears of it. Gives what the resident is called; raises UserError kin-link-gone."""
    async with office.store.begin() as session:
        row = await kin.hold_kin(session, kin_id)
        if row is None or row.relative != by or row.state not in ("opened", "agreed"):
            raise UserError("kin-link-gone")
        owner = office.cipher.open(row.owner)
        if row.state == "opened":
            row.code_hash = None
            row.state, row.agreed_at = ("agreed", clock.now()) if yes else ("left", None)
            row.title = office.cipher.seal(short(name) or written("kin-somebody")) if yes else None
            row.relative = by if yes else None
            await people.seen(session, by, clock.now(), chat_open=True)
            await session.flush()
            await office.engine.enqueue(session, "tells", "tell_kin_news", f"kin-{kin_id}-{row.state}", kin_id, row.state)
    return owner


async def ask_number(office: Office, telegram: int, name: str, kin_id: int = 0) -> None:
    """The next number is the one of a new contact, or of this one. Raises UserError kin-enough or kin-gone."""
    async with office.store.begin() as session:
        if kin_id:
            (await _own(session, kin_id, telegram)).awaited_at = clock.now()
            return
        await _make_room(session, telegram)
        owner, now = office.cipher.seal(short(name) or written("kin-owner")), clock.now()
        await kin.add(session, telegram=telegram, owner=owner, state="asked", awaited_at=now, made_at=now)


async def no_number(office: Office, telegram: int) -> None:
    """「先不留」: what was begun is gone, a contact that stands stays as it is."""
    async with office.store.begin() as session:
        for row in await kin.of(session, telegram):
            row.awaited_at = None
            if row.state == "asked":
                await kin.remove(session, row)


async def awaits(office: Office, telegram: int) -> bool:
    """Whether a number was asked of this person just now."""
    async with office.store.begin() as session:
        return await _awaited(session, telegram, AWAITED) is not None


async def _awaited(session: AsyncSession, telegram: int, within: timedelta) -> Kin | None:
    rows = [row for row in await kin.of(session, telegram) if row.awaited_at and clock.now() - row.awaited_at <= within]
    return max(rows, key=_since) if rows else None


def _since(row: Kin) -> datetime:
    return row.awaited_at or row.made_at


def has_number(text: str) -> bool:
    """Whether there is exactly one telephone number in a text."""
    return len(_PHONE.findall(_APART.sub("", text))) == 1


async def note_number(office: Office, telegram: int, text: str) -> Contact:
    """Name and number as somebody wrote them: 女儿 小敏 13912345678. Raises UserError kin-no-number, or kin-gone when none was asked."""
    bare = _APART.sub("", text)
    if not has_number(text):
        raise UserError("kin-no-number")
    name = " ".join(_BETWEEN.sub(" ", _PHONE.sub(" ", bare)).split())
    async with office.store.begin() as session:
        row = await _awaited(session, telegram, INVITED)
        if row is None:
            raise UserError("kin-gone")
        row.phone = office.cipher.seal(_PHONE.findall(bare)[0])
        if name or row.title is None:
            row.title = office.cipher.seal(short(name) or written("kin-somebody"))
        row.state, row.agreed_at, row.awaited_at = "agreed", clock.now(), None
        return _contact(office, row)


async def set_terms(office: Office, kin_id: int, by: int, *, ask_first: bool) -> None:
    """有危险就联系, or 每次先问我; raises UserError kin-gone."""
    async with office.store.begin() as session:
        (await _own(session, kin_id, by)).ask_first = ask_first


async def _own(session: AsyncSession, kin_id: int, by: int) -> Kin:
    row = await kin.hold_kin(session, kin_id)
    if row is None or row.telegram != by:
        raise UserError("kin-gone")
    return row


async def withdraw(office: Office, kin_id: int, by: int) -> None:
    """The resident takes it back: what was disclosed is taken back too. Pressing again is harmless; raises UserError kin-gone."""
    async with office.store.begin() as session:
        row = await kin.hold_kin(session, kin_id)
        if row is not None and row.telegram != by:
            raise UserError("kin-gone")
        if row is not None:
            await _drop(office, session, row)


async def leave(office: Office, kin_id: int, by: int) -> None:
    """The relative does not want to any more; the resident hears of it. Raises UserError kin-gone."""
    async with office.store.begin() as session:
        row = await kin.hold_kin(session, kin_id)
        if row is None or row.relative != by:
            raise UserError("kin-gone")
        await _left(office, session, row)


async def _left(office: Office, session: AsyncSession, row: Kin) -> None:
    for call in await kin.calls_to(session, row.id):
        await kin_calls.take_back(office, session, call)
    row.relative, row.title, row.state, row.code_hash, row.agreed_at = None, None, "left", None, None
    await session.flush()
    await office.engine.enqueue(session, "tells", "tell_kin_news", f"kin-{row.id}-left", row.id, "left")


async def _drop(office: Office, session: AsyncSession, row: Kin) -> None:
    for call in await kin.calls_to(session, row.id):
        await kin_calls.take_back(office, session, call)
    await kin.remove(session, row)


async def forget(office: Office, session: AsyncSession, telegram: int) -> None:
    """Whom somebody named, and where they were named: all of it goes, and so does what was disclosed."""
    for row in await kin.of(session, telegram):
        await _drop(office, session, row)
    for row in await kin.known_to(session, telegram):
        await _left(office, session, row)
    for call in await kin.calls_about(session, telegram):
        if call.telegram == telegram:
            await kin_calls.take_back(office, session, call)
            call.telegram = call.relative = 0
        if call.relative == telegram:
            call.relative = 0


async def expire(office: Office, forgotten: datetime) -> int:
    """Invitations nobody took up, and contacts of residents who have not come since `forgotten`; returns how many went."""
    async with office.store.begin() as session:
        rows = [*await kin.unanswered(session, clock.now() - INVITED), *await kin.forsaken(session, forgotten)]
        for row in rows:
            await _drop(office, session, row)
    return len(rows)
