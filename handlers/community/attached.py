"""What hangs on a message, as `bot.asking.attachments` knows it: a picture is a picture also when it was sent as a file.

From Telegram's types to ours; nothing is fetched here.
"""

import re

from aiogram.types import Audio, Document, Message, PhotoSize, Video, VideoNote, Voice

from bot.asking.attachments import Attachment, Kind
from bot.messenger import LARGEST

_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|bmp|gif|tiff?|heic|heif)$", re.IGNORECASE)
# messengers rename what they hold dangerous (x.apk.1); the tail does not make it harmless
_PACKAGE = re.compile(r"\.(?:apks?|xapk|apkm|exe|msi|ipa|dmg|pkg|scr|bat|cmd|vbs|jar|mobileconfig)(?:\.\d+)?$", re.IGNORECASE)
_PACKAGE_TYPES = frozenset({"application/vnd.android.package-archive", "application/x-msdownload", "application/x-apple-aspen-config"})


def attached(message: Message) -> tuple[Attachment, ...]:
    """What hangs on a message; stickers, places and contacts are nothing to read."""
    if message.animation is not None:  # comes along as a document too, and says nothing
        return (Attachment("file", message.animation.file_id, message.animation.file_unique_id, message.animation.file_size),)
    if message.photo:
        return (_photo(message.photo),)
    if message.document is not None:
        return (_document(message.document),)
    for heard in (message.voice, message.audio, message.video, message.video_note):
        if heard is not None:
            return (_recording(heard),)
    return ()


def _photo(sizes: list[PhotoSize]) -> Attachment:
    """The largest size that may be fetched."""
    by_area = sorted(sizes, key=lambda size: size.width * size.height, reverse=True)
    best = next((size for size in by_area if (size.file_size or 0) <= LARGEST), by_area[-1])
    return Attachment("picture", best.file_id, best.file_unique_id, best.file_size)


def _document(file: Document) -> Attachment:
    name, mime = file.file_name or "", file.mime_type or ""
    kind: Kind = "file"
    if _PACKAGE.search(name) or mime in _PACKAGE_TYPES:
        kind = "package"
    elif _PICTURE.search(name) or mime.startswith("image/"):
        kind = "picture"
    return Attachment(kind, file.file_id, file.file_unique_id, file.file_size, name)


def _recording(heard: Voice | Audio | Video | VideoNote) -> Attachment:
    """A recording with a name whose ending tells a transcription what it is."""
    endings = {Voice: "ogg", Audio: "mp3"}
    name = getattr(heard, "file_name", None) or f"recording.{endings.get(type(heard), 'mp4')}"
    return Attachment("recording", heard.file_id, heard.file_unique_id, heard.file_size, name)
