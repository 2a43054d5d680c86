"""The proof of a transfer that somebody shows — a receipt, a bill, a bank's page — as facts to be confirmed by a press.

Pure: the words that `bot.asking.pictures` read in, facts of `bot.stop.transfers` out. The payer's own account stands there too and must
not be taken for the one that received the money.
"""

import re
from datetime import datetime

from bot.stop import moments, sums
from bot.stop.banks import bank_in
from bot.stop.statements import account_in, tidy
from bot.stop.transfers import Fact

_PROOF = re.compile(r"转账|付款|支付成功|交易|收款|回单|汇款|凭证|账单|到账")
_SPEAKER = re.compile(r"^[^\s:：]{1,12}[:：]", re.MULTILINE)
_PAYEE = re.compile(r"(?:收款|对方|转入|入账)(?:方|人)?(?:账号|账户|卡号|银行|行|户名|姓名|全称|机构)?")
_SHORT_TAIL = re.compile(r"[(（](\d{4})[)）]")


def read(text: str, now: datetime) -> dict[str, Fact]:
    """What the words of a picture tell of a transfer, when it is the proof of one; nothing for a chat, or for less than two facts.

    A check that fails makes no doubt here: what was read wrongly is not proposed.
    """
    if len(_SPEAKER.findall(text)) > 1 or not _PROOF.search(text):
        return {}
    flat = re.sub(r"(?<![\d.])[-−—](?=\s?\d[\d,]*\.\d\d)", "¥", tidy(text))
    payee = " ".join(flat[hit.start() : hit.end() + 40].split("付款")[0] for hit in _PAYEE.finditer(flat))
    account, amounts = account_in(payee or flat, "account"), sums.find(flat)
    facts: dict[str, Fact | None] = {"account": account if isinstance(account, Fact) else None}
    if facts["account"] is None and (tail := _SHORT_TAIL.search(payee)):
        facts["account"] = Fact(f"尾号{tail[1]}", False)
    facts["bank"] = Fact(name) if (name := bank_in(payee)) else None
    facts["amount"] = Fact(amounts[0]) if amounts else None
    facts["time"] = Fact(moment.value) if (moment := moments.read(flat, now)) else None
    known = {key: fact for key, fact in facts.items() if fact is not None}
    return known if len(known.keys() - {"bank"}) > 1 else {}
