"""Editions of the case of the week as the pump's mail: a card, and a moment later its quiz.

An intent is written before each of the two; one that a crash or a broken line leaves behind is `unknown`, told to operators and never sent
again. What an editor wants back is deleted, quiz before card, as often as it takes: that does no harm. Between `bot.publicity.bulletins`,
which plans the rows, and `bot.publicity.pump`.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.library.cards import StoryCard
from bot.messenger import UNPICTURED, Place, Post, Quiz, Sent
from bot.office import Office
from bot.people import languages
from bot.publicity import budget
from bot.publicity.budget import FULL, Allowance
from bot.publicity.bulletins import FRESH
from bot.publicity.parcels import Parcel, Ready, Result
from bot.publicity.posters import Promise
from bot.publicity.quizzes import thanks
from bot.store import bulletins
from bot.store.bulletins import Recall, Waiting
from bot.texts import say, speaking, spoken, written

DURING = {"planned": "sending", "card_sent": "quiz_sending"}
BEFORE = {during: state for state, during in DURING.items()}
AFTER = {"sending": "card_sent", "quiz_sending": "sent"}
WHOLE = 2
"""What an edition takes of a group's day: its card takes the place of its quiz too, so that the two are never parted."""
LEASE = timedelta(seconds=90)
"""A recall that is under way is not begun again for so long."""
GOING = ("quiz_going", "card_going")
NAMED = 10
"""How many groups one message to an operator names."""


def card_text(story: StoryCard) -> str:
    """The post: title, three sentences, the red flag, and on what the story rests."""
    return say("bulletin-card", title=story.title, story="\n".join(story.sentences), flag=story.red_flag, basis=story.basis)


def post_of(story: StoryCard, state: str, thanks: str = "") -> Post:
    """What is posted next for an edition in this state."""
    if state == "card_sent":
        return Post(quiz=Quiz(story.question, story.options, story.answer, story.explanation))
    return Post(f"{card_text(story)}\n\n{thanks}".rstrip())


def _during(parcel: Parcel) -> str:
    """In which state its row is: a card is being sent, or a quiz. Nothing is remembered that a turn which fails would lose."""
    return "quiz_sending" if parcel.post is not None and parcel.post.quiz is not None else "sending"


