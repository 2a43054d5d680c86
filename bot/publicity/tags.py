"""What groups are called: kinds and tags as people say them, for notices and for the settings of a group."""

from typing import get_args

from bot.library.schema import Tag
from bot.texts import say

TAGS = frozenset(get_args(Tag))


def kind_name(kind: str) -> str:
    """业主群, 单位群, 学校群."""
    return say(f"notice-kind-{kind}")


def tag_name(tag: str) -> str:
    """A tag as people call it; one of a deployment's own stays as it is."""
    return say(f"notice-tag-{tag.replace('_', '-')}") if tag in TAGS else tag
