"""研判 beside the visit: what the pattern predicts, where the same account or number was seen, what else these people reported.

Clues are noted when an alert is raised, joined or supplemented, as keyed hashes: they can be compared and not read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk.alerts import find
from bot.desk.board import watched
from bot.desk.parts import authority
from bot.office import Office
from bot.store import alerts, areas, clues, kin
from bot.store.models import Alert
from bot.triage.indicators import find as indicators_in
from bot.triage.normalise import normalise

KINDS = ("link", "phone", "card", "usdt", "eth", "btc", "wechat", "qq", "meeting", "paycode")
RECENT = timedelta(days=30)
MOST = 8


@dataclass(frozen=True, slots=True)
class Seen:
    """A clue of this alert in others: numbers of those the reader may open, newest first, and how many there are elsewhere."""

    kind: str
    numbers: tuple[int, ...]
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known beside the alert: see the module. alike: alerts of the same family in the station within thirty days; kin: how many
    family contacts who reported it named."""

    number: int
    predicts: str | None
    red_flag: str | None
    seen: tuple[Seen, ...]
    earlier: tuple[int, ...]
    alike: int
    kin: int = 0


async def note(office: Office, session: AsyncSession, alert: Alert, words: str) -> None:
    """Keep what can be compared of these words."""
    found = [clue.indicator for clue in indicators_in(normalise(words))]
    marks = [(one.kind, office.cipher.fingerprint(f"clue:{one.kind}:{_plain(one.value)}")) for one in found if one.kind in KINDS]
    await clues.add(session, alert.id, marks)


def _plain(value: str) -> str:
    """One spelling for one account: no spaces and dashes, small letters unless they carry meaning, as in a wallet."""
    bare = "".join(char for char in value if char not in " -\u3000")
    return bare if bare.startswith(("T", "1", "3")) and len(bare) > 25 else bare.lower()


async def analyse(office: Office, number: int, by: int) -> Analysis:
    """For those who may act on the alert; of alerts in areas that are not theirs they learn only that they exist."""
    async with office.store.begin() as session:
        alert = await find(session, number)
        role = await authority(session, alert, by)
        await alerts.note(session, number, clock.now(), by, "analysed", name=role.name)
        own = set(await watched(session, by))
        seen = _seen(await clues.shared(session, number), own)
        earlier = [other for other, area in await clues.earlier(session, alert) if area in own]
        station = next((area.code for area in await areas.path(session, alert.area) if area.level == "station"), alert.area)
        named = len(await kin.behind(session, number))
        alike = await clues.alike(session, alert, await areas.below(session, [station]), clock.now() - RECENT)
    pattern = office.told.patterns.get(alert.pattern or "")
    predicts, flag = (pattern.predicts, pattern.red_flag) if pattern else (None, None)
    return Analysis(number, predicts, flag, seen, tuple(earlier[:MOST]), alike, named)


def _seen(shared: Sequence[tuple[str, int, str]], own: set[str]) -> tuple[Seen, ...]:
    found: list[Seen] = []
    for kind in dict.fromkeys(kind for kind, _, _ in shared):
        numbers = [number for same, number, area in shared if same == kind and area in own]
        elsewhere = sum(same == kind and area not in own for same, _, area in shared)
        found.append(Seen(kind, tuple(numbers[:MOST]), elsewhere))
    return tuple(found)
