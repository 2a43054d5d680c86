"""The house keeps its own rules: arrows between rooms, settings and texts in step with the code, the schema in step with the models."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor
from pydantic import AliasChoices
from typer.main import get_command

from bot.__main__ import app
from bot.asking.attachments import UNREAD, Kind
from bot.desk.clues import KINDS as CLUES
from bot.desk.followups import OUTCOMES
from bot.desk.handing import HANDED_WHY
from bot.desk.lookback import ACTS
from bot.desk.lookback import OUTCOMES as ENDED_BADLY
from bot.desk.moves import HELD, MOVES, STEPS
from bot.desk.scripts import REFUSALS
from bot.helping.volunteering import KINDS as HELPERS
from bot.library.catalogues import outdated, write
from bot.library.schema import Tag
from bot.publicity.notices import KINDS as NOTICE_KINDS
from bot.publicity.schedule import DAYS
from bot.settings import HOUSE, Settings
from bot.stop.transfers import CHOICES, KEYS, PAID
from bot.store.engine import Store
from bot.store.kin import UNDER_WAY
from bot.store.models import Base
from bot.texts import LANGUAGES, catalogue, offered
from bot.triage.clarify import FACTS
from bot.watching.audit import KINDS
from handlers.duty.commands import ANYBODY, LEADING

CHINESE = re.compile("[㐀-鿿、。，：；「」（）]")
CODE = sorted(path for room in ("bot", "handlers") for path in (HOUSE / room).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """(module, name) of every import in a file, wherever it stands; name is empty for `import module`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)} imports relatively"
            yield from ((node.module or "", alias.name) for alias in node.names)


def into(path: Path, package: str) -> set[str]:
    """What a file imports from a package: names, or modules."""
    return {name or module for module, name in imports(path) if f"{module}.".startswith(f"{package}.") or f"{module}.{name}" == package}


WEB = ("starlette", "fastapi", "nicegui", "uvicorn", "aiohttp")
ARROWS = [
    ("bot/*", ("handlers", "sandbox", "aiogram", "telegram", *WEB)),
    ("bot/store/*", ("bot.library", "bot.triage", "bot.office", "bot.texts", "bot.durable")),
    ("bot/triage/*", ("bot.store", "bot.office", "bot.texts", "bot.durable", "bot.settings", "httpx", "yaml")),
    ("bot/library/*", ("bot.store", "bot.office", "bot.durable")),
    ("handlers/*", ("sqlalchemy", "alembic", "dbos", "sandbox", "nicegui", "bot.triage", "bot.durable")),
    ("handlers/community/*", ("telegram", "handlers.duty", "bot.store", "httpx")),
    ("handlers/duty/*", ("aiogram", "handlers.community", "bot.store")),
]
COMPOSITION_ROOT = "bot/__main__.py"


@pytest.mark.parametrize(("rooms", "forbidden"), ARROWS, ids=[rooms for rooms, _ in ARROWS])
def test_arrows_point_one_way(rooms: str, forbidden: tuple[str, ...]) -> None:
    files = [path for path in CODE if fnmatch(name_of(path), rooms) and name_of(path) != COMPOSITION_ROOT]
    assert files
    wrong = [f"{name_of(path)} → {package}" for path in files for package in forbidden if into(path, package)]
    assert wrong == []


HOMES = {
    "sqlalchemy": ("bot/store/*", "bot/durable*.py"),
    "alembic": ("bot/store/*",),
    "dbos": ("bot/durable*.py",),
    "sqlite_utils": ("bot/library/*",),
    "yaml": ("bot/library/*",),
    "aiogram": ("handlers/community/*",),
    "telegram": ("handlers/duty/*",),
    "apscheduler": ("bot/publicity/bulletins.py", "bot/desk/followups.py"),
    "openai": ("bot/asking/model_server.py",),
}
VISITS = {
    # a service's helper takes the session of its caller's transaction, and nothing else of SQL
    "bot/*": {"AsyncSession"},
    # a database that cannot be opened is said in plain words
    "bot/opening.py": {"SQLAlchemyError"},
    "bot/commands/terminal.py": {"SQLAlchemyError"},
    # the ladder waits for 签收 inside the workflow engine
    "bot/desk/escalation.py": {"DBOS"},
}


