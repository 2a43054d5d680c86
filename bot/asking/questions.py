"""ask(): one act from a person's words to an answer — judged, kept masked under the update's key, and put into words.

Way of a question: handler → ask → triage → store → answers → one reply; where a model is configured, `reconsider` may correct it later.
Asking the same update again gives the same answer.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.asking import reviews
from bot.asking.answers import Answer, compose
from bot.asking.keeping import columns, finding, recalled
from bot.desk.alerts import raise_tier
from bot.errors import UserError
from bot.office import Office
from bot.store import alerts as alert_rows
from bot.store import groups, people, questions
from bot.store import reviews as review_rows
from bot.store.models import Question
from bot.triage.finding import Level, Verdict

TOO = "danger:"
"""How the origin of a question begins that is another member's danger beside somebody else's question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: `origin` is unique per update, `subject` names the message it is about.

    `group` is the chat it was asked in, where the answer is short; None in private, where it is told in full. `topic`: where in that chat.
    """

    origin: str
    asker: int
    text: str
    subject: str | None = None
    group: int | None = None
    topic: int | None = None


async def ask(office: Office, asked: Asked, judged: Verdict | None = None) -> Answer:
    """The answer to 这是诈骗吗?; `judged` when that was done before. Raises UserError nothing-to-ask for an empty text."""
    if not asked.text.strip():
        raise UserError("nothing-to-ask")
    async with office.store.begin() as session:
        known = await questions.by_origin(session, asked.origin)
    verdict = recalled(office, known) if known else judged or office.triage.judge(asked.text)
    if known:
        return compose(office.told, verdict, known.id, short=asked.group is not None)
    async with office.store.begin() as session:
        row = await _keep(office, session, asked, verdict)
    return compose(office.told, verdict, row.id, short=asked.group is not None)


async def reconsider(office: Office, question_id: int, *, short: bool) -> Answer | None:
    """What a second opinion makes of an answer that is out: the answer with its doubt, None when it has none or things went on since.

    Takes as long as the model's server does, some eight seconds at most: nobody's answer waits for it.
    """
    if not office.opinion.configured:
        return None
    async with office.store.begin() as session:
        row = await questions.get(session, question_id)
    before = recalled(office, row) if row else None
    if row is None or before is None or row.words is None or any(reason.author == "model" for reason in before.reasons):
        return None
    words = office.cipher.open(row.words)
    judged = office.triage.judge(words)
    if (before.level, before.tier) != (judged.level, judged.tier):
        return None
    doubted = await office.opinion.consider(words, judged)
    if doubted == judged:
        return None
    async with office.store.begin() as session:
        row = await _find(session, question_id)
        if recalled(office, row) != before or row.told:
            return None
        await questions.settle(session, question_id, {}, columns(office, doubted))
        await session.refresh(row)
        if row.review_id is None:
            await reviews.consider(office, session, row, words)
    return compose(office.told, doubted, question_id, short=short)


async def _keep(office: Office, session: AsyncSession, asked: Asked, verdict: Verdict) -> Question:
    group = await groups.by_chat(session, asked.group) if asked.group is not None else None
    private = True if asked.group is None else None
    await people.seen(session, asked.asker, clock.now(), group_id=group.id if group else None, chat_open=private)
    row = await questions.add(
        session,
        origin=asked.origin,
        asker=asked.asker,
        group_id=group.id if group else None,
        topic=asked.topic,
        subject=asked.subject,
        words=office.cipher.seal(asked.text),
        asked_at=clock.now(),
        **columns(office, verdict),
    )
    await reviews.consider(office, session, row, asked.text)
    return row


async def _find(session: AsyncSession, question_id: int) -> Question:
    row = await questions.get(session, question_id)
    if row is None:
        raise UserError("question-gone")
    return row


async def unchanged(office: Office, subject: str, text: str) -> bool:
    """Whether all these words were asked about before: an edit that changed nothing needs no second answer.

    More may have been asked then: what stood in pictures, or in messages that came along.
    """
    async with office.store.begin() as session:
        row = await questions.newest_about(session, subject)
    if row is None or row.words is None:
        return False
    return set(text.splitlines()) <= set(office.cipher.open(row.words).splitlines())


async def differ(office: Office, one: int, other: int) -> bool:
    """Whether two questions were answered differently: another level, another pattern, or things further on."""
    async with office.store.begin() as session:
        rows = [await questions.get(session, number) for number in (one, other)]
    first, second = ((row.level, row.pattern, row.stage, row.tier) if row else None for row in rows)
    return first != second


@dataclass(frozen=True, slots=True)
class Told:
    """What a question was: its words, and the message it was about."""

    words: str
    subject: str | None


async def told(office: Office, question_id: int) -> Told | None:
    """What was asked then, for somebody who answers our answer; None when the words are gone."""
    async with office.store.begin() as session:
        row = await questions.get(session, question_id)
    return Told(office.cipher.open(row.words), row.subject) if row and row.words else None


async def asked_here(office: Office, question_id: int, chat: int) -> None:
    """Raises UserError question-gone unless this question was asked in this chat: what a button carries may be forged."""
    async with office.store.begin() as session:
        row = await _find(session, question_id)
        group = await groups.get(session, row.group_id) if row.group_id else None
    asked_here = (row.subject or "").startswith(f"{chat}:") or (group is not None and group.chat == chat)
    if not asked_here and not (row.asker == chat and row.origin.startswith(TOO)):
        raise UserError("question-gone")


async def in_danger(office: Office, question_id: int, short: bool) -> Answer:
    """「我已转账/正在通话」: the question becomes urgent and its answer begins with the emergency card.

    Pages nobody by itself; where the matter was reported already, its alert becomes urgent too.
    """
    async with office.store.begin() as session:
        row = await _find(session, question_id)
        before = recalled(office, row)
        level: Level = "scam" if before.level == "scam" else "unsure"
        verdict = replace(before, level=level, stage="paid", tier="urgent", signs=before.signs | {"paid", "on_the_line"})
        row.level, row.stage, row.tier, row.finding = level, "paid", "urgent", {**finding(office, before), "signs": sorted(verdict.signs)}
        alert = await alert_rows.reported_from(session, question_id)
        if alert is not None:
            await raise_tier(office, session, alert, "urgent")
    return compose(office.told, verdict, question_id, short=short)


async def asked_by(office: Office, question_id: int, person: int) -> bool:
    """Whether this person asked it; raises UserError question-gone."""
    async with office.store.begin() as session:
        return (await _find(session, question_id)).asker == person


async def in_danger_too(office: Office, question_id: int, person: int) -> Answer:
    """「我已转账/正在通话」 by another than the asker: their own urgent question about the same thing; the asker's stays as it is."""
    async with office.store.begin() as session:
        row = await questions.by_origin(session, _too(question_id, person))
        if row is None:
            asked = await _find(session, question_id)
            before = recalled(office, asked)
            level: Level = "scam" if before.level == "scam" else "unsure"
            signs = frozenset({"paid", "on_the_line"})
            verdict = replace(before, level=level, stage="paid", tier="urgent", signs=signs, asks_back=None)
            same = {name: getattr(asked, name) for name in ("group_id", "subject", "words")}
            origin = _too(question_id, person)
            row = await questions.add(session, **same, **columns(office, verdict), origin=origin, asker=person, asked_at=clock.now())
    return compose(office.told, recalled(office, row), row.id, short=False)


