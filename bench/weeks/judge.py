"""The comparison: what groups saw against what the ledger says they should have seen, with every reason looked into."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bench.weeks.ledger import Ledger, Member
from bench.weeks.mortal import Shown, Silent, Telegram
from bot.office import Office
from bot.store.models import Bulletin

FRESH, HALF_YEAR = timedelta(hours=48), timedelta(weeks=26)
GRACE = timedelta(hours=6)
MANY = re.compile(r"有 ([0-9]+) 个群")


async def judge(office: Office, ledger: Ledger, telegram: Telegram, voice: Silent, figures: Any, until: datetime) -> None:
    """Fill in the figures: everything that is wrong, each with its group and week."""
    async with office.store.begin() as session:
        rows = list(await session.scalars(sa.select(Bulletin).order_by(Bulletin.slot, Bulletin.id)))
    of: dict[int, dict[str, Bulletin]] = defaultdict(dict)
    for row in rows:
        of[row.group_id][row.week] = row
    figures.counts.update(f"editions {row.state}" for row in rows)
    figures.counts["cards shown"] = sum(one.kind == "card" for one in telegram.shown)
    figures.counts["quizzes shown"] = sum(one.kind == "quiz" for one in telegram.shown)
    figures.counts["messages deleted"] = len(telegram.deleted)
    figures.counts.update({f"trouble: {what}": count for what, count in telegram.counts.items()})
    figures.wrong += [f"deleted what was not ours: {one}" for one in telegram.strange]
    titles = {f"📰 每周一案 · {story.title}": key for key, story in office.library.stories.items()}
    titles |= {story.question: key for key, story in office.library.stories.items()}
    for number, member in ledger.members.items():
        bench = _Group(number, member, of[number], ledger, telegram, voice, titles, figures.excuses)
        figures.wrong += list(bench.faults(until))


class _Group:
    """One group's year, as it was and as it should have been."""

    def __init__(
        self, number: int, member: Member, rows: Mapping[str, Bulletin], ledger: Ledger, telegram: Telegram, voice: Silent,
        titles: Mapping[str, str], excuses: Counter[str],
    ) -> None:  # fmt: skip
        self.number, self.member, self.rows = number, member, rows
        self.ledger, self.telegram, self.voice, self.excuses = ledger, telegram, voice, excuses
        chats = set(member.chats)
        self.seen = [one for one in telegram.shown if one.chat in chats]
        self.troubles = [(at, what) for chat, at, what in telegram.troubles if chat in chats]
        self.titles = titles

    def faults(self, until: datetime) -> Iterator[str]:
        """Everything that is wrong, in words."""
        may, must = self.ledger.units(self.member, until)
        used = self._by_week(may)
        yield from (f"{self.member.title}: {what}" for what in self._stray)
        for week in sorted({*may, *self.rows, *used}):
            for what in self._week(week, may, week in must, used.get(week, [])):
                yield f"{self.member.title} {week}: {what}"
        yield from (f"{self.member.title}: {what}" for what in self._repeated(used))

    def _by_week(self, may: Mapping[str, set[datetime]]) -> dict[str, list[Shown]]:
        """What the group saw, by the week whose moment it can belong to: cards by their time, quizzes after the card of the same story."""
        used: dict[str, list[Shown]] = defaultdict(list)
        self._stray: list[str] = []
        for one in self.seen:
            fits = [week for week, moments in may.items() if any(timedelta() <= one.at - at <= FRESH + GRACE for at in moments)]
            fits = [week for week in sorted(fits) if self.rows.get(week) is not None and self.rows[week].story == self.titles[one.words]]
            known = [week for week in fits if one.message in (self.rows[week].card_message, self.rows[week].quiz_message)]
            if not fits:
                self._stray.append(f"{one.kind} at {one.at} belongs to no slot")
            else:
                used[(known or fits)[-1]].append(one)
        return used

    def _week(self, week: str, may: Mapping[str, set[datetime]], due: bool, shown: Sequence[Shown]) -> Iterator[str]:
        cards, quizzes = ([one for one in shown if one.kind == kind] for kind in ("card", "quiz"))
        row = self.rows.get(week)
        if len(cards) > 1 or len(quizzes) > 1:
            yield f"{len(cards)} cards and {len(quizzes)} quizzes"
        if row is None:
            if due:
                yield "nobody planned it"
            return
        if week not in may or row.slot not in may[week]:
            yield f"planned for {row.slot}, when it had no slot"
        for one in cards:
            if not timedelta() <= one.at - row.slot <= FRESH:
                yield f"the card came {one.at - row.slot} after its slot"
        yield from self._against(row, week, len(cards), len(quizzes))
        if self.member.settled(row.slot - FRESH, row.slot + FRESH):
            yield from self._wished(row, week)
        yield from self._recall(row, week, shown)

    def _against(self, row: Bulletin, week: str, cards: int, quizzes: int) -> Iterator[str]:
        """The row's state, with what the group saw and what the ledger knows."""
        state, fault = row.state, row.fault
        self.excuses[f"{state} {fault or ''}".strip()] += 1
        if state == "sent" and (cards, quizzes) != (1, 1):
            yield f"sent, and {cards} cards and {quizzes} quizzes"
        elif state == "unknown" and not self._told(week):
            yield "unknown, and no operator was told"
        elif state == "failed" and not self._trouble(row, (fault or "",)):
            yield f"failed with {fault}, of which the line knows nothing"
        elif state == "failed" and quizzes:
            yield "failed, and the quiz is there"
        elif state == "skipped" and (why := self._unexcused(row, week, cards)):
            yield why
        elif state in ("planned", "sending", "card_sent", "quiz_sending", "quiz_going", "card_going"):
            yield f"still {state}"

    def _wished(self, row: Bulletin, week: str) -> Iterator[str]:
        """What an editor decided last is what came of it; but nobody gets a story a second time."""
        wish = self.ledger.wish(self.number, week, row.slot)
        if (row.fault == "editor") != (wish is not None and wish.act == "skip"):
            yield f"{row.state} {row.fault}, and the editor wished {wish.act if wish else 'nothing'}"
        elif wish is not None and wish.act == "story" and row.story != wish.story and not self._had(str(wish.story), row.slot):
            yield f"{row.story}, and the editor wished {wish.story}"

    def _had(self, story: str, slot: datetime) -> bool:
        """Whether a story may have been told in the half year before."""
        out = (row for row in self.rows.values() if row.story == story and slot - HALF_YEAR <= row.slot < slot)
        return any(row.state not in ("failed", "skipped") or row.card_message for row in out)

    def _unexcused(self, row: Bulletin, week: str, cards: int) -> str | None:
        """Why it should not have been passed over; None when it may."""
        excuses = {
            "editor": True,
            "withdrawn": (self.number, week) in self.ledger.recalls,
            "gone": any(not span.here for span in self.member.spans),
            "stale": self.ledger.away(row.slot, row.slot + FRESH) or self._trouble(row, ("line", "flood")),
            "no-story": len({one.words for one in self.seen if one.kind == "card" and row.slot - one.at < HALF_YEAR})
            >= len(self.titles) // 2 - 3,
        }
        if not excuses.get(row.fault or "", False):
            return f"passed over ({row.fault}), for no reason"
        return "passed over, and its card is there" if cards and row.fault not in ("stale", "gone") else None

    def _recall(self, row: Bulletin, week: str, shown: Sequence[Shown]) -> Iterator[str]:
        """What was taken back is gone; what nobody wanted back is there."""
        left = [one for one in shown if (one.chat, one.message) not in self.telegram.deleted]
        if row.state == "withdrawn" and row.fault is None and left:
            yield f"withdrawn, and {len(left)} messages are still there"
        if row.recall_at is None and len(left) < len(shown):
            yield "deleted, and nobody wanted it back"
        if row.recall_at is not None and row.state != "withdrawn" and (row.card_message or row.state in ("sent", "planned")):
            yield f"wanted back, and still {row.state}"
        if row.recall_at is not None and (self.number, week) not in self.ledger.recalls:
            yield "wanted back by nobody"

    def _trouble(self, row: Bulletin, kinds: Sequence[str]) -> bool:
        return any(what in kinds and timedelta() <= at - row.slot <= FRESH + GRACE for at, what in self.troubles)

    def _told(self, week: str) -> bool:
        """Whether operators heard of this group and week; of more than ten groups a message names only ten."""
        texts = [text for _, text in self.voice.said if week in text]
        return any(self.member.title in text or int((MANY.search(text) or ("", 0))[1]) > 10 for text in texts)

    def _repeated(self, used: Mapping[str, Sequence[Shown]]) -> Iterator[str]:
        """The same story twice within half a year, by the slots."""
        last: dict[str, datetime] = {}
        for week in sorted(used):
            slot = self.rows[week].slot
            for story in {self.titles[one.words] for one in used[week]}:
                if story in last and slot - last[story] <= HALF_YEAR:
                    yield f"{story} in {week}, {slot - last[story]} after the last time"
                last[story] = slot
