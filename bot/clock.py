"""The one place that knows what time it is, so that tests can push it."""

import time
from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, timezone-aware, in UTC; by the same clock as the workflow engine's."""
    return datetime.fromtimestamp(time.time(), UTC)
