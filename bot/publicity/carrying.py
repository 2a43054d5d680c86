"""Carrying one parcel: its picture is made, one request is made, and whatever may come of that is put into one word.

Pump → `illustrated`, then in its turn `tried` → the community bot → a Result, which the pump hands to the parcel's mail.
"""

import logging
from dataclasses import replace

from bot import clock
from bot.messenger import Community, Post, TryLater, Uncertain, Undelivered
from bot.publicity.parcels import Parcel, Result
from bot.texts import speaking

log = logging.getLogger(__name__)


async def illustrated(parcel: Parcel) -> Post | None:
    """A parcel's post with its picture; a picture that cannot be made is no reason to hold the words back."""
    if parcel.post is None or parcel.picture is None:
        return parcel.post
    try:
        return replace(parcel.post, media=await parcel.picture.media())
    except Exception as fault:
        log.error("picture for group %d: %s", parcel.group, type(fault).__name__, exc_info=fault)
        return parcel.post


async def tried(bot: Community, parcel: Parcel, post: Post | None) -> Result:
    """One request, and what came of it; `post`: the parcel's, with its picture."""
    began = clock.now()
    try:
        if post is not None:
            with speaking(parcel.language):
                return Result("done", began, sent=await bot.post(parcel.place, post))
        if parcel.sent is not None:
            await bot.unsay(parcel.sent)
        return Result("done", began, sent=parcel.sent)
    except Undelivered as refused:
        return Result("refused", began, refused.reason, moved_to=refused.moved_to)
    except TryLater as busy:
        return Result("later", began, "flood" if busy.after is not None else "line", after=busy.after or 0.0)
    except Uncertain:
        return Result("unknown", began, "uncertain")
    except Exception as fault:
        log.error("broadcast to group %d: %s", parcel.group, type(fault).__name__, exc_info=fault)
        return Result("unknown", began, "error")
