"""The rules of the library that no single shape can hold: names and places, references, dates, what residents may be told, privacy.

`lint.py` asks each of them of the whole shelf; each yields problems, in no particular order.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from bot.library import company, leaks, speech
from bot.library.dissuasion import Dissuasion
from bot.library.document import Document, Location, where
from bot.library.english import English
from bot.library.neighbour import Neighbour
from bot.library.problem import Problem
from bot.library.schema import Family, Genuine, Kept, Pattern, Signed, Story, Strict, Talk, Taxonomy, Template
from bot.library.shelf import Shelf
from bot.library.sources import sources

Rule = Callable[[Shelf, datetime.date], Iterator[Problem]]

# Keys whose words the bots say to people. Examples, notices and lines of talk are other people's words and may hold anything invented.
TOLD: dict[type[Strict], frozenset[str]] = {
    Pattern: frozenset(Pattern.model_fields) - {"id", "author", "reviewer", "examples", "counterexamples"},
    Story: frozenset(Story.model_fields) - {"id", "author", "reviewer", "sources"},
    Genuine: frozenset({"tell", "check"}),
    Dissuasion: frozenset({"scripts", "checklist", "aftercare"}),
    Neighbour: frozenset({"name", "about", "scene", "opening", "moves", "calls", "again", "unclear", "ends"}),
    Taxonomy: frozenset({"families"}),
    Template: frozenset({"name", "text"}),
    English: frozenset(English.model_fields) - {"modified", "author", "reviewer", "family"},
}
NOT_TOLD = {("phrases", "say"), ("sources", "url")}  # what the bots listen for, and what only editors open
SAMPLES: dict[type[Strict], str] = {Pattern: "examples", Genuine: "notices", Talk: "lines"}
UNWRITTEN = "待写"
STALE = datetime.timedelta(days=365)


def names(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """The id is the file's name, and no two files of a kind share it; a pattern lies in the folder of its family."""
    taken: dict[tuple[type[Strict], str], str] = {}
    for entry, kept in shelf.of(Kept):
        if kept.id != entry.place.stem:
            yield entry.document.problem(("id",), f"id 要和文件名一样，应当是 {entry.place.stem}，现在写的是 {kept.id}")
        other = taken.setdefault((entry.kind, kept.id), str(entry.place))
        if other != str(entry.place):
            yield entry.document.problem(("id",), f"id {kept.id} 已经被 {other} 用了")
        if isinstance(kept, Pattern) and kept.family != entry.place.parts[1]:
            yield entry.document.problem(("family",), f"类型写的是 {kept.family}，文件却放在 patterns/{entry.place.parts[1]}/ 里")


