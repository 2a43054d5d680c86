"""Genuine? The 核验码 that an officer shows to a resident, and `/verify`, which tells whether it is one.

Way of a code: alert → `code_of` → the card of who holds it → spoken to the resident → `verify`. A code is made from the office's secret,
the alert and the half hour; the one of the half hour before still holds. Nothing about an alert is told but its station, and guessing is
bounded for a person and for a station.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk.consequences import draw_soon
from bot.desk.moves import HELD
from bot.duty import roster
from bot.errors import UserError
from bot.office import Office
from bot.privacy import Cipher
from bot.store import alerts, areas, cards, checks, groups, people, steps
from bot.store.models import Alert, Area

WINDOW = timedelta(minutes=30)
DIGITS = 4
_CODE = re.compile(rf"(?:[核验驗證证码碼是为為]{{0,6}}|(?i:code)?)([0-9]{{{DIGITS}}})")
WITHIN = timedelta(minutes=10)
MOST = 5
"""Codes a person may check within that time."""
MOST_WRONG = 30
"""Wrong codes that a station, with all its residents, may be asked about within that time."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code and until when it holds."""

    digits: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Checked:
    """What the asker is told: the key of a text, and the station's name when the code is genuine."""

    key: str
    station: str = ""


def code_of(cipher: Cipher, alert: Alert) -> Code | None:
    """The code of an alert at this moment; None unless somebody holds it."""
    if alert.state not in HELD:
        return None
    window = _window(clock.now())
    return Code(_digits(cipher, alert, window), datetime.fromtimestamp((window + 2) * WINDOW.total_seconds(), UTC))


def _window(at: datetime) -> int:
    return int(at.timestamp() // WINDOW.total_seconds())


def _digits(cipher: Cipher, alert: Alert, window: int) -> str:
    """Another round of an alert has other codes."""
    return f"{int(cipher.fingerprint(f'genuine:{alert.id}:{alert.round}:{window}'), 16) % 10**DIGITS:0{DIGITS}d}"


async def renew(office: Office, seen: int) -> int:
    """Once each half hour the cards that show a code are drawn with the new one; `seen`: the half hour it was last done in."""
    window = _window(clock.now())
    if window == seen:
        return seen
    async with office.store.begin() as session:
        held = [(alert.id, alert.signed_by) for alert in await alerts.held(session, None)]
    for number, holder in held:
        async with office.store.begin() as session:
            holders = {holder, *await roster.hearers(session, [holder])} if holder is not None else set()
            if await cards.outdate(session, number, [*({row.telegram for row in await steps.visitors(session, number)} | holders)]):
                await draw_soon(office, session, number, f"code-{clock.now().timestamp():.0f}")
    return window


async def verify(office: Office, asker: int, said: str, chat: int | None = None) -> Checked:
    """Whether this code belongs to an alert that the asker's station has in hands; `chat`: the group it is asked in, None in private.

    The station is that of the group, in private of the group they were seen in last; of nobody's, any will do. Raises UserError
    verify-how for what is no code, verify-too-many.
    """
    code = _read(said)
    if code is None:
        raise UserError("verify-how")
    async with office.store.begin() as session:
        station = await _station(session, asker, chat)
        await _may_ask(session, asker, station)
        found = await _held_by(office.cipher, session, code, station)
        await checks.add(session, asker=asker, station=station.code if station else None, genuine=found is not None, at=clock.now())
        if found is None:
            return Checked("verify-unknown")
        path = await areas.path(session, found.area)
    return Checked("verify-genuine", _station_in(path).name)


def _read(said: str) -> str | None:
    """The digits of a code however they were typed: １２３４, 12 34, #1234, 核验码：1234; None for anything else."""
    bare = "".join(char for char in unicodedata.normalize("NFKC", said) if char.isalnum())
    found = _CODE.fullmatch(bare)
    return found[1] if found else None


async def _station(session: AsyncSession, asker: int, chat: int | None) -> Area | None:
    """The asker's station; what belongs to no station stands for itself."""
    person = await people.get(session, asker)
    group = await groups.by_chat(session, chat) if chat is not None else None
    if chat is None and person is not None and person.last_group:
        group = await groups.get(session, person.last_group)
    path = await areas.path(session, group.area) if group is not None and group.area else []
    return _station_in(path) if path else None


def _station_in(path: list[Area]) -> Area:
    return next((area for area in path if area.level == "station"), path[0])


async def _may_ask(session: AsyncSession, asker: int, station: Area | None) -> None:
    since = clock.now() - WITHIN
    if (
        await checks.by(session, asker, since) >= MOST
        or await checks.wrong(session, station.code if station else None, since) >= MOST_WRONG
    ):
        raise UserError("verify-too-many")


async def _held_by(cipher: Cipher, session: AsyncSession, code: str, station: Area | None) -> Alert | None:
    """The alert of this station, or of any, that has this code in this half hour or had it in the last."""
    codes = await areas.below(session, [station.code]) if station else None
    now = _window(clock.now())
    for alert in await alerts.held(session, codes):
        if code in (_digits(cipher, alert, now), _digits(cipher, alert, now - 1)):
            return alert
    return None
