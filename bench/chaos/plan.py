"""What will happen when: reports and troubles, drawn from one seed before anything starts, so that a run can be had again."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WAITS = (15.0, 15.0, 20.0, 20.0)
"""Seconds each rung of the ladder waits for a signature."""
STORIES = (
    "自称公安局的说我涉嫌洗钱，让我把钱转到安全账户，我已经转了三万",
    "客服说我开通了会员要扣费，让我下载会议软件共享屏幕，正在操作",
    "网友带我投资，说平台稳赚，让我明天转五万进去",
    "群里让我做任务刷单返利，第一单返了八十块，现在要垫付五百",
    "有人打电话说我快递丢了要给我理赔，我没理他",
    "自称领导加我微信，让我先给他垫一笔钱，还没转",
)
_LETTERS = "鬯鬲鬻魑魃黻黼黾鼐鼒鼗鼙鼩鼯鼹齑龠龢曩曷"
_WAYS = ("command", "command", "command", "press", "press", "group", "pair")
_BURST = 8
AN_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Options:
    """How much of it. minutes: how long reports come in; kills None: three a minute. calm: nothing breaks. clocks: the clock jumps, too."""

    reports: int = 600
    minutes: float = 4.0
    database: str = "sqlite"
    workers: int = 1
    seed: int = 1
    groups: int = 0
    calm: bool = False
    kills: int | None = None
    clocks: bool = True

    @property
    def seconds(self) -> float:
        """How long reports come in."""
        return self.minutes * 60


SHORT = Options(reports=150, minutes=0.5, kills=6, clocks=False)
"""Within a minute, for the tests."""


@dataclass(frozen=True, slots=True)
class Report:
    """One matter that will be reported: `at` seconds from the start, in which way, in whose words. `token` is in no other words."""

    number: int
    at: float
    way: str
    words: str
    token: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that will break. kind: kill, flood, error, drop-before, drop-after, repeat, again, restart or clock.

    target: a role, or a bot; amount: how many requests, seconds of a flood's wait, or seconds by which the clock is off from then on.
    """

    at: float
    kind: str
    target: str = ""
    amount: float = 1.0


def token_of(number: int) -> str:
    """Four letters that stand in no other report and in no text of the product."""
    digits = []
    for _ in range(4):
        number, digit = divmod(number, len(_LETTERS))
        digits.append(_LETTERS[digit])
    return "".join(digits)


def reports(options: Options) -> list[Report]:
    """Half of them evenly, half of them in bursts, in order of time."""
    chance = random.Random(f"reports {options.seed}")
    times = [chance.uniform(0, options.seconds) for _ in range(options.reports // 2)]
    while len(times) < options.reports:
        moment = chance.uniform(0, options.seconds)
        times += [moment + chance.uniform(0, 0.5) for _ in range(min(_BURST, options.reports - len(times)))]
    made = []
    for number, moment in enumerate(sorted(times)):
        token = token_of(number)
        made.append(Report(number, moment, chance.choice(_WAYS), f"{chance.choice(STORIES)}，{token}", token))
    return made


def troubles(options: Options) -> list[Trouble]:
    """What breaks, in order of time; nothing in a calm run."""
    if options.calm:
        return []
    chance = random.Random(f"troubles {options.seed}")
    kills = options.kills if options.kills is not None else max(2, round(options.minutes * 3))
    made = [Trouble(moment, "kill", role) for moment, role in zip(_spread(chance, kills, options.seconds), _roles(options), strict=False)]
    for kind, often in (("flood", 1.0), ("error", 1.0), ("drop-before", 1.0), ("drop-after", 1.0), ("repeat", 1.5), ("again", 0.7)):
        for moment in _spread(chance, max(1, round(kills * often)), options.seconds):
            made.append(Trouble(moment, kind, chance.choice(("community", "duty")), chance.randint(1, 3)))
    if options.database == "postgresql":
        made += [Trouble(moment, "restart") for moment in _spread(chance, max(1, round(options.minutes / 2)), options.seconds)]
    if options.clocks:
        jumps = _spread(chance, 3, options.seconds)
        made += [Trouble(moment, "clock", amount=ahead) for moment, ahead in zip(jumps, (AN_HOUR, 0.0, -AN_HOUR), strict=True)]
    return sorted(made, key=lambda trouble: trouble.at)


def _spread(chance: random.Random, count: int, seconds: float) -> list[float]:
    """Instants, one at random in each of as many equal parts of the time."""
    part = seconds / count
    return [part * place + chance.uniform(0, part) for place in range(count)]


def _roles(options: Options) -> Iterator[str]:
    """Who is killed: each in turn, and every fourth time all at once."""
    names = slots(options)
    number = 0
    while True:
        number += 1
        yield "all" if number % 4 == 0 else names[number % len(names)]


def slots(options: Options) -> Sequence[str]:
    """The names of the processes: one community bot and as many duty workers as wished."""
    return ("community", "duty", *(f"duty-{number}" for number in range(2, options.workers + 1)))
