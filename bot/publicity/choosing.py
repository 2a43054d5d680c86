"""Which story suits a group in a week, and why: pure, the same answer to the same question.

What happens nearby comes first, then the season, families whose quiz the group found hard, to whom it is, verses after a story and a
story after verses, the family longest unheard.
"""

import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bot.library.cards import Library, StoryCard
from bot.publicity.wishes import Wish
from bot.texts import say, series

APART = 3
"""A family that is about nearby is told once, then not again for so many editions: people have more than one thing to learn."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A story and why it was chosen (one sentence for editors)."""

    story: str
    why: str


@dataclass(frozen=True, slots=True)
class Taste:
    """What decides for one group and week.

    tags: to whom the group is · month: of the slot · told: stories of the last 26 weeks, newest first · salt: spreads equal choices over
    groups · weak: families it finds hard · near: how many people nearby met a family lately, none below five · kept: stories promised to
    other weeks.
    """

    tags: Sequence[str]
    month: int
    told: Sequence[str]
    salt: int
    weak: Collection[str] = ()
    near: Mapping[str, int] = field(default_factory=dict)
    kept: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of an edition: its story and why; without one, the reason as a row has it (editor, no-story)."""

    story: str | None
    why: str
    fault: str | None = None
    wished: bool = False


Merit = tuple[int, int, bool, int, bool, int, int]


def choose(library: Library, taste: Taste) -> Choice | None:
    """The best story a group has not had; None when all are spent."""
    judge = _Judge(library, taste)
    best = max(judge.fresh, key=judge.merit, default=None)
    return Choice(best.id, judge.why(best)) if best else None


def fitting(library: Library, taste: Taste) -> list[Choice]:
    """Every story a group has not had, the best first."""
    judge = _Judge(library, taste)
    return [Choice(story.id, judge.why(story)) for story in sorted(judge.fresh, key=judge.merit, reverse=True)]


def decide(library: Library, taste: Taste, wish: Wish | None) -> Decision:
    """What an editor wished, as far as it can be: a story that the group has had, or that is no more, gives way to the best."""
    if wish is not None and wish.act == "skip":
        return Decision(None, say("bulletin-why-skip", name=wish.name), "editor", wished=True)
    if wish is not None and wish.story in library.stories and wish.story not in taste.told:
        return Decision(wish.story, say("bulletin-why-wish", name=wish.name), wished=True)
    choice = choose(library, taste)
    if choice is None:
        return Decision(None, say("bulletin-why-spent"), "no-story")
    return Decision(choice.story, choice.why if wish is None or wish.story is None else say("bulletin-why-instead", why=choice.why))


class _Judge:
    """One group's taste, ready to look at stories."""

    def __init__(self, library: Library, taste: Taste) -> None:
        self._taste = taste
        heard = [library.stories[story].family for story in taste.told if story in library.stories]
        self._unheard = {family: ago for ago, family in reversed(list(enumerate(heard)))}
        self._never = len(heard) + 1
        self._hard = set(taste.weak) - set(heard[:1])
        self._lately = set(heard[:APART])
        self._form = next((library.stories[story].form for story in taste.told if story in library.stories), None)
        self._tags = set(taste.tags)
        self._salt = zlib.crc32(f"{taste.salt}/".encode())
        self.fresh: list[StoryCard] = [
            story for key, story in sorted(library.stories.items()) if key not in taste.told and key not in taste.kept
        ]

    def _season(self, story: StoryCard) -> int:
        return 2 if self._taste.month in story.months else (0 if story.months else 1)

    def _near(self, story: StoryCard) -> int:
        """How many people nearby met it; a story out of season, or of a family that was told just now, does not profit."""
        return 0 if story.family in self._lately or not self._season(story) else self._taste.near.get(story.family, 0)

    def merit(self, story: StoryCard) -> Merit:
        """Greater is better."""
        kin = len(self._tags.intersection(story.tags))
        unheard, spread = self._unheard.get(story.family, self._never), zlib.crc32(story.id.encode(), self._salt)
        hard, other = story.family in self._hard, story.form != self._form
        return (self._near(story), self._season(story), hard, kin, other, unheard, spread)

    def why(self, story: StoryCard) -> str:
        """The reasons that speak for it."""
        near, season, hard, kin, *_ = self.merit(story)
        reasons = [say("bulletin-why-near", count=near)] * (near > 0) + [say("bulletin-why-season")] * (season == 2)
        reasons += [say("bulletin-why-quiz")] * hard + [say("bulletin-why-tags")] * (kin > 0)
        return series(reasons) or say("bulletin-why-off-season" if season == 0 else "bulletin-why-turn")