def families(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """The taxonomy holds every public code in its fixed order, and each family has a pattern."""
    fixed = list(get_args(Family))
    holding = {entry.place.parts[1] for entry in shelf.entries if entry.kind is Pattern and entry.speaks}
    for entry, taxonomy in shelf.of(Taxonomy):
        codes = [family.code for family in taxonomy.families]
        if codes != fixed:
            yield entry.document.problem(("families",), f"十八个类型一个不能多、不能少、不能换顺序，应当是：{'、'.join(fixed)}")
        for index, code in enumerate(codes):
            if code not in holding:
                yield entry.document.problem(("families", index), f"类型 {code} 还没有启用的套路，请在 patterns/{code}/ 里至少写一个")
    if not shelf.places(Taxonomy) and not any(problem.path.name == "taxonomy.yaml" for problem in shelf.problems):
        yield Problem(Path(shelf.name, "taxonomy.yaml"), 1, "", "缺少类型表 taxonomy.yaml")


def references(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """A story tells of a pattern that exists, speaks and is of the same family."""
    lying = {place.stem: place.parts[1] for place in shelf.places(Pattern)}
    silent = {pattern.id for entry, pattern in shelf.of(Pattern) if not entry.speaks}
    for entry, story in shelf.of(Story):
        if story.pattern not in lying:
            yield entry.document.problem(("pattern",), f"没有叫 {story.pattern} 的套路")
        elif lying[story.pattern] != story.family:
            yield entry.document.problem(("family",), f"案例写的类型是 {story.family}，套路 {story.pattern} 属于 {lying[story.pattern]}")
        elif entry.speaks and story.pattern in silent:
            yield entry.document.problem(("pattern",), f"套路 {story.pattern} 还是草稿或已停用，案例不能先用")


def english(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """A file of English is called like its family; what it tells of exists in that family."""
    patterns = {pattern.id: pattern.family for _, pattern in shelf.of(Pattern)}
    stories = {story.id: story for _, story in shelf.of(Story)}
    for entry, told in shelf.of(English):
        if told.family != entry.place.stem:
            yield entry.document.problem(("family",), f"类型写的是 {told.family}，文件却是 {entry.place.name}")
        for pattern in told.patterns:
            if patterns.get(pattern) != told.family:
                yield entry.document.problem(("patterns", pattern), f"类型 {told.family} 里没有叫 {pattern} 的套路")
        for name, one in told.stories.items():
            story = stories.get(name)
            if story is None or story.family != told.family:
                yield entry.document.problem(("stories", name), f"类型 {told.family} 里没有叫 {name} 的案例")
            elif len(story.quiz.options) != len(one.options):
                yield entry.document.problem(("stories", name, "options"), f"选项要和中文的一样多，应当是 {len(story.quiz.options)} 个")


def dates(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """Nothing is written tomorrow or changed before it was written; what nobody has looked at for a year is worth a look."""
    for entry, kept in shelf.of(Kept):
        if kept.modified < kept.created:
            yield entry.document.problem(("modified",), f"修改日期 {kept.modified} 早于创建日期 {kept.created}")
        if kept.created > today:
            yield entry.document.problem(("created",), f"日期 {kept.created} 还没有到（今天是 {today}）")
    for entry, signed in shelf.of(Signed):
        if signed.modified > today:
            yield entry.document.problem(("modified",), f"日期 {signed.modified} 还没有到（今天是 {today}）")
        if today - signed.modified > STALE:
            at = entry.document.line(("modified",))
            yield Problem(entry.document.path, at, "modified", f"已经 {(today - signed.modified).days} 天没有复核", "warning")


def repeats(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """A text is a sample once: twice it would count double, or be called a scam here and harmless there."""
    first: dict[str, tuple[Document, Location]] = {}
    for entry in shelf.entries:
        for location, text in _strings(entry.document.data):
            if location[0] not in ("counterexamples", SAMPLES.get(entry.kind)) or location[-1] in ("voice", "stage", "tier"):
                continue
            document, other = first.setdefault(_key(text), (entry.document, location))
            if (document, other) != (entry.document, location):
                at = f"{document.path.as_posix()}:{document.line(other)}({where(other)})"
                yield entry.document.problem(location, f"这段话已经在 {at} 里了")


def once(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """A refusal has one script, a quiz no option twice; a wording that stands twice in a pattern is a slip."""
    for entry, pattern in shelf.of(Pattern):
        refusals = [(("scripts", index, "refusal"), script.refusal) for index, script in enumerate(pattern.scripts)]
        yield from (entry.document.problem(at, f"“{value}”已经有一条话术了，只留一条") for at, value in _again(refusals))
        say = [(("phrases", i, "say", j), word) for i, phrase in enumerate(pattern.phrases) for j, word in enumerate(phrase.say)]
        for at, value in _again(say):
            yield Problem(entry.document.path, entry.document.line(at), where(at), f"说法“{value}”前面已经写过", "warning")
    for entry, story in shelf.of(Story):
        options = [(("quiz", "options", index), option) for index, option in enumerate(story.quiz.options)]
        yield from (entry.document.problem(at, f"选项“{value}”写了两遍") for at, value in _again(options))


def told(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """What residents are told holds no number but 110 and 96110, no link, no blame."""
    for entry in shelf.entries:
        for location, text in _strings(entry.document.data):
            if location[0] not in TOLD.get(entry.kind, ()) or any((location[0], key) in NOT_TOLD for key in location):
                continue
            for number in leaks.numbers(text):
                yield entry.document.problem(location, f"对居民说的话里只能出现 110 和 96110，现在有 {number}")
            for link in leaks.links(text):
                yield entry.document.problem(location, f"对居民说的话里不能有网址，现在有 {link}")
            for word in leaks.blame(text):
                yield entry.document.problem(location, f"“{word}”会让受骗的人觉得被责怪，请换个说法")


def privacy(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """No line of any file, comments included, shows somebody's full card, identity number or mobile."""
    for entry in shelf.entries:
        for number, line in enumerate(entry.document.text.splitlines(), start=1):
            for reason in leaks.personal_data(line):
                yield Problem(entry.document.path, number, where(entry.document.location(number)), reason)


def variety(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """A pattern nobody can recognise before anything happened comes too late."""
    for entry, pattern in shelf.of(Pattern):
        if not any(example.stage == "contacted" for example in pattern.examples):
            at = entry.document.line(("examples",))
            yield Problem(entry.document.path, at, "examples", "没有一条“刚接触”（contacted）的例子，早期的问法最要紧", "warning")


def unwritten(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """What a draft leaves open must be filled in before anybody hears of it."""
    for entry, _ in shelf.of(Signed):
        for location, text in _strings(entry.document.data) if entry.speaks else ():
            if text.startswith(UNWRITTEN):
                yield entry.document.problem(location, f"还写着“{UNWRITTEN}”，补上以后才能启用")


RULES: tuple[Rule, ...] = (
    *(names, families, references, english, dates, sources, repeats, once, told, privacy, variety, unwritten),
    *speech.RULES,
    *company.RULES,
)


def _strings(data: Any, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text in a file with its location, depth first."""
    if isinstance(data, str):
        yield location, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _strings(value, (*location, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _strings(value, (*location, index))


def _again(values: Iterable[tuple[Location, str]]) -> Iterator[tuple[Location, str]]:
    """What stands a second time, where it does."""
    seen: set[str] = set()
    for at, value in values:
        if value in seen:
            yield at, value
        seen.add(value)


def _key(text: str) -> str:
    """A text without what does not change its meaning: width, case, blanks, punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower() or text
