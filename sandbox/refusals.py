"""What the desk says when it says no, in Telegram's own words and codes; `server` turns it into the answer of a request."""

from typing import Any


class Refusal(Exception):
    """A request that is answered `ok: false`.

    `violation` marks requests that break the published Bot API contract, as opposed to those the state of the world refuses.
    """

    def __init__(self, code: int, description: str, *, violation: bool = False, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.violation = violation
        self.parameters = parameters

    def answer(self) -> dict[str, Any]:
        """The JSON body Telegram would send."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | {"parameters": self.parameters} if self.parameters else body


class DeskError(Exception):
    """Something that a person on the desk cannot do, in plain words; the control API answers it with 400."""


def bad(reason: str) -> Refusal:
    """400 for a request that is well-formed but cannot be done now."""
    return Refusal(400, f"Bad Request: {reason}")


def broken(reason: str) -> Refusal:
    """400 for a request that no Bot API server of this version would understand; counted as a violation."""
    return Refusal(400, f"Bad Request: {reason}", violation=True)


def forbidden(reason: str) -> Refusal:
    """403, when a person or a group has shut the bot out."""
    return Refusal(403, f"Forbidden: {reason}")


def too_many(seconds: int) -> Refusal:
    """429 with the seconds after which the request may be repeated."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
