"""How a script must sound: spoken in a few breaths, without threat or promise, with openers that turn the tables, and never twice alike.

Rules that `rules.py` asks of the shelf with its own; numbers, links and words of blame are looked for there.
"""

import datetime
import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from bot.library.dissuasion import Dissuasion, spoken
from bot.library.document import Document, Location, where
from bot.library.problem import Problem
from bot.library.schema import Taxonomy
from bot.library.shelf import Shelf

ALIKE = 85.0
"""Percent of rapidfuzz's ratio from which two scripts are one formula; the person who refuses may hear several of them."""
SENTENCES = range(2, 5)
REVERSALS = 2
MESSAGE, ANSWERED = "短信：", "接通后："
"""The two parts of a script for somebody who cannot be reached: what to send, and what to say first when they pick up."""

_END = re.compile(r"[。！？…]+")
_HALF_WIDTH = re.compile(r"(?<=[㐀-鿿”])[,.?!;:()]|[,?!;:()](?=[㐀-鿿“])")
_HARSH = re.compile(
    r"后果自负|执迷不悟|不听劝|说了多少遍|怎么(?:就|还)?不听|早就(?:跟|和|告诉)[您你]|别怪(?:我|民警|警察)|(?:抓|拘留|处罚)[您你]"
)
_PROMISE = re.compile(r"(?<!不)(?:一定|肯定|保证|保准|准|绝对)(?:都?能|可以|会|给[您你]|帮[您你])?(?:追|拿|要|退|找)回")
_REPORTED = re.compile(r"(?:说|讲|谁|敢|没人|称|答应|许诺|承诺|未必|不见得)[^，。；！？]{0,8}$")


def places(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """A file of scripts is called like its family, and every family has one."""
    for entry, dissuasion in shelf.of(Dissuasion):
        if dissuasion.family != entry.place.stem:
            yield entry.document.problem(("family",), f"类型写的是 {dissuasion.family}，文件名却是 {entry.place.name}")
    written = {place.stem for place in shelf.places(Dissuasion)}
    for entry, taxonomy in shelf.of(Taxonomy):
        for index, family in enumerate(taxonomy.families):
            if family.code not in written:
                yield entry.document.problem(("families", index), f"类型 {family.code} 还没有话术，请写 scripts/{family.code}.yaml")


def reviewed(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """What is called reviewed says who did it."""
    for entry, dissuasion in shelf.of(Dissuasion):
        if dissuasion.status == "reviewed" and dissuasion.reviewer is None:
            yield entry.document.problem(("reviewer",), "写着已复核（reviewed），请在 reviewer 写上复核人")


def reversals(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """People judge another's case better than their own: some scripts of a family ask them to."""
    for entry, dissuasion in shelf.of(Dissuasion):
        turned = {refusal for (refusal, _), said in spoken(dissuasion).items() if said.opener == "role_reversal"}
        if len(turned) < REVERSALS:
            reason = f"至少 {REVERSALS} 种拒绝要有换位开场（opener: role_reversal），现在有 {len(turned)} 种"
            yield entry.document.problem(("scripts",), reason)


def breath(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """Two to four sentences; for somebody out of reach a message to send and a first sentence."""
    for document, location, text in _said(shelf):
        count = len(_END.findall(text))
        if count not in SENTENCES or not _END.search(text[-2:]):
            yield document.problem(location, f"要说成 {SENTENCES[0]} 到 {SENTENCES[-1]} 句、句末有标点，现在是 {count} 句")
        marked = text.startswith(MESSAGE) and ANSWERED in text
        if location[1] == "unreachable" and not marked:
            yield document.problem(location, f"联系不上时要写两段：先“{MESSAGE}……”，再“{ANSWERED}……”")
        if location[1] != "unreachable" and (MESSAGE in text or ANSWERED in text):
            yield document.problem(location, f"“{MESSAGE}”“{ANSWERED}”只用在 unreachable 里")


def tone(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """No threat, no reproach, no promise that money comes back; Chinese punctuation, as these are Chinese sentences."""
    for document, location, text in (*_said(shelf), *_acts(shelf)):
        yield from (document.problem(location, reason) for reason in objections(text))


def objections(text: str) -> Iterator[str]:
    """What in a sentence threatens, reproaches, promises, or is not punctuated as Chinese is."""
    if harsh := _HARSH.search(text):
        yield f"“{harsh.group()}”像是在训人或者吓人，请换个说法"
    for promise in _PROMISE.finditer(text):
        if not _REPORTED.search(text[: promise.start()]):
            yield f"“{promise.group()}”是在打包票，钱能不能回来谁也不能先答应"
    if mark := _HALF_WIDTH.search(text):
        yield f"标点要用中文的，现在有 {mark.group()}"


def alike(shelf: Shelf, today: datetime.date) -> Iterator[Problem]:
    """No two scripts, of one family or of two, say the same thing in nearly the same words; no act stands twice in a list."""
    said = [*_said(shelf)]
    texts = [text for _, _, text in said]
    for index, (document, location, text) in enumerate(said):
        if before := process.extractOne(text, texts[:index], scorer=fuzz.ratio, score_cutoff=ALIKE):
            _, score, other = before
            yield document.problem(location, f"和 {_place(*said[other][:2])} 几乎一样（{score:.0f}%），换个说法")
    for document, location, text in _acts(shelf):
        if text in document.data[location[0]][: location[1]]:
            yield document.problem(location, "这一条前面已经写过")


RULES = (places, reviewed, reversals, breath, tone, alike)


def _said(shelf: Shelf) -> Iterator[tuple[Document, Location, str]]:
    """Every script with its place."""
    for entry, dissuasion in shelf.of(Dissuasion):
        for (refusal, speaker), said in spoken(dissuasion).items():
            yield entry.document, ("scripts", refusal, speaker, "say"), said.say


def _acts(shelf: Shelf) -> Iterator[tuple[Document, Location, str]]:
    """Every line of the lists with its place."""
    for entry, dissuasion in shelf.of(Dissuasion):
        for key in ("checklist", "aftercare"):
            for index, act in enumerate(getattr(dissuasion, key)):
                yield entry.document, (key, index), act


def _place(document: Document, location: Location) -> str:
    return f"{document.path.as_posix()}:{document.line(location)}({where(location)})"
