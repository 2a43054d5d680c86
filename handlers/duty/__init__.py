"""The duty bot: where officers, leaders, grid workers and operators meet the product. python-telegram-bot, its own token."""

import os

# The framework is moving from seconds to timedelta and warns about its own exceptions until one opts in.
os.environ.setdefault("PTB_TIMEDELTA", "1")
