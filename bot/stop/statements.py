"""What a reporter says of a transfer → the facts in it: one answer may hold several, 建行6222… 转了三万 刚刚 holds four.

Pure: words, the question that stands, and the present moment in; facts, or a doubt, or nothing out. Between `bot.stop.stop_payment` and the
indicators of triage. What a check of its own refutes is no fact yet: it comes back as a doubt, to be looked at once more.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

import phonenumbers

from bot.library.traditional import simplified
from bot.stop import moments, sums, wallets
from bot.stop.banks import bank_in
from bot.stop.transfers import LONGEST, PAID, Fact
from bot.triage import indicators
from bot.triage.finding import Indicator
from bot.triage.normalise import normalise


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that a check refuted: of which field, as it would be kept, and which check: card, wallet, phone or link."""

    field: str
    value: str
    check: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood; nothing at all when both are empty."""

    facts: dict[str, Fact] = field(default_factory=dict)
    doubt: Doubt | None = None

    def __bool__(self) -> bool:
        return bool(self.facts or self.doubt)


_PAID = re.compile(
    r"(?<!没)(?<!未)(?<!不)(?:转|付|汇|打|充|刷)(?:了|过去|出去|走|给)|已经?(?:转|付|汇|打|充)|被(?:转|刷|划)走"
    r"|转账支出|支付成功|转账成功"
    r"|(?i:(?<!not )(?<!haven't )(?<!havent )\b(?:sent|paid|transferred)\b)"
)
_UNPAID = re.compile(
    r"(?:还|都|并)?(?:没|未)(?:有)?(?:转|付|汇|打|给|充|交)|没有?转账|一分(?:钱)?没"
    r"|(?i:not (?:yet )?(?:sent|paid)|(?:haven'?t|did ?n'?t|did not|have not) |not yet|nothing)"
)
_CHANNELS = (
    ("scan", r"扫码|扫了?(?:他|她|对方)?的?(?:二维)?码|收款码"),
    ("wechat", r"微信(?:转|付|支付|扫|红包|给)|用微信"),
    ("alipay", r"支付宝(?:转|付|支付|扫|给)|用支付宝"),
    ("mobile", r"手机银行|掌上银行|网银|网上银行|银行\s?app|云闪付"),
    ("counter", r"柜台|柜面|营业厅|银行窗口"),
    ("atm", r"(?i:atm)|自助机|取款机|存款机|柜员机"),
    ("cash", r"现金|取(?:了)?钱(?:给|交)|上门取|跑腿"),
    ("coins", r"(?i:usdt|u币)|泰达币|虚拟币|比特币|买币"),
)
_MINE = re.compile(r"我(?:的|自己的|本人的)?(?:电话|手机|号码|联系方式)|联系我|打我|我是\s?1\d{10}")
_CALLABLE = re.compile(r"电话|手机号?(?!银行)|号码")
_OWN_BANK = re.compile(r"余额|支出|您尾号|您的|尾号\d{4}的")
"""A bank's message to the payer, whose own bank and card it names."""
_ID_CARD = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")
_ON = re.compile(r"(?:屏幕|共享|会议)[^没未]{0,6}(?:还开着|还在|没关|没退|开着)|(?:还在|正在|还开着|现在在)(?:屏幕)?(?:共享|开会)")
_OFF = re.compile(r"(?:屏幕)?(?:共享|会议)[^没]{0,4}(?:关了|关掉了|退了|停了|断了)|(?:关了|退了|停了)(?:屏幕)?共享")
_NEVER = re.compile(r"(?:没有?|没|从没|未)(?:开过?|有过?|用过?|在)?(?:屏幕)?共享")
_VEILED = re.compile(r"(?<![\d*])\d{3,6}[ ]?[*•●xX＊]{2,}[ *•●xX＊]*\d{3,4}(?!\d)")
_TAIL = re.compile(r"尾号(?:为|是)?[:： ]?(\d{4})(?!\d)")
_RUN = re.compile(r"(?<![\d.*A-Za-z])\d(?:[ \-]?\d){7,29}(?![\d*]|[ -]?\d)")
_EMAIL = re.compile(r"[\w.+-]{2,40}@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_CARD = re.compile(r"(?:62|4|5[1-5]|9\d{2}|3[57])\d+")
LINKLIKE = re.compile(r"(?i)https?://\S+|www\.\S+")


def tidy(text: str) -> str:
    """The words as they are read: one width of letters, one script, one space, one line."""
    return simplified(" ".join(unicodedata.normalize("NFKC", text).split()))


def heard(text: str, asked: str, now: datetime) -> Heard:
    """What an answer to the question `asked` (a key of `transfers.FIELDS`) tells; `now` is timezone-aware."""
    text = _ID_CARD.sub(" ", tidy(text)).strip()
    facts, doubt = _everything(text, asked, now)
    if asked not in facts and not (doubt and doubt.field == asked) and any(char.isalnum() for char in text):
        answer = _READERS[asked](text, facts)
        if isinstance(answer, Doubt):
            doubt = answer
        elif answer is not None:
            facts[asked] = answer
    if PAID not in facts and (asked == "time" or (asked == "amount" and not _UNPAID.search(text))) and asked in facts:
        facts[PAID] = Fact("yes")
    return Heard(facts, doubt)


def _everything(text: str, asked: str, now: datetime) -> tuple[dict[str, Fact], Doubt | None]:
    """Whatever of a transfer the words tell by themselves, in a form nobody can mistake."""
    found = [clue.indicator for clue in indicators.find(normalise(text))]
    facts: dict[str, Fact | None] = {}
    account = account_in(text, asked)
    doubt = account if isinstance(account, Doubt) else None
    facts["account"] = account if isinstance(account, Fact) else None
    facts["channel"] = next((Fact(key) for key, words in _CHANNELS if re.search(words, text)), None)
    payee = asked == "bank" or (asked == "account" and facts["channel"] is None)
    facts["bank"] = Fact(name) if (name := bank_in(text, alone=payee)) and not _OWN_BANK.search(text) else None
    if amounts := sums.find(text):
        facts["amount"] = Fact(amounts[0])
    facts["time"] = Fact(moment.value) if (moment := moments.read(text, now)) else None
    facts.update(_reach(text, asked, found))
    facts["screen"] = _screen(text)
    facts[PAID] = Fact("no") if _UNPAID.search(text) else Fact("yes") if _PAID.search(text) else None
    known = {key: fact for key, fact in facts.items() if fact is not None}
    if asked != "time" and not known.keys() & {"account", "amount", PAID}:
        known.pop("time", None)  # 刚才他又打来了 tells of a call
    return known, doubt


def _reach(text: str, asked: str, found: Iterable[Indicator]) -> dict[str, Fact | None]:
    """Phones, chat accounts, links and apps."""
    facts: dict[str, Fact | None] = {}
    for one in found:
        if one.kind in ("wechat", "qq"):
            facts.setdefault("contact", Fact(f"{'微信' if one.kind == 'wechat' else 'QQ'} {one.value}"))
        elif one.kind in ("link", "app", "meeting") and one.value not in ("屏幕共享", "共享屏幕", "投屏"):
            facts.setdefault("app", Fact(one.value[:LONGEST]))
        elif one.kind == "phone" and (asked not in ("account", "contact") or _CALLABLE.search(text)):
            mine = asked == "callback" or bool(_MINE.search(text))
            number = _number(one.value)
            facts.setdefault("callback" if mine else "phone", Fact(number) if number else None)
    return facts


def _screen(text: str) -> Fact | None:
    """Never before on: 没有共享屏幕 holds 共享屏幕."""
    for key, pattern in (("never", _NEVER), ("on", _ON), ("off", _OFF)):
        if pattern.search(text):
            return Fact(key)
    return None


def account_in(text: str, asked: str) -> Fact | Doubt | None:
    """The account that received the money: wallet, card, payment code, or a number that can only be one."""
    if address := wallets.find(text):
        return Fact(address) if wallets.checks(address) else Doubt("account", address, "wallet")
    for hit in _RUN.finditer(_ID_CARD.sub(" ", LINKLIKE.sub(" ", text))):
        digits = re.sub(r"\D", "", hit[0])
        if re.fullmatch(r"1[3-9]\d{9}", digits) and _CALLABLE.search(text):
            continue
        if found := _numbered(digits, text, asked):
            return found
    if not _OWN_BANK.search(text) and (asked == "account" or "账" in text or "卡" in text):
        if veiled := _VEILED.search(text):
            return Fact(veiled[0].replace(" ", ""), False)
        if tail := _TAIL.search(text):
            return Fact(f"尾号{tail[1]}", False)
    return None


def _numbered(digits: str, text: str, asked: str) -> Fact | Doubt | None:
    """A run of digits as an account: a card has a sum of its own, an account of a company has none."""
    if len(digits) in range(15, 20) and _CARD.fullmatch(digits):
        if indicators.luhn(digits):
            return Fact(digits)
        return Doubt("account", digits, "card")
    if asked == "account" or (len(digits) >= 12 and re.search(r"账号|账户|卡号|对公", text)):
        return Fact(digits, False)
    return None


def _number(value: str) -> str | None:
    """A telephone number as it is dialled, when the number plan knows it; also short service numbers."""
    digits = re.sub(r"[^\d+]", "", value)
    if re.fullmatch(r"(?:95|96|1[012])\d{1,6}|[48]00\d{7}", digits):
        return digits
    try:
        number = phonenumbers.parse(re.sub(r"^00", "+", digits), "CN")
    except phonenumbers.NumberParseException:
        return None
    return digits if phonenumbers.is_valid_number(number) else None


Answer = Callable[[str, dict[str, Fact]], Fact | Doubt | None]


def _as_account(text: str, facts: dict[str, Fact]) -> Fact | None:
    """Also an address of e-mail, or what a payment code shows: anything that names a payee."""
    if mail := _EMAIL.search(text):
        return Fact(mail[0], False)
    return Fact(text[:LONGEST], False) if re.search(r"收款码|户名|商户|[一-鿿]{2,}公司|店", text) else None


def _as_bank(text: str, facts: dict[str, Fact]) -> Fact | None:
    return Fact(text[:LONGEST], False) if re.search(r"银行|信用社|支付|平台|公司|宝|付|钱包|交易所|(?i:app)|[A-Za-z]{3}", text) else None


def _as_amount(text: str, facts: dict[str, Fact]) -> Fact | None:
    value = sums.read(text)
    return Fact(value) if value else None


def _as_channel(text: str, facts: dict[str, Fact]) -> Fact | None:
    pressed = next((key for key, words in (("wechat", "微信"), ("alipay", "支付宝"), ("mobile", "银行")) if words in text), None)
    return Fact(pressed) if pressed else Fact(text[:LONGEST], False) if 1 < len(text) <= 20 else None


def _as_phone(text: str, facts: dict[str, Fact]) -> Fact | Doubt | None:
    return _phone(text, "phone")


def _as_callback(text: str, facts: dict[str, Fact]) -> Fact | Doubt | None:
    return _phone(text, "callback")


def _phone(text: str, asked: str) -> Fact | Doubt | None:
    run = re.search(r"\+?\d[\d -]{3,18}\d", text)
    if run is None:
        return None
    value = re.sub(r"[^\d+]", "", run[0])
    return Fact(value) if _number(value) else Doubt(asked, value, "phone")


def _as_contact(text: str, facts: dict[str, Fact]) -> Fact | None:
    return Fact(text[:LONGEST], False) if re.search(r"[A-Za-z0-9_]{3}|群|昵称|叫", text) or len(text) <= 10 else None


def _as_app(text: str, facts: dict[str, Fact]) -> Fact | Doubt | None:
    if link := LINKLIKE.search(text):
        return Doubt("app", link[0][:LONGEST], "link")
    return Fact(text[:LONGEST], False) if len(text) <= 12 or re.search(r"[A-Za-z]{2}|软件|(?i:app)|平台|会议|链接", text) else None


def _as_screen(text: str, facts: dict[str, Fact]) -> Fact | None:
    if re.fullmatch(r"(?:没有?|没|否|不|不是|没开|从来没有?)(?:共享)?(?:过|的|了)?[。.]?|(?i:no|never|not shared)[.!]?", text):
        return Fact("never")
    if re.fullmatch(
        r"(?:已经|都)?(?:关|退|停|断|挂)(?:了|掉了?|出了?)[。.]?|(?i:(?:it'?s )?(?:off|stopped|closed|switched off|ended))[.!]?", text
    ):
        return Fact("off")
    return (
        Fact("on") if re.fullmatch(r"(?:是|是的|在|还在|开着|还开着|对|有)(?:的|呢)?[。.!]?|(?i:yes|still(?: on)?|on)[.!]?", text) else None
    )


def _nothing(text: str, facts: dict[str, Fact]) -> None:
    return None


_READERS: dict[str, Answer] = {
    "account": _as_account,
    "bank": _as_bank,
    "amount": _as_amount,
    "time": _nothing,
    "channel": _as_channel,
    "phone": _as_phone,
    "contact": _as_contact,
    "app": _as_app,
    "screen": _as_screen,
    "callback": _as_callback,
}