WITHOUT_ROWS = ("bot/triage/*", "bot/library/*", "bot/publicity/poster/*")
"""Rooms that know nothing of the database, not even a session."""


def is_visit(path: Path, names: set[str]) -> bool:
    name = name_of(path)
    rows = not any(fnmatch(name, room) for room in WITHOUT_ROWS)
    return rows and any(fnmatch(name, file) and names == VISITS[file] for file in VISITS)


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_at_home_in_one_room(library: str) -> None:
    strangers = {
        name_of(path): names
        for path in CODE
        if (names := into(path, library)) and not any(fnmatch(name_of(path), home) for home in HOMES[library]) and not is_visit(path, names)
    }
    assert strangers == {}


def test_the_way_in_knows_of_the_store_only_its_lock() -> None:
    assert into(HOUSE / "handlers/intake.py", "bot.store") == {"Lock"}


def variables() -> set[str]:
    """Names in the environment that settings read."""
    names = set()
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        names.add(str(alias.choices[0]) if isinstance(alias, AliasChoices) else f"SHOUWANG_{name.upper()}")
    return names


def test_the_example_environment_lists_every_setting_and_nothing_else() -> None:
    listed = re.findall(r"^([A-Z_]+)=", (HOUSE / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(variables())


def test_the_example_environment_as_it_stands_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in variables():
        monkeypatch.delenv(name, raising=False)
    assert Settings(_env_file=HOUSE / ".env.example") == Settings(_env_file=None)


class Asked(Visitor):
    """Collects the values that a text needs."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:
        self.names.add(node.id.name)


@cache
def needed(language: str = "zh-Hans") -> dict[str, set[str]]:
    """Every written text and the values it needs."""
    texts: dict[str, set[str]] = {}
    for file in sorted((HOUSE / "content" / "texts" / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, fluent.Message):
                assert entry.id.name not in texts, f"{entry.id.name} is written twice"
                asked = Asked()
                asked.visit(entry)
                texts[entry.id.name] = asked.names
            else:
                assert not isinstance(entry, fluent.Junk), f"{file.name}: {entry.content!r} cannot be read"
    return texts


SPEAKERS = {"say": 0, "written": 0, "UserError": 0, "Outcome": 0, "Welcome": 0, "Standing": 0, "tell": 2}
"""Who takes the key of a text, and at which place."""


def spoken() -> Iterator[tuple[str, ast.Call | None, ast.expr]]:
    """Where the code names a text: file and line, the call if it is one, and the expression of the key."""
    for path in CODE:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "key":
                yield f"{name_of(path)}:{node.lineno}", None, node.value
            if not isinstance(node, ast.Call):
                continue
            speaker = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
            place = SPEAKERS.get(speaker)
            if place is not None and len(node.args) > place:
                yield f"{name_of(path)}:{node.lineno}", node, node.args[place]


def literals(key: ast.expr) -> Iterator[str]:
    """The keys an expression may be, as far as they are written out: a word, either side of a choice, the values of a table."""
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        yield key.value
    elif isinstance(key, ast.IfExp):
        yield from literals(key.body)
        yield from literals(key.orelse)
    elif isinstance(key, ast.Call) and isinstance(key.func, ast.Attribute) and key.func.attr == "get":
        table = key.func.value
        for choice in (*(table.values if isinstance(table, ast.Dict) else ()), *key.args[1:]):
            yield from literals(choice)


def test_every_text_that_the_code_names_is_written() -> None:
    missing = [f"{where} {key}" for where, _, expression in spoken() for key in literals(expression) if key not in needed()]
    assert missing == []


def test_every_text_gets_the_values_it_needs() -> None:
    short = []
    for where, call, expression in spoken():
        if call is None:
            continue
        given = {keyword.arg for keyword in call.keywords}
        open_ended = None in given or any(not isinstance(value, ast.Constant) for value in call.args[1:])
        for key in literals(expression):
            if isinstance(call.func, ast.Name) and call.func.id in ("say", "written", "UserError") and not open_ended and key in needed():
                short += [f"{where} {key} needs {name}" for name in needed()[key] - given]
    assert short == []


FAMILIES = {
    "handed-why-*": set(HANDED_WHY),
    "tier-*": {"urgent", "high", "medium", "low"},
    "answer-*": {"scam", "unsure", "clear"},
    "answer-*-named": {"scam", "unsure"},
    "advice-*": {"contacted", "engaged", "remote", "paid", "after"},
    "clue-*": set(CLUES),
    "refusal-*": set(REFUSALS),
    "followup-came-*": set(OUTCOMES),
    "closure-*": {"signed", "contacted", "closed", "false-alarm"},
    "receipt-group-*": {"signed", "contacted", "closed", "false-alarm"},
    "step-*": set(STEPS) | {"end"},
    "outcome-*": {f"{move.step}-{move.outcome}" for move in MOVES},
    "next-*": {f"{move.step}-{move.outcome}" for move in MOVES if move.step != "analysis" and (move.target is None or move.target in HELD)},
    "card-analysis-*": {move.outcome for move in MOVES if move.step == "analysis"},
    "button-*": {move.outcome for move in MOVES if move.step == "end"},
    "review-said-*": {"scam", "unsure", "clear"},
    "review-said-*-unknown": {"scam", "unsure", "clear"},
    "fact-*": set(FACTS),
    "unread-*": set(UNREAD),
    "stop-ask-*": set(KEYS),
    "stop-field-*": {*KEYS, PAID},
    "stop-choice-*": set(CHOICES),
    "stop-doubt-*": {"card", "wallet", "phone", "link"},
    "reported-*": set(get_args(Kind)),
    "audit-*": set(KINDS),
    "audit-role-*": {"community", "duty"},
    "lookback-*": {act.replace("_", "-") for act in ACTS},
    "outcome-feedback-*": set(ENDED_BADLY),
    "kind-*": {*HELPERS, "grid-worker"},
    "plea-*": {"taken", "over", "thanks"},
    "helped-*": {"going", "back", "nobody"},
    "family-button-*": {"always", "ask"},
    "kin-news-*": {"agreed", "left"},
    "kin-over-*": {"relative", "owner", "officer"},
    "kin-said-*": {"yes", "later", "lost"},
    "kin-state-*": {*UNDER_WAY} - {"due"},
    "kin-told-*": {"yes", "later", "lost", "unreachable", "unasked", "allowed", "refused"},
    "role-*": {"officer", "leader", "grid-worker"},
    "notice-kind-*": set(NOTICE_KINDS),
    "notice-tag-*": {tag.replace("_", "-") for tag in get_args(Tag)},
    "notice-why-*": {
        "blocked",
        "gone",
        "moved",
        "muted",
        "unpictured",
        "topic",
        "refused",
        "flood",
        "line",
        "held",
        "full",
        "stays",
        "late",
        "twice",
        "crash",
        "uncertain",
        "error",
    },
    "settings-day-*": set(DAYS),
    "settings-language-*": set(LANGUAGES),
    "week-state-*": {
        "planned",
        "sending",
        "card-sent",
        "quiz-sending",
        "sent",
        "unknown",
        "failed",
        "skipped",
        "quiz-going",
        "card-going",
        "withdrawn",
    },
    "duty-command-*": {*ANYBODY, *LEADING},
}
"""Texts whose key is put together: what may stand for the star."""


def acts() -> set[str]:
    """What may be noted in an alert's history and is shown: the act as the text's key has it."""
    noted = set()
    for path in CODE:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "alerts.note" and len(node.args) > 4:
                assert isinstance(node.args[4], ast.Constant)
                noted.add(str(node.args[4].value).replace("_", "-"))
    return noted - {"read"}


def patterns() -> set[str]:
    """Keys that the code puts together, with a star for each part that is filled in."""
    together = (key for _, _, key in spoken() if isinstance(key, ast.JoinedStr))
    return {"".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in key.values) for key in together}


def test_every_member_of_a_family_of_texts_is_written() -> None:
    families = {**FAMILIES, "log-*": acts()}
    missing = [key for family, members in families.items() for one in members if (key := family.replace("*", one)) not in needed()]
    assert missing == []
    assert set(families) == patterns()


def test_every_text_that_is_written_is_used() -> None:
    words = {node.value for path in CODE for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    families = {**FAMILIES, "log-*": acts()}
    together = {family.replace("*", one) for family, members in families.items() for one in members}
    assert sorted(needed().keys() - words - together) == []


def test_the_catalogue_reads_what_is_written() -> None:
    assert catalogue().keys == set(needed())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_texts_with_the_same_values(language: str) -> None:
    assert needed(language) == needed()
    assert language in offered()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_said_in_every_language(language: str) -> None:
    texts = catalogue(language)
    for key, names in needed(language).items():
        for sample in (0, 1, 2, 21, "x"):
            assert texts.say(key, dict.fromkeys(names, sample)).strip(), key


def test_no_chinese_is_left_in_english() -> None:
    said = {key: catalogue("en").say(key, dict.fromkeys(names, 2)) for key, names in needed("en").items()}
    assert {key for key, text in said.items() if CHINESE.search(text)} <= {"settings-language-zh-Hans", "settings-language-zh-Hant"}


def test_the_texts_in_traditional_chinese_are_up_to_date() -> None:
    assert outdated(HOUSE / "content" / "texts") == []


def test_a_text_written_by_hand_survives_the_next_conversion(tmp_path: Path) -> None:
    (tmp_path / "zh-Hans").mkdir()
    (tmp_path / "zh-Hans" / "some.ftl").write_text("# 开头\n\none = 群里的话\ntwo =\n    两行\n    说话\nthree = 后面\n", encoding="utf-8")
    assert len(write(tmp_path)) == 1
    made = tmp_path / "zh-Hant" / "some.ftl"
    made.write_text(
        made.read_text(encoding="utf-8").replace("two =\n    兩行\n    說話", "# 手定：换一种说法\ntwo = 別的話"), encoding="utf-8"
    )
    assert outdated(tmp_path) == []
    (tmp_path / "zh-Hans" / "some.ftl").write_text("one = 群里的话\ntwo = 三行\nthree = 前后\n", encoding="utf-8")
    assert write(tmp_path) == [made]
    assert made.read_text(encoding="utf-8") == "one = 群裏的話\n# 手定：换一种说法\ntwo = 別的話\nthree = 前後\n"


async def test_the_migrations_make_what_the_models_say(store: Store) -> None:
    def differences(connection: sa.Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata))

    if store.sqlite:  # where the workflow engine's tables stand among ours
        Path(str(store.url.database)).unlink()
        await store.migrate()
    async with store.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_migrating_again_is_nothing(store: Store) -> None:
    await store.migrate()


def commands() -> Iterator[str]:
    """Every command of the command line, as it is typed."""
    for name, command in get_command(app).commands.items():
        yield from (f"{name} {inner}" for inner in command.commands) if hasattr(command, "commands") else [name]


def test_every_command_is_documented() -> None:
    pages = [HOUSE / "README.md", HOUSE / "README.zh-CN.md", *(HOUSE / "docs").glob("*.md")]
    told = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert [command for command in commands() if f"shouwang {command}" not in told and f"make {command}" not in told] == []


ROOMS = ("bot", "handlers", "sandbox", "content", "docs", "deploy", "bench", "tests", ".ci")
FOREIGN = {
    "a path of somebody's machine": re.compile(r"(?<![\w.:/])/(?:work|tmp|root|home/\w+|Users/\w+)/"),
    "the host of a package registry": re.compile(
        r"(?i)pypi\.(?:org|python)|pythonhosted|registry\.npmjs|index-url|mirrors?\.\w+\.(?:com|cn|edu)"
    ),
}


def written() -> Iterator[Path]:
    """Every text file of the repository."""
    yield from (HOUSE / name for name in ("pyproject.toml", "requirements.lock", "Makefile", ".env.example", ".gitignore"))
    yield from HOUSE.glob("*.md")
    for room in ROOMS:
        for path in sorted((HOUSE / room).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix not in {".png", ".jpg", ".db"}:
                yield path


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_names(what: str) -> None:
    own = Path(__file__)
    found = [
        f"{name_of(path)}: {hit.group()}" for path in written() if path != own for hit in FOREIGN[what].finditer(path.read_text("utf-8"))
    ]
    assert found == []
