"""An officer's answer becomes a draft that the linter accepts, that says nothing yet, and that never replaces a file."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import yaml

from bot import clock
from bot.asking import drafts, questions, rulings
from bot.asking.questions import Asked
from bot.errors import OperatorError
from bot.library import lint
from bot.library.draft import Asked as Example
from bot.library.draft import Draft, write
from bot.office import Office
from bot.settings import HOUSE
from bot.store.models import Review
from tests.conftest import NEIGHBOUR, OFFICER, RESIDENT

ODD = "说是天眼共富的名额轮到我家了,明天派人来登记,打13812345678找小王"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the library that may be written to."""
    return Path(shutil.copytree(HOUSE / "content", tmp_path / "content"))


async def ruled(office: Office, **answer: Any) -> int:
    """A question that two people asked and doubted, answered by the officer."""
    for asker, text in ((RESIDENT, ODD), (NEIGHBOUR, ODD.replace("我家", "我妈家里"))):
        asked = await questions.ask(office, Asked(f"community:{asker}", asker, text))
        await questions.rate(office, asked.question, asker, useful=False)
    card = await rulings.top(office, OFFICER)
    assert card is not None
    await rulings.advise(office, card.number, OFFICER, "没有这样的国家项目，先别登记。")
    if answer:
        await rulings.rule(office, card.number, OFFICER, **answer)
    return card.number


async def test_an_accepted_answer_becomes_a_draft_that_passes_the_linter_and_is_silent(office: Office, content: Path) -> None:
    number = await ruled(office, scam=True, family="pension")
    before = lint.lint(content)
    path = write(content, await drafts.of_review(office.store, office.cipher, number))
    assert path == content / "patterns" / "pension" / f"review-{number}.yaml"
    assert lint.lint(content) == before
    file = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert (file["status"], file["family"]) == ("draft", "pension")
    assert "天眼共富" in file["examples"][0]["text"]
    assert "13812345678" not in path.read_text(encoding="utf-8")
    assert file["advice"]["contacted"] == "没有这样的国家项目，先别登记。"


async def test_an_editor_s_file_is_never_overwritten(office: Office, content: Path) -> None:
    draft = await drafts.of_review(office.store, office.cipher, await ruled(office, scam=True, family="other"))
    path = write(content, draft)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OperatorError, match="已经有了"):
        write(content, draft)
    assert path.read_text(encoding="utf-8") == "mine"


async def test_only_an_answer_that_it_is_a_scam_becomes_a_draft(office: Office) -> None:
    number = await ruled(office)
    for wrong, reason in ((4711, "没有待核实 4711 号"), (number, "还没有民警的答复")):
        with pytest.raises(OperatorError, match=reason):
            await drafts.of_review(office.store, office.cipher, wrong)
    await rulings.rule(office, number, OFFICER, scam=False)
    with pytest.raises(OperatorError, match="不是诈骗"):
        await drafts.of_review(office.store, office.cipher, number)
    async with office.store.begin() as session:
        await session.execute(sa.update(Review).values(scam=True, asked_at=clock.now() - timedelta(days=365)))
    await questions.expire(office)
    with pytest.raises(OperatorError, match="过了保存期"):
        await drafts.of_review(office.store, office.cipher, number)


def test_a_draft_that_is_not_finished_may_not_speak(content: Path) -> None:
    path = write(content, Draft(119, "other", [Example("有人说名额轮到我家了,让我登记", "contacted", "low")], ""))
    path.write_text(path.read_text(encoding="utf-8").replace("status: draft", "status: stable"), encoding="utf-8")
    reasons = [problem.reason for problem in lint.lint(content) if problem.path.name == path.name and problem.severity == "error"]
    assert len(reasons) > 10
    assert all("待写" in reason for reason in reasons)


def test_what_the_linter_refuses_is_not_left_lying(content: Path) -> None:
    known = yaml.safe_load((content / "patterns" / "police" / "safe-account.yaml").read_text(encoding="utf-8"))["examples"][0]["text"]
    with pytest.raises(OperatorError, match="已经在"):
        write(content, Draft(7, "police", [Example(known, "contacted", None)], ""))
    assert not (content / "patterns" / "police" / "review-7.yaml").exists()
