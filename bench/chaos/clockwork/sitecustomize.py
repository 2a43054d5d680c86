"""On the path of the processes under attack: their wall clock is off by as many seconds as the file says that CHAOS_CLOCK names.

Python reads this before anything else. Spans of time (`time.monotonic`) stay true, as they do when a real clock is set.
"""

import os
import time

_file, _true = os.environ["CHAOS_CLOCK"], time.time
_ahead, _looked = 0.0, float("-inf")


def _told() -> float:
    global _ahead, _looked
    if time.monotonic() - _looked > 0.2:
        _looked = time.monotonic()
        with open(_file, encoding="ascii") as file:
            _ahead = float(file.read() or _ahead)
    return _true() + _ahead


time.time = _told
