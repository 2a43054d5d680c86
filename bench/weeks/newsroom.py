"""Where the year takes place: a library of stories, a district with four stations, an office whose process may die."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from dbos import DBOS

from bench.timetable import Timetable
from bench.weeks.mortal import MortalStore, Silent
from bot.deployment import Deployment
from bot.library.cards import Library, StoryCard
from bot.office import Office, leave, occupy
from bot.privacy import Cipher
from bot.publicity import bulletins, recalling
from bot.settings import Settings
from bot.setup import apply

COMMON = "mon 09:00"
TAGS = ("elderly", "students", "factory", "accountants")
FAMILIES = ("brushing", "police", "loan", "romance", "investment", "shopping", "credit", "game")
OPERATOR, EDITOR = 9001, 20


def shelf(count: int) -> Library:
    """A library of so many stories."""
    stories = {}
    for k in range(count):
        family = FAMILIES[k % len(FAMILIES)]
        months = tuple(range(k % 12 + 1, k % 12 + 3)) if k % 5 == 0 and k % 12 < 11 else ()
        stories[f"s{k:02d}"] = StoryCard(
            f"s{k:02d}", f"案例{k:02d}", family, f"{family}-one", (TAGS[k % len(TAGS)],) if k % 3 == 0 else (), months,
            ("从前。", "后来。", "现在。"), "要您转账的都是骗子", "据通报改写", f"案例{k:02d}里该怎么办?",
            ("转账", "挂断"), 1, "挂断最稳妥",
        )  # fmt: skip
    return Library("none", {}, {}, stories, ())


class Play(Timetable):
    """The engine: editions that the audit found missing, reports of recalls, and what operators hear, are played at once."""

    def __init__(self, store: Any, voice: Silent) -> None:
        super().__init__(store, whole=False)
        self._bodies = {"bulletin": bulletins.plan_edition, "tell_operator": voice.say, "recall_report": recalling.look}


def deployment() -> dict[str, Any]:
    """One district with four stations, and a leader who edits."""
    areas: list[dict[str, Any]] = [
        {"code": "city", "name": "本市", "level": "city"},
        {"code": "d", "name": "本区", "level": "district", "parent": "city"},
    ]
    for number in range(4):
        areas.append({"code": f"s{number}", "name": f"{number}所", "level": "station", "parent": "d"})
        areas.append({"code": f"s{number}-1", "name": f"{number}社区", "level": "community", "parent": f"s{number}"})
    staff = [{"telegram": EDITOR, "name": "编辑", "role": "leader", "area": "d"}]
    return {"areas": areas, "staff": staff, "groups": [], "bulletin": {"at": COMMON, "timezone": "Asia/Shanghai"}}


@asynccontextmanager
async def newsroom(url: str, folder: Path, stories: int) -> AsyncIterator[tuple[Office, Play, Silent]]:
    """An office on an empty database, its engine, and what operators hear."""
    settings = Settings(database_url=url, data_dir=folder, secret_key="weeks", operators=(OPERATOR,), _env_file=None)
    store, voice = MortalStore(settings.database, folder), Silent()
    await store.migrate()
    await asyncio.to_thread(DBOS.migrate, store.plain_url)
    engine = Play(store, voice)
    office = Office(settings, store, Cipher("weeks"), shelf(stories), cast(Any, None), engine, duty=cast(Any, voice))
    await apply(store, Deployment.model_validate(deployment()))
    engine.lend()
    occupy(office)
    try:
        yield office, engine, voice
    finally:
        leave()
        engine.give_back()
        store.life = None
        await store.close()
