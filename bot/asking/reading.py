"""The process that reads pictures: `python -m bot.asking.reading`, a child of `bot.asking.pictures.PictureReader`.

Pictures come in on standard input and readings leave on standard output, each behind its length (four bytes, big end first); readings are
JSON, so that a decoder gone wrong cannot hand its parent anything but words. It holds no secrets, and is gone when its parent is: a thread
watches standard input, which ends with the parent however the parent ends.
"""

import contextlib
import json
import os
import queue
import resource
import struct
import sys
import threading
from dataclasses import asdict
from typing import Any, BinaryIO

from bot.triage.pictures import Line, Reading, read_picture

LENGTH = struct.Struct(">I")
MEMORY_LIMIT = 4 << 30
"""Address space of the process in bytes; a picture that needs more is unreadable."""
TIRED = 450_000_000
"""Resident bytes after a picture beyond which the process asks to be replaced."""


def packed(body: bytes) -> bytes:
    """A message as it goes through the pipe."""
    return LENGTH.pack(len(body)) + body


def as_json(reading: Reading, tired: bool = False) -> bytes:
    """A reading for the way to the parent."""
    return json.dumps({**asdict(reading), "tired": tired}, ensure_ascii=False).encode()


def from_json(body: bytes) -> tuple[Reading, bool]:
    """A reading as the parent gets it, and whether the process wants to be replaced; raises ValueError or KeyError for anything else."""
    told: dict[str, Any] = json.loads(body)
    lines = tuple(Line(**{**line, "paper": tuple(line["paper"])}) for line in told["lines"])
    return Reading(told["text"], tuple(told["links"]), lines, told["trouble"]), bool(told["tired"])


def main() -> None:
    """Load the models, say so with an empty message, and read until the parent is gone."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not stand between two readings
    _be_modest()
    from bot.triage import lettering

    lettering.engine()
    pictures: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(sys.stdin.buffer, pictures), daemon=True).start()
    _send(answers, b"")
    while True:
        _send(answers, as_json(read_picture(pictures.get()), _resident() > TIRED))


def _be_modest() -> None:
    """Answers to texts go first; a crash leaves no copy of a picture; no picture takes the machine's memory."""
    with contextlib.suppress(OSError):
        os.nice(2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _receive(source: BinaryIO, pictures: "queue.SimpleQueue[bytes]") -> None:
    """Hand pictures on as they come; when the parent closes the pipe or dies, end the process at once, even in the middle of a picture."""
    while len(head := source.read(LENGTH.size)) == LENGTH.size:
        (size,) = LENGTH.unpack(head)
        body = source.read(size)
        if len(body) < size:
            break
        pictures.put(body)
    os._exit(0)


def _send(answers: BinaryIO, body: bytes) -> None:
    answers.write(packed(body))
    answers.flush()


def _resident() -> int:
    """Bytes of memory this process holds now; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:
            return int(told.read().split()[1]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 0


if __name__ == "__main__":
    main()
