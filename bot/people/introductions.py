"""What the bot says of itself when it comes into a group: the house's own words, the deployment's, or those of the group's administrators.

Pure. Whoever writes such words speaks in the bot's name, so they are looked at like a notice: no links, no numbers but 110 and 96110.
"""

from bot.errors import UserError
from bot.publicity import notice_words

MOST = 200
_INSTEAD = {
    "notice-short": "words-short",
    "notice-long": "words-long",
    "notice-link": "words-link",
    "notice-number": "words-number",
    "notice-private": "words-private",
}


def checked(words: str) -> str:
    """The words without space around them; raises UserError words-short, words-long, words-link, words-number or words-private."""
    kept = words.strip()
    if len(kept) > MOST:
        raise UserError("words-long", size=len(kept), most=MOST)
    try:
        notice_words.check(kept)
    except UserError as wrong:
        raise UserError(_INSTEAD[wrong.key], **wrong.values) from wrong
    return kept
