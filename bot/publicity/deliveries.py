"""The rows of broadcasts as the pump's mail: which may leave now, what each says, what came of it.

Broadcasts that go out at the same time take turns, so that a small one is not behind a large one. Between `bot.publicity.broadcasts`,
which writes the rows, and `bot.publicity.pump`, which sends them.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, cast

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.messenger import UNPICTURED, Media, Place, Post, Quiz, Sent
from bot.office import Office
from bot.people import languages
from bot.publicity import budget
from bot.publicity.budget import FULL, Allowance
from bot.publicity.parcels import Parcel, Ready, Result
from bot.store import broadcasts
from bot.store.broadcasts import Addressed, Turn
from bot.texts import say, speaking

STAYS = timedelta(hours=48)
"""For so long Telegram lets a bot take a message back."""
LEASE = timedelta(seconds=90)
"""A recall that is under way is not begun again for so long; to recall twice does no harm."""


def sealed(desk: Office, post: Post) -> dict[str, Any]:
    """A post as a broadcast's columns: words, media, content, file, silent."""
    words: dict[str, Any] = {"text": post.text}
    if post.quiz is not None:
        words["quiz"] = [post.quiz.question, list(post.quiz.options), post.quiz.answer, post.quiz.explanation]
    if post.notice is not None:
        words |= {"notice": post.notice, "area": post.area, "urgent": post.urgent}
    media = post.media
    content = desk.cipher.seal(base64.b64encode(media.content).decode()) if media and media.content and not media.file else None
    return {
        "words": desk.cipher.seal(json.dumps(words, ensure_ascii=False)),
        "media": media.kind if media else None,
        "content": content,
        "file": media.file if media else None,
        "silent": post.silent,
    }


def opened(desk: Office, row: Any) -> Post:
    """The post of a broadcast's row."""
    words = json.loads(desk.cipher.open(row.words))
    quiz = words.get("quiz")
    content = base64.b64decode(desk.cipher.open(row.content)) if row.content else b""
    media = Media(cast(Any, row.media), content, row.file) if row.media else None
    asked = Quiz(quiz[0], tuple(quiz[1]), quiz[2], quiz[3]) if quiz else None
    return Post(words["text"], media, asked, row.silent, words.get("notice"), words.get("area"), words.get("urgent", False))


def framed(post: Post) -> Post:
    """A post as it is read: above a notice's words who speaks, in the language of the moment."""
    if post.area is None:
        return post
    return replace(post, text=say("notice-post-urgent" if post.urgent else "notice-post", area=post.area, words=post.text), area=None)


def _uploads(parcel: Parcel) -> bool:
    """Whether it carries the bytes of a picture or film, and brings back the name by which the others are sent."""
    return parcel.post is not None and parcel.post.media is not None and parcel.post.media.file is None


@dataclass(frozen=True, slots=True)
class _Going:
    """What all rows of one claim share: whose turn it is, what it says, how much groups may still be told today, who is ready for it."""

    turn: Turn
    post: Post
    allowance: Allowance
    ready_in: Ready


