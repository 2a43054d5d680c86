"""A transfer as a stop-payment card (止付卡) holds it: what can be known of it, what is still to be asked, and how it is shown.

Pure. Facts come from `bot.stop.statements`, are kept by `bot.stop.stop_payment`, and are shown masked to all
but those who may act on the alert.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.privacy import mask
from bot.stop import moments, wallets
from bot.texts import say, series

LONGEST = 80
"""Characters of a fact that is told in words."""
PAID = "paid"
"""The fact that is never asked by itself: whether money moved, yes or no."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question: its key, which names its texts, and the answers that can be pressed."""

    key: str
    choices: tuple[str, ...] = ()
    of_payment: bool = False
    """Whether it means nothing while no money has moved."""


FIELDS = (
    Field("account"),
    Field("bank"),
    Field("amount", ("unpaid",), of_payment=True),
    Field("time", ("now", "today", "yesterday", "earlier", "unpaid"), of_payment=True),
    Field("channel", ("mobile", "wechat", "alipay", "scan", "counter", "atm", "cash", "coins"), of_payment=True),
    Field("phone"),
    Field("contact"),
    Field("app"),
    Field("screen", ("on", "off", "never")),
    Field("callback"),
)
"""In the order in which they are asked."""
KEYS = tuple(field.key for field in FIELDS)
CHOICES = frozenset(choice for field in FIELDS for choice in field.choices)
NAMED = {"channel", "screen"}
"""Fields whose answers, when pressed, are kept by the name of the choice."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known: as it is kept, and whether a check of its own (a sum, a number plan) held."""

    value: str
    checked: bool = True


Facts = Mapping[str, Fact]


def field_of(key: str) -> Field:
    """By key; raises KeyError."""
    return {field.key: field for field in FIELDS}[key]


def wanted(facts: Facts, skipped: Sequence[str]) -> list[str]:
    """What is still worth asking, in order."""
    unpaid = PAID in facts and facts[PAID].value == "no"
    coins = "account" in facts and wallets.chain(facts["account"].value) is not None
    known = {*facts, *skipped, *({"bank"} if coins else ())}
    return [field.key for field in FIELDS if field.key not in known and not (unpaid and field.of_payment)]


def amount_told(value: str) -> str:
    """30000 → 30,000 元; 5000 USDT → 5,000 USDT."""
    number, _, unit = value.partition(" ")
    whole, dot, rest = number.partition(".")
    return f"{int(whole):,}{dot}{rest} {unit or say('moment-yuan')}"


def plain(key: str, fact: Fact, now: datetime) -> str:
    """A fact in full, for those who may act on the alert."""
    if key == "amount":
        return amount_told(fact.value)
    if key == "time" and (moment := moments.of(fact.value)):
        return moments.told(moment, now)
    return say(f"stop-choice-{fact.value}") if key in NAMED and fact.value in CHOICES else fact.value


def veiled(key: str, fact: Fact, now: datetime) -> str:
    """A fact as anybody may see it: enough to recognise it, too little to use it."""
    value = plain(key, fact, now)
    if key in ("amount", "time", "screen"):
        return value
    if key == "account":
        return _tail(value)
    if key in ("phone", "callback", "contact"):
        return " ".join(_dotted(part) for part in mask(value).split())
    return mask(value)


def _tail(account: str) -> str:
    """A card or an account by its last four digits; a wallet by both ends; words, masked."""
    digits = re.sub(r"\D", "", account)
    if wallets.chain(account) or (len(digits) < 4 and not digits):
        return mask(account)
    if "@" in account:
        return _dotted(mask(account))
    return say("stop-tail", digits=digits[-4:]) if len(digits) >= 8 or "*" in account else mask(account)


def _dotted(word: str) -> str:
    """The middle of a name or number hidden, unless a mask hid it already or it is only a word of Chinese."""
    if "*" in word or not re.search(r"[A-Za-z0-9]", word) or word in ("QQ",):
        return word
    return f"{word[:2]}****{word[-2:]}" if len(word) > 6 else f"{word[:1]}****{word[-1:]}"


def line(facts: Facts, now: datetime) -> str:
    """The card on one masked line: 建设银行 尾号1234 · 30,000 元 · 今天 21:03 · 屏幕仍在共享; empty when nothing is known."""
    where = " ".join(veiled(key, facts[key], now) for key in ("bank", "account") if key in facts)
    parts = [where, *(veiled(key, facts[key], now) for key in ("amount", "time") if key in facts)]
    if PAID in facts and facts[PAID].value == "no":
        parts.append(say("stop-unpaid"))
    if "screen" in facts and facts["screen"].value == "on":
        parts.append(say("stop-screen-on"))
    parts = [part for part in parts if part]
    others = [key for key in KEYS if key in facts]
    return " · ".join(parts) if parts else say("stop-leads", what=labels(others)) if others else ""


def labels(keys: Sequence[str]) -> str:
    """收款账号、金额: the names of fields, without anything that stands in them."""
    return series(say(f"stop-field-{key}") for key in (*KEYS, PAID) if key in keys)
