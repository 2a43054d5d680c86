"""劝劝邻居: a resident persuades somebody invented who is about to pay, in private, one press or one sentence at a time.

Way of a move: handlers/community/neighbours → here → `bot.persuading.plays` → `bot.persuading.persuasion` → the sealed row. Each act is
one short transaction and may come twice; how it stands is in the database, so that restarts and days change nothing. Whoever writes of a
danger of their own is let go at once: what they wrote is judged as any question is, and the neighbour waits.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.errors import UserError
from bot.library.cards import NeighbourCard
from bot.library.traditional import simplified
from bot.office import Office
from bot.persuading import plays
from bot.persuading.hearing import hear
from bot.persuading.plays import Play, Scene, scene
from bot.store import people, persuasions, questions
from bot.store.models import Persuasion
from bot.triage.finding import Verdict

FRESH = timedelta(minutes=30)
"""How long after the last turn a message is still said to the neighbour; later only what is a reply, and every button."""
STRANGE = 300
"""Characters from which nobody is talking to a neighbour any more: something was pasted."""

_TO_SOMEBODY = re.compile("[你您咱]")
_OWN_LOSS = re.compile(
    "(?:我|俺|我[妈爸]|我老伴|我家)[^，。！？,.!?]{0,10}?(?:转|汇|付|交|打|刷|充)(?:了|过|出|进|给)|(?:我|俺)[^，。！？,.!?]{0,6}(?:被骗|共享)"
)
_ASKED = re.compile("是真的吗|真的假的|是不是(?:骗|真|诈)|靠谱吗|可信吗|怎么办|咋办|帮我看|能信吗")
_TOLD_ME = re.compile("(?:让|叫|要|说|给|找|问|催)(?:我|俺)(?!们)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A private message while a neighbour may be listening: whose, its number, its words, and the play whose message it replies to."""

    by: int
    message: int
    text: str
    play: int | None = None


@dataclass(frozen=True, slots=True)
class Street:
    """Who can be visited: those nobody of theirs has persuaded yet first; and the play that waits, if one does."""

    neighbours: tuple[NeighbourCard, ...]
    waiting: Scene | None


async def street(office: Office, by: int) -> Street:
    """Everybody in the library, and whom this person left waiting."""
    async with office.store.begin() as session:
        known = await persuasions.known(session, by)
        row = await persuasions.unfinished(session, by)
        waiting = _open(office, row) if row is not None else None
    cards = sorted(office.told.neighbours.values(), key=lambda card: card.id in known)
    return Street(tuple(cards), scene(waiting) if waiting else None)


async def visit(office: Office, by: int, neighbour: str) -> Scene:
    """Begin with this neighbour, or go on with them; raises UserError neighbour-gone for somebody the library does not have."""
    card = office.library.neighbours.get(neighbour)
    if card is None:
        raise UserError("neighbour-gone")
    async with office.store.begin() as session:
        return await _begun(office, session, by, card)


async def visit_after(office: Office, by: int, question: int) -> Scene:
    """The neighbour whose trouble is what this question was about; raises UserError question-gone or neighbour-gone."""
    async with office.store.begin() as session:
        row = await questions.get(session, question)
        if row is None or row.asker != by:
            raise UserError("question-gone")
        card = office.library.neighbour(row.family)
        if card is None:
            raise UserError("neighbour-gone")
        return await _begun(office, session, by, card, question)


async def _begun(office: Office, session: AsyncSession, by: int, card: NeighbourCard, question: int | None = None) -> Scene:
    row = await persuasions.unfinished(session, by, neighbour=card.id)
    if row is None:
        content, now = office.cipher.seal(plays.fresh(card)), clock.now()
        like = {"telegram": by, "neighbour": card.id, "state": "playing", "content": content}
        row = await persuasions.add(session, **like, question_id=question, opened_at=now, changed_at=now)
        await people.seen(session, by, now, chat_open=True)
    return await _resumed(office, session, row)


async def go_on(office: Office, play: int, by: int) -> Scene:
    """Take up an invitation, or a play that waited; raises UserError neighbour-gone for anybody else's."""
    async with office.store.begin() as session:
        return await _resumed(office, session, await _own(session, play, by))


async def _resumed(office: Office, session: AsyncSession, row: Persuasion) -> Scene:
    if row.state == "declined":
        raise UserError("neighbour-gone")
    if row.state != "over":
        row.state, row.changed_at = "playing", clock.now()
        await session.flush()
        await persuasions.rest_others(session, row.telegram, row.id)
    play = _open(office, row)
    if play is None:
        raise UserError("neighbour-gone")
    return scene(play)


