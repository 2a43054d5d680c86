"""What must not be read by the wrong eyes: masking before words are shown or kept, sealing what has to be kept whole.

`mask` also makes a quotation harmless: no link in it can be pressed, no account can be called.
"""

import base64
import hashlib
import os
import re
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from bot.errors import OperatorError

_APART = "[ \u3000.·•．_-]{0,3}"
"""What people put between the groups of a number, more so when it should not be found."""
_ID_CARD = re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?!\d)")
_CARD = re.compile(r"(?<!\d)(\d{4})[ -]?\d{4}[ -]?\d{4,11}(?:[ -]?\d{1,4})?(?!\d)")
_MOBILE = re.compile(rf"(?<!\d)(1[3-9]\d){_APART}\d{{4}}{_APART}(\d{{4}})(?!\d)")
_USDT = re.compile(r"(T[1-9A-HJ-NP-Za-km-z]{3})[1-9A-HJ-NP-Za-km-z]{26,}([1-9A-HJ-NP-Za-km-z]{4})")
_ETH = re.compile(r"(0x[0-9a-fA-F]{4})[0-9a-fA-F]{32,}([0-9a-fA-F]{4})")
_BTC = re.compile(r"(?<![A-Za-z0-9])(bc1[a-z0-9]|[13][1-9A-HJ-NP-Za-km-z]{3})[0-9A-Za-z]{18,}([0-9A-Za-z]{4})(?![A-Za-z0-9])")
_DIGITS = re.compile(r"(?<!\d)\+?\d(?:[ \u3000-]*\d){6,}(?!\d)")
_GROUPS = re.compile(r"(?<!\d)\+?\d+(?P<apart>[ \u3000.·•．_-]{1,3})\d+(?:(?P=apart)\d+)*(?!\d)")
_HARMLESS = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?: \d{1,2})?|\d{1,5}[ -]\d{1,5}")
_BEFORE_MONEY = re.compile(r"(?:[¥￥$] ?|\d\.)$")
_AFTER_MONEY = re.compile(r" ?[元块圆]|\.\d{1,2}(?!\d)")
_SCHEME = re.compile(r"(?i)(?<![a-z])(https?|ftp|tg)://")
_HOST = re.compile(r"(?i)(?<=[a-z0-9])\.(?!\d+[wk](?![a-z0-9]))(?=[a-z0-9-]*[a-z])")
_HANDLE = re.compile(r"[@/](?=[A-Za-z])")


def mask(text: str) -> str:
    """Words of people as they may be shown or kept: accounts, cards, IDs and phones hidden in the middle, links and handles inert."""
    while (masked := _once(text)) != text:  # what one round hides may bring together what the next must hide
        text = masked
    return text


def _once(text: str) -> str:
    text = _HOST.sub("。", _SCHEME.sub("", text).replace("://", "：／／"))
    text = _USDT.sub(r"\1****\2", text)  # wallets before cards: they may hold what looks like one
    text = _ETH.sub(r"\1****\2", text)
    text = _BTC.sub(r"\1****\2", text)
    text = _ID_CARD.sub(r"\1********\2", text)
    text = _CARD.sub(r"\1 **** ****", text)
    text = _MOBILE.sub(r"\1****\2", text)
    text = _GROUPS.sub(_account, _DIGITS.sub(_middle, text))
    return _HANDLE.sub(lambda m: "＠" if m[0] == "@" else "／", text)


def _middle(found: re.Match[str]) -> str:
    """Hide the middle of seven digits or more, unless they are a date, a range or money; eleven are an account in any case."""
    run, digits = found[0], re.sub(r"\D", "", found[0])
    if len(digits) < 11 and (_HARMLESS.fullmatch(run) or _is_money(found)):
        return run
    return f"{'+' * run.startswith('+')}{digits[:2]}****{digits[-2:]}"


def _account(found: re.Match[str]) -> str:
    """Hide the middle of eleven digits or more in groups, however they are set apart: prices and dates have fewer."""
    return _middle(found) if sum(c.isdigit() for c in found[0]) > 10 else found[0]


def _is_money(found: re.Match[str]) -> bool:
    around = found.string[max(0, found.start() - 2) : found.start()]
    return bool(_BEFORE_MONEY.search(around) or _AFTER_MONEY.match(found.string, found.end()))


class Cipher:
    """Seals what is kept whole for a while: inbox payloads and the words of an alert."""

    def __init__(self, secret: str) -> None:
        self._fernet = Fernet(base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest()))

    def seal(self, text: str) -> bytes:
        """Text → bytes that only this key opens."""
        return self._fernet.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """The text again; raises OperatorError when another key sealed it."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken as wrong:
            raise OperatorError("密钥与数据不符：SHOUWANG_SECRET_KEY 或数据目录里的 secret.key 被换过") from wrong

    def fingerprint(self, text: str) -> str:
        """A keyed hash, for what must be compared and never read (invite codes)."""
        return hashlib.blake2b(text.encode(), key=self._fernet._signing_key, digest_size=20).hexdigest()


def load_secret(given: str, data_dir: Path) -> str:
    """The configured key, else the one kept in the data directory, made on first use and readable by the owner alone."""
    if given:
        return given
    path = data_dir / "secret.key"
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return _wait_for(path)
    with os.fdopen(handle, "w") as file:
        file.write(base64.urlsafe_b64encode(os.urandom(32)).decode())
    return path.read_text().strip()


def _wait_for(path: Path) -> str:
    """Another process may be writing the key at this moment: an empty file is read again, briefly."""
    for _ in range(1000):
        secret = path.read_text().strip()
        if secret:
            return secret
    raise OperatorError(f"密钥文件 {path} 是空的，请删除它后重新启动")