async def as_told_by(office: Office, question_id: int, person: int) -> int:
    """The question as this person's own danger made it, else itself: what they report is theirs."""
    async with office.store.begin() as session:
        row = await questions.by_origin(session, _too(question_id, person))
    return row.id if row else question_id


def _too(question_id: int, person: int) -> str:
    return f"{TOO}{question_id}:{person}"


async def explain(office: Office, question_id: int, *, aside: bool = False) -> Answer:
    """「为什么」: the answer in full, with every reason, the look-alikes and the source; `aside` of the answer, nothing is asked back."""
    async with office.store.begin() as session:
        verdict = recalled(office, await _find(session, question_id))
    return compose(office.told, replace(verdict, asks_back=None) if aside else verdict, question_id, short=False, why=True)


async def settle(office: Office, question_id: int, by: int, fact: str, said: str, *, short: bool) -> Answer:
    """「是」「不是」「不清楚」 to what we asked back: the words are judged again with it.

    The first answer to a fact counts, and pressing again shows the answer as it is now. Raises UserError fact-only-asker for anybody else,
    question-gone when the words are gone.
    """
    async with office.store.begin() as session:
        row = await _find(session, question_id)
    if row.asker != by:
        raise UserError("fact-only-asker")
    if row.words is None:
        raise UserError("question-gone")
    before = recalled(office, row)
    if before.emergency or before.asks_back is None or before.asks_back.fact != fact or fact in (row.told or {}):
        return compose(office.told, before, question_id, short=short)
    told = {**(row.told or {}), fact: said}
    verdict = _weighed(before, office.triage.judge(office.cipher.open(row.words), told), said)
    async with office.store.begin() as session:
        await questions.settle(session, question_id, told, columns(office, verdict))
        if verdict.pattern and row.feedback != "wrong":
            await reviews.withdraw(session, await _find(session, question_id))
        alert = await alert_rows.reported_from(session, question_id)
        if alert is not None and verdict.tier:
            await raise_tier(office, session, alert, verdict.tier)
    return compose(office.told, verdict, question_id, short=short)


def _weighed(before: Verdict, now: Verdict, said: str) -> Verdict:
    """A yes never makes a thing less suspicious, nor a no more; a model's reason stays, and what a model doubts no no clears."""
    doubts = tuple(reason for reason in before.reasons if reason.author == "model")
    levels = ("clear", "unsure", "scam")
    rise = levels.index(now.level) - levels.index(before.level)
    if rise < 0 and (said != "no" or doubts):
        return replace(before, asks_back=None)
    now = replace(now, reasons=(*now.reasons, *doubts))
    return replace(now, level=before.level) if rise > 0 and said != "yes" else now


async def rate(office: Office, question_id: int, by: int, useful: bool) -> str:
    """「有用」「不对」: remembers the newest word of the asker; anybody is thanked. Returns the key of the thanks."""
    async with office.store.begin() as session:
        row = await _find(session, question_id)
        if row.asker == by:
            row.feedback = "useful" if useful else "wrong"
            await (reviews.withdraw(session, row) if useful else reviews.complain(office, session, row))
    return "thanks-useful" if useful else "thanks-wrong"


async def expire(office: Office) -> int:
    """Drop the words of questions older than the retention time; returns how many."""
    async with office.store.begin() as session:
        before = clock.now() - timedelta(days=office.settings.question_days)
        await review_rows.forget(session, before)
        return await questions.forget_words(session, before)
