"""Well-formed files → the cards and samples that the bots and triage work with.

Between `shelf.py` (what editors wrote) and `compile.py` (what is written to library.db). Only what speaks goes in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.library.cards import (
    DissuasionCard,
    EnglishCard,
    FamilyCard,
    Library,
    MoveCard,
    NeighbourCard,
    PatternCard,
    PhraseCard,
    Sample,
    Script,
    StoryCard,
    TemplateCard,
)
from bot.library.dissuasion import Dissuasion, spoken
from bot.library.document import Location
from bot.library.english import English
from bot.library.neighbour import Neighbour
from bot.library.schema import Genuine, Pattern, Source, Story, Talk, Taxonomy, Template
from bot.library.shelf import Entry, Shelf


@dataclass(frozen=True, slots=True)
class Filed:
    """A sample and where an editor finds it; `voice` is who speaks, for examples."""

    sample: Sample
    path: Path
    line: int
    voice: str | None = None


def assemble(shelf: Shelf, version: str) -> Library:
    """The library without what triage fits; expects a shelf without errors."""
    families = {family.code: family for family in _families(shelf)}
    patterns = {pattern.id: pattern_card(pattern) for entry, pattern in shelf.of(Pattern) if entry.speaks}
    stories = {story.id: story_card(story) for entry, story in shelf.of(Story) if entry.speaks}
    cards = (dissuasion_card(dissuasion) for _, dissuasion in shelf.of(Dissuasion))
    dissuasions = {card.family: card for card in cards}
    templates = {one.id: TemplateCard(one.id, one.name, one.text) for entry, one in shelf.of(Template) if entry.speaks}
    neighbours = {one.id: neighbour_card(one) for entry, one in shelf.of(Neighbour) if entry.speaks}
    english = {card.family: card for card in (english_card(one) for _, one in shelf.of(English))}
    said = tuple(filed.sample for filed in samples(shelf))
    return Library(version, families, patterns, stories, said, dissuasions, neighbours, templates=templates, english=english)


def samples(shelf: Shelf) -> list[Filed]:
    """Every labelled text in the order of files: examples are scams; counterexamples, genuine notices and talk are benign."""
    found: list[Filed] = []
    for entry in shelf.entries:
        if entry.speaks:
            found += _samples(entry)
    return found


def pattern_card(pattern: Pattern) -> PatternCard:
    """What the bots say of a pattern."""
    return PatternCard(
        id=pattern.id,
        name=pattern.name,
        family=pattern.family,
        status=pattern.status.value,
        summary=pattern.summary,
        red_flag=pattern.red_flag,
        predicts=pattern.predicts,
        questions=tuple(pattern.questions),
        advice=pattern.advice.model_dump(),
        scripts={script.refusal: script.say for script in pattern.scripts},
        lookalikes=tuple((lookalike.what, lookalike.tell) for lookalike in pattern.lookalikes),
        phrases=tuple(PhraseCard(tuple(phrase.say), phrase.why, phrase.weight) for phrase in pattern.phrases),
        tags=tuple(pattern.tags),
        source=source_line(pattern.sources[0]),
    )


def story_card(story: Story) -> StoryCard:
    """What a group reads as its case of the week."""
    return StoryCard(
        id=story.id,
        title=story.title,
        family=story.family,
        pattern=story.pattern,
        tags=tuple(story.tags),
        months=tuple(story.months),
        sentences=tuple(story.sentences),
        red_flag=story.red_flag,
        basis=story.basis,
        question=story.quiz.question,
        options=tuple(story.quiz.options),
        answer=story.quiz.answer,
        explanation=story.quiz.explanation,
        form=story.form,
    )


def dissuasion_card(dissuasion: Dissuasion) -> DissuasionCard:
    """What the desk says and does about a family."""
    scripts = {
        said_to: Script("/".join((dissuasion.family, *said_to)), dissuasion.version, said.say, said.opener, dissuasion.status)
        for said_to, said in spoken(dissuasion).items()
    }
    return DissuasionCard(dissuasion.family, scripts, tuple(dissuasion.checklist), tuple(dissuasion.aftercare))


def neighbour_card(neighbour: Neighbour) -> NeighbourCard:
    """What a resident plays with."""
    plain = {key: getattr(neighbour, key) for key in ("id", "family", "pattern", "name", "about", "scene", "opening", "trust", "turns")}
    return NeighbourCard(
        **plain,
        also=tuple(neighbour.also),
        moves={kind: MoveCard(**{**move.model_dump(), "heard": tuple(move.heard)}) for kind, move in neighbour.moves.items()},
        calls=tuple((call.at, call.line) for call in neighbour.calls),
        again=tuple(neighbour.again),
        unclear=tuple(neighbour.unclear),
        ends=neighbour.ends.model_dump(),
    )


def english_card(english: English) -> EnglishCard:
    """What is said of a family where English is spoken."""
    return EnglishCard(**{key: english.model_dump()[key] for key in EnglishCard.__dataclass_fields__})


def source_line(source: Source) -> str:
    """`公安部《…》(2024-05-20)`: printable, without the address, which is for editors only."""
    title = source.title if "《" in source.title else f"《{source.title}》"
    return f"{source.publisher}{title}" + (f"({source.date})" if source.date else "")


def _families(shelf: Shelf) -> Iterator[FamilyCard]:
    for _, taxonomy in shelf.of(Taxonomy):
        for family in taxonomy.families:
            yield FamilyCard(family.code, family.name, family.ask, family.about)


def _samples(entry: Entry) -> Iterator[Filed]:
    model, document = entry.model, entry.document

    def filed(sample: Sample, location: Location, voice: str | None = None) -> Filed:
        return Filed(sample, document.path, document.line(location), voice)

    if isinstance(model, Pattern):
        for index, one in enumerate(model.examples):
            example = Sample(one.text, "scam", "example", model.family, model.id, one.stage, one.tier)
            yield filed(example, ("examples", index), one.voice)
        for index, text in enumerate(model.counterexamples):
            yield filed(Sample(text, "benign", "counterexample", model.family, model.id), ("counterexamples", index))
    elif isinstance(model, Genuine):
        for index, text in enumerate(model.notices):
            yield filed(Sample(text, "benign", "genuine"), ("notices", index))
    elif isinstance(model, Talk):
        for index, text in enumerate(model.lines):
            yield filed(Sample(text, "benign", model.kind), ("lines", index))