class Editions:
    """Implements `bot.publicity.parcels.Mail` on the rows of the case of the week."""

    def __init__(self, desk: Office) -> None:
        self._desk = desk

    async def pick_up(self, session: AsyncSession, in_hand: Sequence[int]) -> None:
        """Intents that were left behind: nobody can know, operators look."""
        await self._tell(session, await bulletins.abandon(session, in_hand, clock.now()))

    async def claim(self, session: AsyncSession, most: int, ready_in: Ready) -> list[Parcel]:
        """What is wanted back, quizzes whose cards are out, then cards."""
        back = [parcel for row in await bulletins.recalls(session, clock.now(), most) if (parcel := await self._recall(session, row))]
        rows = await bulletins.due(session, clock.now(), most - len(back)) if len(back) < most else []
        allowance = await budget.today(session) if rows else None
        return back + [parcel for row in rows if allowance and (parcel := await self._take(session, row, ready_in, allowance))]

    async def _recall(self, session: AsyncSession, row: Recall) -> Parcel | None:
        """The next message of an edition that is wanted back; what never went out is passed over."""
        now = clock.now()
        if row.state == "planned":
            await bulletins.step(session, row.id, row.state, "skipped", now, fault="withdrawn")
            return None
        message = row.quiz or row.card
        if row.chat is None or message is None:  # posted before a move, when it was not written down where
            await bulletins.step(session, row.id, row.state, "withdrawn", now, fault="stays" if message else row.fault)
            return None
        during = "quiz_going" if row.quiz else "card_going"
        fault = row.fault if row.state in GOING else "doubt" if row.state == "unknown" else None
        await bulletins.step(session, row.id, row.state, during, now, due_at=now + LEASE, fault=fault)
        return Parcel(self, row.id, row.group, Place(row.chat), None, Sent(row.chat, message))

    async def _take(self, session: AsyncSession, row: Waiting, ready_in: Ready, allowance: Allowance) -> Parcel | None:
        now, story = clock.now(), self._desk.library.stories.get(row.story)
        if now - row.slot > FRESH:
            await bulletins.step(session, row.id, row.state, "skipped", now, fault="stale")
        elif not row.served:
            await bulletins.step(session, row.id, row.state, "skipped", now, fault="gone")
        elif story is None:
            await bulletins.step(session, row.id, row.state, "failed", now, fault="no-story")
        elif (wait := ready_in(row.chat)) > 0:
            await bulletins.step(session, row.id, row.state, row.state, now, due_at=now + timedelta(seconds=wait))
        elif row.state == "planned" and not await allowance.spend(session, row.group, WHOLE):
            await bulletins.step(session, row.id, row.state, row.state, now, due_at=allowance.next, fault=row.fault or FULL)
        elif await bulletins.step(session, row.id, row.state, DURING[row.state], now):
            return await self._parcel(session, row, story)
        return None

    async def _parcel(self, session: AsyncSession, row: Waiting, story: StoryCard) -> Parcel:
        """The card with its picture or the quiz, in the group's language."""
        language, place = languages.fit(row.language), Place(row.chat, row.topic)
        with speaking(language):
            told = self._desk.told.stories[story.id]
            post = post_of(told, row.state, await thanks(session, row.group, row.slot) if row.state == "planned" else "")
            picture = self._picture(told, row)
        return Parcel(self, row.id, row.group, place, post, picture=picture, language=language)

    def _picture(self, told: StoryCard, row: Waiting) -> Promise | None:
        """The poster of a card in the language of the moment, but where the group takes no pictures."""
        wanted = row.state == "planned" and row.fault != UNPICTURED
        return self._desk.posters.promise(self._desk.told, told, spoken()) if wanted else None

    async def settle(self, session: AsyncSession, parcel: Parcel, result: Result) -> None:
        """Write down what came of a card or a quiz."""
        now, during = clock.now(), _during(parcel)
        if parcel.sent is not None:
            await self._settle_recall(session, parcel, parcel.sent, result)
        elif result.kind == "done" and result.sent is not None:
            sent = result.sent
            if parcel.picture and sent.file:
                parcel.picture.known_as(sent.file)
            columns = (
                {"card_message": sent.message, "chat": sent.chat}
                if during == "sending"
                else {"quiz_message": sent.message, "poll": sent.poll}
            )
            for was in (during, "unknown"):
                await bulletins.step(session, parcel.row, was, AFTER[during], now, fault=None, **columns)
        elif result.kind == "later":
            due = now + timedelta(seconds=result.after)
            await self._wait_again(session, parcel, during, due_at=due, fault="later")
        elif result.reason == UNPICTURED and parcel.picture:
            await self._wait_again(session, parcel, during, fault=UNPICTURED)
        elif result.kind == "refused":
            await bulletins.step(session, parcel.row, during, "failed", now, fault=result.reason)
            await (await budget.today(session)).give_back(session, parcel.group, WHOLE if during == "sending" else WHOLE - 1)
        elif await bulletins.step(session, parcel.row, during, "unknown", now, fault=result.reason):
            await self._tell(session, [parcel.row])

    async def _settle_recall(self, session: AsyncSession, parcel: Parcel, sent: Sent, result: Result) -> None:
        """Deleted, or there for good; what nobody can know is tried again."""
        now, row = clock.now(), await bulletins.get(session, parcel.row)
        if row is None or row.state not in GOING or sent.message not in (row.quiz_message, row.card_message):
            return
        if result.kind not in ("done", "refused"):
            await bulletins.due_again(session, row.id, now + timedelta(seconds=result.after + 1))
            return
        fault = row.fault if result.kind == "done" else "stays"
        if sent.message == row.quiz_message:  # of two that stay the card is the one to be known
            await bulletins.step(session, row.id, row.state, "card_going", now, due_at=now, fault=fault, quiz_message=None)
        else:
            kept = row.card_message if result.kind == "refused" else None
            await bulletins.step(session, row.id, row.state, "withdrawn", now, fault=fault, card_message=kept)

    async def _wait_again(self, session: AsyncSession, parcel: Parcel, during: str, **columns: object) -> None:
        """Nothing was sent; a card counts again when it has its turn, a quiz keeps the place that its card took."""
        await bulletins.step(session, parcel.row, during, BEFORE[during], clock.now(), **columns)
        if during == "sending":
            await (await budget.today(session)).give_back(session, parcel.group, WHOLE)

    async def give_back(self, session: AsyncSession, parcel: Parcel) -> None:
        """It was claimed and not sent."""
        if parcel.sent is not None:
            await bulletins.due_again(session, parcel.row, clock.now())
            return
        await self._wait_again(session, parcel, _during(parcel))

    async def _tell(self, session: AsyncSession, unknown: Sequence[int]) -> None:
        """Operators look into the groups and decide; the product does not send twice blindly."""
        if not unknown:
            return
        lines = await bulletins.named(session, unknown)
        titles = "、".join(title for title, _ in lines[:NAMED])
        week = "、".join(sorted({week for _, week in lines}))
        text = written("operators-bulletin-unknown", groups=titles, count=len(lines), week=week)
        for operator in self._desk.settings.operators:
            event = f"unknown-editions-{unknown[0]}-{len(unknown)}-{operator}"
            await self._desk.engine.enqueue(session, "pages", "tell_operator", event, operator, text)
