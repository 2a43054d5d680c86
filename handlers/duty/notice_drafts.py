"""What somebody sends for a notice, as the draft takes it: words, a picture or a film; of an album one picture.

Way of a message: `Notices.on_written` → here → `Draft` → bot.publicity.notices.
"""

from typing import Any

from telegram import Message

from bot.errors import UserError
from bot.messenger import LARGEST
from bot.publicity.notices import Draft


def draft_of(message: Message) -> Draft:
    """What a message brings for a notice; raises UserError notice-odd or notice-large."""
    film, number, hidden = message.video, message.message_id, _hidden(message)
    if message.photo:
        size = message.photo[-1].file_size
        draft = Draft(message.caption or "", "photo", message.photo[-1].file_id, hidden=hidden, message=number)
    elif film is not None:
        size = film.file_size
        draft = Draft(message.caption or "", "video", film.file_id, _seconds(film.duration), hidden, number)
    elif message.text:
        return Draft(message.text, hidden=hidden, message=number)
    else:
        raise UserError("notice-odd")
    if (size or 0) > LARGEST:
        raise UserError("notice-large")
    return draft


def _hidden(message: Message) -> str:
    """A link that some of the words lead to without showing it; it would be lost on the way to the groups."""
    return next((marked.url for marked in (*message.entities, *message.caption_entities) if marked.url), "")


def _seconds(duration: Any) -> int:
    return int(duration.total_seconds()) if hasattr(duration, "total_seconds") else int(duration)


class Albums:
    """The album of which somebody's draft took the first picture: a notice has one, and about the others a word is said once.

    Remembered in this process alone: after a restart in the middle of an album the word may come twice.
    """

    def __init__(self) -> None:
        self._seen: dict[int, tuple[str, int]] = {}

    def begin(self, by: int, message: Message) -> None:
        """The draft takes a picture of this message's album, if it is of one."""
        if message.media_group_id:
            self._seen[by] = message.media_group_id, 1

    def place(self, by: int, message: Message) -> int:
        """Which of the album's pictures this is, counted from the one that was taken: 2 and more; 0 for anything else."""
        album, count = self._seen.get(by, ("", 0))
        if not message.media_group_id or message.media_group_id != album:
            return 0
        self._seen[by] = album, count + 1
        return count + 1
