"""The one OpenAI-compatible server an operator may name, and all the care it needs: budget, deadline, calls in flight, rest after failures.

Behind triage's second opinion and the transcription of voice messages. Without an address and a key nothing is built and nothing is
imported. Every failure is None to the caller and a line in the log that holds no words, neither a person's nor the server's.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from bot.settings import Settings

if TYPE_CHECKING:
    from openai import AsyncOpenAI

HOUR = 3600.0
AT_ONCE = 4
"""Calls in flight; a question that comes while so many are waiting is answered without."""
FAILURES = 3
"""After so many in a row the server is left alone, for longer each time."""
REST, LONGEST_REST = 60.0, 900.0
REFUSED = frozenset({401, 402, 403, 404})
"""Only an operator can mend these, so one is enough to rest."""
LONGEST_ANSWER = 400
"""Tokens: the answers asked for here have fewer than a hundred."""

log = logging.getLogger(__name__)
T = TypeVar("T")


class ModelServer:
    """Calls to one server. The budget is a sliding hour, counted in this process; `tick` gives seconds that only grow."""

    def __init__(self, settings: Settings, tick: Callable[[], float] = time.monotonic) -> None:
        self.address = settings.openai_base_url
        self._key = settings.openai_api_key.get_secret_value()
        self._hourly = settings.openai_calls_per_hour
        self._tick = tick
        self._client: AsyncOpenAI | None = None
        self._spent: deque[float] = deque()
        self._flying = 0
        self._failures = 0
        self._rests_until = 0.0
        self._takes_schemas = True

    @property
    def configured(self) -> bool:
        """Whether there is a server at all; an address is never assumed."""
        return bool(self.address and self._key)

    @property
    def ready(self) -> bool:
        """Whether a call may be made now."""
        return self.configured and self._flying < AT_ONCE and self._left() > 0 and self._tick() >= self._rests_until

    async def open(self) -> None:
        """Load the library and build the client beside the event loop; nothing when no server is configured."""
        if self.configured and self._client is None:
            self._client = await asyncio.to_thread(self._build)

    async def close(self) -> None:
        """Let the connections go."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def complete(self, model: str, system: str, user: str, *, schema: Mapping[str, Any], seconds: float) -> str | None:
        """The model's answer in JSON, unchecked; None when there is none within `seconds`."""

        async def call(client: "AsyncOpenAI") -> str:
            messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
            wanted = {"model": model, "messages": messages, "temperature": 0, "max_tokens": LONGEST_ANSWER}
            return await self._structured(client, wanted, schema)

        return await self._call("opinion", seconds, call)

    async def transcribe(self, model: str, name: str, data: bytes, *, seconds: float) -> str | None:
        """What is said in a recording; None when it could not be heard within `seconds`. Only the name's ending tells the format."""

        async def call(client: "AsyncOpenAI") -> str:
            return (await client.audio.transcriptions.create(model=model, file=(name, data))).text

        return await self._call("transcription", seconds, call)

    async def _structured(self, client: "AsyncOpenAI", wanted: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
        """One completion by schema; a server that knows no schemas is asked for any JSON, and from then on at once."""
        from openai import BadRequestError, UnprocessableEntityError

        by_schema: Any = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": schema}}
        if self._takes_schemas:
            try:
                return _content(await client.chat.completions.create(**wanted, response_format=by_schema))
            except (BadRequestError, UnprocessableEntityError):
                if self._left() < 1:
                    raise
                self._spent.append(self._tick())
        reply = await client.chat.completions.create(**wanted, response_format={"type": "json_object"})
        self._takes_schemas = False
        return _content(reply)

    async def _call(self, what: str, seconds: float, call: Callable[["AsyncOpenAI"], Awaitable[T]]) -> T | None:
        if not self.ready:
            return None
        self._flying += 1
        self._spent.append(started := self._tick())
        try:
            async with asyncio.timeout(seconds):
                await self.open()
                assert self._client is not None
                result = await call(self._client)
        except Exception as fault:  # whatever a server does must not reach the answer
            self._fail(what, fault)
            return None
        finally:
            self._flying -= 1
        self._failures = 0
        log.info("%s: answered in %.1f s, %d calls left this hour", what, self._tick() - started, self._left())
        return result

    def _fail(self, what: str, fault: Exception) -> None:
        self._failures += 1
        status = getattr(fault, "status_code", None)
        rest = _retry_after(fault)
        if status in REFUSED:
            rest = LONGEST_REST
        elif self._failures >= FAILURES:
            rest = max(rest, min(LONGEST_REST, REST * 2 ** (self._failures - FAILURES)))
        self._rests_until = max(self._rests_until, self._tick() + rest)
        log.warning("%s: %s %s; the server rests for %.0f s", what, type(fault).__name__, status or "", rest)

    def _left(self) -> int:
        """Calls that the budget still allows."""
        while self._spent and self._spent[0] <= self._tick() - HOUR:
            self._spent.popleft()
        return self._hourly - len(self._spent)

    def _build(self) -> "AsyncOpenAI":
        """A client that neither retries (the person waits) nor follows a redirect (the operator named one server, not another)."""
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient

        web = DefaultAsyncHttpxClient(follow_redirects=False)
        return AsyncOpenAI(api_key=self._key, base_url=self.address, max_retries=0, http_client=web)


def _content(reply: Any) -> str:
    return reply.choices[0].message.content or ""


def _retry_after(fault: Exception) -> float:
    """Seconds that the server asked to be left alone, at most an hour; 0 when it did not say."""
    headers = getattr(getattr(fault, "response", None), "headers", {})
    try:
        return min(HOUR, max(0.0, float(headers.get("retry-after", 0))))
    except ValueError:  # a date: rare, and the next failure will rest
        return REST
