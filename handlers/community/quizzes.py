"""Telegram's count of a quiz we posted: how many answered, and how many of them rightly. It never says who."""

from aiogram.types import Poll

from bot.publicity import quizzes
from handlers.community.booth import Booth


async def on_poll(poll: Poll, booth: Booth) -> None:
    """A quiz stands differently now."""
    right = set(poll.correct_option_ids or ())
    if right:
        good = sum(option.voter_count for number, option in enumerate(poll.options) if number in right)
        await quizzes.note(booth.office, poll.id, poll.total_voter_count, good)