class Deliveries:
    """Implements `bot.publicity.parcels.Mail`; remembers the posts of broadcasts that are under way, and whose turn it is."""

    def __init__(self, desk: Office) -> None:
        self._desk = desk
        self._posts: dict[int, Post] = {}
        self._last = 0
        self._uploading: set[int] = set()

    async def pick_up(self, session: AsyncSession, in_hand: Sequence[int]) -> None:
        """Rows that somebody began to send and nobody will settle are unknown."""
        await broadcasts.abandon(session, in_hand, clock.now())

    async def claim(self, session: AsyncSession, most: int, ready_in: Ready) -> list[Parcel]:
        """The next rows of the broadcast whose turn it is, and of the following while there is room."""
        now = clock.now()
        turns = await broadcasts.with_work(session, now)
        turns = [turn for turn in turns if turn.id > self._last] + [turn for turn in turns if turn.id <= self._last]
        self._posts = {turn.id: self._posts[turn.id] for turn in turns if turn.id in self._posts}
        parcels: list[Parcel] = []
        for turn in turns:
            if len(parcels) >= most:
                break
            if turn.state == "going" and turn.until < now:
                await broadcasts.sweep(session, turn.id, ["waiting"], "skipped", now, fault="late")
            parcels += await self._claim_of(session, turn, most - len(parcels), ready_in)
            self._last = turn.id
        return parcels

    async def _claim_of(self, session: AsyncSession, turn: Turn, most: int, ready_in: Ready) -> list[Parcel]:
        """From one broadcast; one that has nothing left to do has ended."""
        recall = turn.state == "withdrawing"
        state = "recalling" if recall else "waiting"
        rows = await broadcasts.due(session, turn.id, state, clock.now(), most, at=turn.at)
        if not rows and await self._has_more(session, turn):
            rows = await broadcasts.due(session, turn.id, state, clock.now(), most, at=turn.at)
        if recall:
            return [parcel for row in rows if (parcel := await self._recall(session, row))]
        if not rows:
            return []
        post = await self._post(session, turn.id)
        if post.media is not None and post.media.file is None:  # the first upload gives the name by which the others are sent
            if turn.id in self._uploading:
                return []
            rows = rows[:1]
        going = _Going(turn, post, await budget.today(session), ready_in)
        parcels = [parcel for row in rows if (parcel := await self._take(session, row, going))]
        if any(_uploads(parcel) for parcel in parcels):
            self._uploading.add(turn.id)
        return parcels

    async def _has_more(self, session: AsyncSession, turn: Turn) -> bool:
        """Nothing could be claimed: it has ended, unless rows are on their way or put off, or came out after all were called back."""
        now, recall = clock.now(), turn.state == "withdrawing"
        if await broadcasts.has(session, turn.id, broadcasts.OPEN + broadcasts.RECALL):
            return False
        if recall and await broadcasts.recall(session, turn.id, now, now - STAYS):
            return True
        await broadcasts.move(session, turn.id, [turn.state], "withdrawn" if recall else "done", ended_at=now)
        return False

    async def _take(self, session: AsyncSession, row: Addressed, going: _Going) -> Parcel | None:
        now, number = clock.now(), going.turn.id
        if not row.served:
            await broadcasts.step(session, row.id, ["waiting"], "skipped", now, fault="gone")
        elif (wait := going.ready_in(row.chat)) > 0:
            await broadcasts.step(session, row.id, ["waiting"], "waiting", now, due_at=now + timedelta(seconds=wait))
        elif row.moved and await broadcasts.is_posted(session, number, row.chat, row.id):
            await broadcasts.step(session, row.id, ["waiting"], "skipped", now, fault="twice")
        elif not await going.allowance.spend(session, row.group, urgent=going.turn.urgent):
            await self._put_off(session, row, going)
        elif await broadcasts.step(session, row.id, ["waiting"], "sending", now, chat=row.chat, fault=None):
            language, place = languages.fit(row.language), Place(row.chat, row.topic)
            # where pictures are not taken the words go alone: they say it, too
            post = replace(going.post, media=None) if row.fault == UNPICTURED else going.post
            with speaking(language):
                return Parcel(self, row.id, row.group, place, framed(post), language=language, broadcast=number)
        else:
            await going.allowance.give_back(session, row.group)
        return None

    async def _put_off(self, session: AsyncSession, row: Addressed, going: _Going) -> None:
        """The group had enough today: tomorrow, unless that is too late for this broadcast."""
        now, opens = clock.now(), going.allowance.next
        if going.turn.until < opens:
            await broadcasts.step(session, row.id, ["waiting"], "skipped", now, fault=FULL)
        else:
            await broadcasts.step(session, row.id, ["waiting"], "waiting", now, due_at=opens, fault=FULL)

    async def _recall(self, session: AsyncSession, row: Addressed) -> Parcel | None:
        now = clock.now()
        if row.sent_to is None or row.message is None:
            await broadcasts.step(session, row.id, ["recalling"], "sent", now, fault="no-message")
            return None
        await broadcasts.step(session, row.id, ["recalling"], "recalling", now, due_at=now + LEASE)
        return Parcel(self, row.id, row.group, Place(row.sent_to), None, Sent(row.sent_to, row.message))

    async def settle(self, session: AsyncSession, parcel: Parcel, result: Result) -> None:
        """Write down what came of a row; a broadcast that was uploaded has a file from now on."""
        if parcel.post is None:
            await self._settle_recall(session, parcel, result)
            return
        now, broadcast_id = clock.now(), parcel.broadcast
        if _uploads(parcel):
            self._uploading.discard(broadcast_id)
            if result.sent is not None and result.sent.file:
                await broadcasts.keep_file(session, broadcast_id, result.sent.file)
                self._posts.pop(broadcast_id, None)
        was = ["sending", "unknown"]
        if result.kind == "done" and result.sent is not None:
            where = {"chat": result.sent.chat, "message": result.sent.message}
            bare = parcel.post.media is None and (await self._post(session, broadcast_id)).media is not None
            await broadcasts.step(session, parcel.row, was, "sent", now, fault=broadcasts.BARE if bare else None, **where)
        elif result.kind == "later":
            await self._wait_again(session, parcel, result.after, result.reason)
        elif result.reason == UNPICTURED and parcel.post.media is not None:
            await self._wait_again(session, parcel, 0.0, UNPICTURED)
        elif result.kind == "refused":
            await broadcasts.step(session, parcel.row, was, "failed", now, fault=result.reason)
            await (await budget.today(session)).give_back(session, parcel.group)
        else:
            await broadcasts.step(session, parcel.row, was, "unknown", now, fault=result.reason)

    async def _settle_recall(self, session: AsyncSession, parcel: Parcel, result: Result) -> None:
        now = clock.now()
        if result.kind == "done":
            await broadcasts.step(session, parcel.row, ["recalling"], "withdrawn", now, fault=None)
        elif result.kind == "refused":
            await broadcasts.step(session, parcel.row, ["recalling"], "sent", now, fault="stays")
        else:  # taking back twice does no harm
            await broadcasts.step(session, parcel.row, ["recalling"], "recalling", now, due_at=now + timedelta(seconds=result.after + 1))

    async def give_back(self, session: AsyncSession, parcel: Parcel) -> None:
        """It was claimed and not sent."""
        self._uploading.discard(parcel.broadcast)
        if parcel.post is not None:
            await self._wait_again(session, parcel, 0.0, None)

    async def _wait_again(self, session: AsyncSession, parcel: Parcel, after: float, fault: str | None) -> None:
        """Nothing was sent: it waits, or is spared when the broadcast was cancelled meanwhile."""
        now = clock.now()
        state = "waiting" if await broadcasts.is_going(session, parcel.broadcast) else "cancelled"
        columns = {"due_at": now + timedelta(seconds=after), "fault": fault, "chat": None}
        await broadcasts.step(session, parcel.row, ["sending", "unknown"], state, now, **columns)
        await (await budget.today(session)).give_back(session, parcel.group)

    async def _post(self, session: AsyncSession, broadcast_id: int) -> Post:
        if broadcast_id not in self._posts:
            row = await broadcasts.get(session, broadcast_id)
            assert row is not None
            self._posts[broadcast_id] = opened(self._desk, row)
        return self._posts[broadcast_id]