async def rest(office: Office, play: int, by: int) -> Scene:
    """「先到这里」: the neighbour waits, for days if need be."""
    async with office.store.begin() as session:
        row = await _own(session, play, by)
        if row.state == "playing":
            row.state = "resting"
            await session.flush()
        found = _open(office, row)
        if found is None:
            raise UserError("neighbour-gone")
        return scene(found)


async def decline(office: Office, play: int, by: int) -> None:
    """「下次吧」 to an invitation: nothing is kept but that it was made."""
    async with office.store.begin() as session:
        row = await _own(session, play, by)
        if row.state == "offered":
            row.state = "declined"


async def press(office: Office, play: int, by: int, kind: str, turn: int) -> Scene:
    """What a button says, in the turn it was drawn for; of any other turn it says nothing. Raises UserError neighbour-gone."""
    async with office.store.begin() as session:
        row = await _own(session, play, by)
        found = _open(office, row)
        if found is None or kind not in found.card.moves:
            raise UserError("neighbour-gone")
        if row.state in ("offered", "declined") or turn != found.state.turn or found.state.end:
            return scene(found, past=True)
        found.move(kind, found.card.moves[kind].say, own=False)
        return await _keep(office, session, found)


async def say(office: Office, spoken: Spoken) -> Scene | None:
    """What somebody writes in private: a move in their own words, or None when it is meant for nobody or tells of a danger of their own."""
    async with office.store.begin() as session:
        row = await persuasions.unfinished(session, spoken.by, ("playing",))
        play = _open(office, row) if row is not None else None
    if play is None or not _listens(play.row, spoken):
        return None
    verdict = office.triage.judge(spoken.text)
    if of_their_own(spoken.text, verdict, play.card.name):
        await rest(office, play.row.id, spoken.by)
        return None
    async with office.store.begin() as session:
        row = await _own(session, play.row.id, spoken.by)
        play = _open(office, row)
        if play is None or play.state.end:
            return None
        if spoken.message in play.messages:
            return scene(play)
        tells = verdict.level != "clear" and verdict.family in (play.card.family, *play.card.also)
        play.messages.append(spoken.message)
        play.move(hear(play.card, play.state, spoken.text, tells=tells), spoken.text.strip(), own=True)
        return await _keep(office, session, play)


async def still_said(office: Office, spoken: Spoken) -> bool:
    """Whether a message that was changed was said to a neighbour before, and still tells of no danger of the writer's own."""
    async with office.store.begin() as session:
        rows = await persuasions.of(session, spoken.by)
    told = next((play for row in rows if (play := _open(office, row)) and spoken.message in play.messages), None)
    return told is not None and not of_their_own(spoken.text, office.triage.judge(spoken.text), told.card.name)


def _listens(row: Persuasion, spoken: Spoken) -> bool:
    """Whether the neighbour is the one who is spoken to."""
    if not spoken.text.strip() or len(spoken.text) > STRANGE:
        return False
    return spoken.play == row.id if spoken.play is not None else clock.now() - row.changed_at < FRESH


def of_their_own(text: str, verdict: Verdict, name: str = "") -> bool:
    """Whether words tell of the writer's own trouble rather than persuade `name`: money of theirs that went, a caller of theirs, a plea.

    In doubt yes: to be asked once too often costs a turn, to be taken for play may cost savings.
    """
    text, name = simplified(text), simplified(name)
    persuades = bool(_TO_SOMEBODY.search(text)) or (bool(name) and name in text)
    if _OWN_LOSS.search(text) and (verdict.emergency or _ASKED.search(text)):
        return True
    if verdict.level == "clear":
        return False
    return bool(_ASKED.search(text)) or (not persuades and (verdict.emergency or bool(_TOLD_ME.search(text))))


async def shown(office: Office, play: int, message: int) -> None:
    """The turn is out, as this message."""
    async with office.store.begin() as session:
        row = await persuasions.get(session, play)
        if row is not None:
            row.message = message


async def _own(session: AsyncSession, play: int, by: int) -> Persuasion:
    row = await persuasions.get(session, play)
    if row is None or row.telegram != by:
        raise UserError("neighbour-gone")
    return row


def _open(office: Office, row: Persuasion) -> Play | None:
    """A play as it stands; None when its neighbour has left the library."""
    card = office.library.neighbours.get(row.neighbour)
    return plays.load(row, card, office.cipher.open(row.content)) if card else None


async def _keep(office: Office, session: AsyncSession, play: Play) -> Scene:
    """Seal it; whoever came to the end is through, and anything else they were playing waits."""
    row = play.row
    row.content, row.changed_at = office.cipher.seal(play.dump()), clock.now()
    row.state = "over" if play.state.end else "playing"
    row.message = None
    await session.flush()
    await persuasions.rest_others(session, row.telegram, row.id)
    return scene(play)
