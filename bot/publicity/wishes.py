"""What editors decided for coming weeks, looked up for a group: its own decision, else that of the nearest area above. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class Wish:
    """One decision: that story, or skip; whose name it bears, for which area (None: for the group alone), and by whom (None: the command
    line).
    """

    act: Literal["story", "skip"]
    story: str | None
    name: str
    area: str | None
    by: int | None = None


class Decided(Protocol):
    """A row of what was decided; see `bot.store.models.EditionChoice`."""

    week: str
    group_id: int | None
    area: str | None
    act: str
    story: str | None
    name: str
    by: int | None


class Wishes:
    """All decisions for some weeks, and the tree of areas."""

    def __init__(self, rows: Iterable[Decided] = (), parents: Mapping[str, str | None] | None = None) -> None:
        self._parents = parents or {}
        self._of: dict[tuple[int | str, str], tuple[str, Wish]] = {}
        for row in rows:
            scope = row.group_id if row.group_id is not None else str(row.area)
            self._of[scope, row.week] = row.act, Wish("skip" if row.act == "skip" else "story", row.story, row.name, row.area, row.by)
        self._weeks = sorted({week for _, week in self._of})

    def of(self, group: int, area: str | None, week: str) -> Wish | None:
        """What counts for a group; None: nobody decided, or somebody gave it back."""
        found = self.nearest(group, area, week)
        return found[1] if found is not None and found[0] != "auto" else None

    def nearest(self, group: int, area: str | None, week: str) -> tuple[str, Wish] | None:
        """The act that counts for a group, auto too, and what it says."""
        scopes: tuple[int | str, ...] = (group, *self._up(area))
        return next((self._of[scope, week] for scope in scopes if (scope, week) in self._of), None)

    def within(self, area: str | None, week: str) -> Wish | None:
        """What counts for an area, as decided for it or for one above."""
        found = next((self._of[scope, week] for scope in self._up(area) if (scope, week) in self._of), None)
        return found[1] if found is not None and found[0] != "auto" else None

    def at(self, scope: int | str, week: str) -> tuple[str, str | None] | None:
        """What was decided for exactly this group or area: act and story."""
        found = self._of.get((scope, week))
        return (found[0], found[1].story) if found else None

    def parent(self, area: str) -> str | None:
        """The area above."""
        return self._parents.get(area)

    def promised(self, group: int, area: str | None, week: str) -> set[str]:
        """Stories that editors chose for a group's other weeks."""
        wishes = (self.of(group, area, other) for other in self._weeks if other != week)
        return {wish.story for wish in wishes if wish is not None and wish.story}

    def _up(self, area: str | None) -> Iterator[str]:
        seen: set[str] = set()
        while area is not None and area not in seen:
            seen.add(area)
            yield area
            area = self._parents.get(area)
