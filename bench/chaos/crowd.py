"""The residents: each matter is told by somebody new, by a command, by the button under an answer, in private or in a group."""

import asyncio
import time
from dataclasses import dataclass

from bench.chaos.plan import Report
from sandbox.client import Chat, Desk, Group, Message, Person, Private
from sandbox.sample import COMMUNITY_BOT

BUTTON = "报告民警"
FIRST = 7_100_000
LOOK = 0.4


@dataclass(frozen=True, slots=True)
class Made:
    """One act of reporting as it was done on the desk. origin: how the product must know this very act.

    chat, replied: where its receipt belongs. first: whether nobody did this before for the same matter. at: true time.
    """

    token: str
    origin: str
    reporter: int
    way: str
    chat: str
    replied: int
    at: float
    first: bool = True


class Crowd:
    """Plays the plan; `made` fills up with what was done, `unanswered` with the questions that nobody answered in time."""

    def __init__(self, desk: Desk, groups: list[Group]) -> None:
        self._desk = desk
        self._groups = groups
        self.made: list[Made] = []
        self.unanswered: list[str] = []
        self.patience = time.monotonic() + 86400

    async def play(self, plan: list[Report]) -> None:
        """Do everything at its time; returns when the last has been done."""
        began = time.monotonic()
        async with asyncio.TaskGroup() as acts:
            for report in plan:
                await asyncio.sleep(max(0.0, began + report.at - time.monotonic()))
                acts.create_task(self._do(report))

    async def _do(self, report: Report) -> None:
        who = await self._somebody(report, 0)
        if report.way == "command":
            home = Private(who, COMMUNITY_BOT)
            at = time.time()
            said = await who.say(home, f"/report {report.words}")
            self._note(report, f"report:{who.id}:{said.id}", who, home, said.id, at)
        elif report.way == "press":
            home = Private(who, COMMUNITY_BOT)
            await self._press(report, await who.say(home, report.words), home, [who])
        else:
            group = self._groups[report.number % len(self._groups)]
            people = [who, await self._somebody(report, 1)] if report.way == "pair" else [who]
            await self._desk.group(group.title, chat=group.id, members=people)
            await self._in_group(report, group, people)

    async def _in_group(self, report: Report, group: Group, people: list[Person]) -> None:
        who = people[0]
        if report.way == "pair":
            await self._press(report, await who.say(group, f"@{COMMUNITY_BOT} {report.words}"), group, people)
            return
        at = time.time()
        said = await who.say(group, f"/report {report.words}")
        self._note(report, f"report:{group.id}:{said.id}", who, group, said.id, at)

    async def _press(self, report: Report, asked: Message, chat: Chat, people: list[Person]) -> None:
        """Wait for the answer as long as it takes, then press its button, one after the other."""
        answer = await self._answer(asked, chat)
        if answer is None:
            self.unanswered.append(report.token)
            return
        for who in people:
            at = time.time()
            pressed = await who.press(answer, BUTTON)
            question = pressed.data.rpartition(":")[2]
            self._note(report, f"press:{question}:{who.id}", who, chat, answer.id, at, first=who is people[0])

    async def _answer(self, asked: Message, chat: Chat) -> Message | None:
        private = isinstance(chat, Private)
        while time.monotonic() < self.patience:
            for message in await self._desk.messages(chat, after=asked):
                if BUTTON in message.buttons and (private or message.json["reply_to"] == asked.id):
                    return message
            await asyncio.sleep(LOOK)
        return None

    def _note(self, report: Report, origin: str, who: Person, chat: Chat, replied: int, at: float, *, first: bool = True) -> None:
        key = chat.key if isinstance(chat, Private | Group) else str(chat)
        self.made.append(Made(report.token, origin, who.id, report.way, key, replied, at, first))

    async def _somebody(self, report: Report, place: int) -> Person:
        """A new neighbour for every matter."""
        number = FIRST + report.number * 2 + place
        return await self._desk.person(f"邻居{report.token}{place + 1}", number)
