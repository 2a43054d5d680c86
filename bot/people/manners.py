"""What a group's administrators choose in chat: language, when the case of the week comes, who they are, listening, the introduction.

Way of a choice: `/settings` → a button → here, in one transaction with the log of acts → the card as it is now. Each choice says what shall
be, not what shall change, so that it can come twice. Whether the person may choose is the edge's to find out, at Telegram, at every press.
"""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, texts
from bot.deployment_entries import BulletinSlot
from bot.errors import UserError
from bot.library.schema import Tag
from bot.office import Office
from bot.people import introductions
from bot.publicity import budget, bulletins
from bot.publicity.notice_pages import mark
from bot.publicity.schedule import parse_slot
from bot.store import acts, areas, deployments, groups, notices
from bot.store.models import Group

SLOT = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)-(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True)
class Trait:
    """Something a group may be: its name, the mark by which a button carries it, and whether it was chosen."""

    mark: str
    name: str
    on: bool


@dataclass(frozen=True, slots=True)
class Manners:
    """What a group chose, as `/settings` shows it.

    area: its name, None while nobody bound it · languages: what may be chosen · slot: the group's own, `none`, or None for the common one ·
    introduction: the words in force, empty for the house's own; own: they are this group's · watch: None where it is not offered ·
    a_day: so many messages at most come unasked in one day.
    """

    area: str | None
    language: str
    languages: tuple[str, ...]
    slot: str | None
    common: str
    traits: tuple[Trait, ...]
    introduction: str
    own: bool
    watch: bool | None
    a_day: int


async def look(office: Office, chat: int, title: str = "") -> Manners:
    """What a group chose so far; one that was never heard of is known from now on."""
    async with office.store.begin() as session:
        return await _manners(office, session, await _row(session, chat, title))


async def set_language(office: Office, chat: int, by: int | None, language: str) -> Manners:
    """What the bot speaks in this group; raises UserError settings-gone for a language that is not offered."""
    if language not in texts.offered():
        raise UserError("settings-gone")
    return await _choose(office, chat, by, lambda row: {"language": language})


async def set_slot(office: Office, chat: int, by: int | None, slot: str) -> Manners:
    """When the case of the week comes: `fri-1930`, `none`, or `common` for the deployment's; raises UserError settings-gone."""
    found = SLOT.fullmatch(slot)
    if slot not in ("none", "common") and found is None:
        raise UserError("settings-gone")
    own = f"{found[1]} {found[2]}:{found[3]}" if found else None if slot == "common" else "none"
    if found and own:
        try:
            parse_slot(own)
        except ValueError as wrong:
            raise UserError("settings-gone") from wrong
    return await _choose(office, chat, by, lambda row: {"bulletin_at": own})


async def set_trait(office: Office, chat: int, by: int | None, trait: str, on: bool) -> Manners:
    """Whether a group has a trait, by its mark; raises UserError settings-gone for one that nobody knows."""
    async with office.store.begin() as session:
        known = {mark(tag): tag for tag in await _known(session, await _row(session, chat))}
    if trait not in known:
        raise UserError("settings-gone")
    tag = known[trait]

    def wanted(row: Group) -> dict[str, Any]:
        return {"tags": row.tags if on == (tag in row.tags) else [*row.tags, tag] if on else [one for one in row.tags if one != tag]}

    return await _choose(office, chat, by, wanted)


async def set_watch(office: Office, chat: int, by: int | None, on: bool) -> Manners:
    """Whether the bot listens; raises UserError settings-gone where that is not offered."""
    if not office.listens:
        raise UserError("settings-gone")
    return await _choose(office, chat, by, lambda row: {"watch": on})


async def introduce(office: Office, chat: int, by: int | None, words: str | None) -> Manners:
    """What the bot says when it comes into this group; None for what it says elsewhere. Raises UserError words-…"""
    kept = introductions.checked(words) if words is not None else None
    if kept is not None and (await asyncio.to_thread(office.triage.judge, kept)).level == "scam":
        raise UserError("words-scam")

    def wanted(row: Group) -> dict[str, Any]:
        if kept == (office.cipher.open(row.introduction) if row.introduction else None):
            return {}
        return {"introduction": office.cipher.seal(kept) if kept is not None else None}

    return await _choose(office, chat, by, wanted)


async def _choose(office: Office, chat: int, by: int | None, wanted: Callable[[Group], dict[str, Any]]) -> Manners:
    """Set what differs and put it on record, once: what was changed and not to what, since the log is for ever."""
    async with office.store.begin() as session:
        row = await _row(session, chat)
        changes = {name: value for name, value in wanted(row).items() if getattr(row, name) != value}
        if changes:
            row.filed, before = groups.filed(row), row.bulletin_at
            for name, value in changes.items():
                setattr(row, name, value)
            if "bulletin_at" in changes:
                row.slot_since, row.slot_before, before = clock.now(), None, row.slot_before or before
                await bulletins.keep_weeks(office, session, {row: before})
            await acts.write(session, clock.now(), None, "settings", {"chat": chat, "changed": sorted(changes)}, person=by)
        return await _manners(office, session, row)


async def _row(session: AsyncSession, chat: int, title: str = "") -> Group:
    row = await groups.by_chat(session, chat)
    if row is None:
        return await groups.add(session, chat=chat, title=title, created_at=clock.now())
    if row.removed_at is not None:
        raise UserError("settings-gone")
    return row


async def _manners(office: Office, session: AsyncSession, row: Group) -> Manners:
    plan = await deployments.plan(session) or {}
    area = await areas.get(session, row.area) if row.area and row.retired_at is None else None
    own = office.cipher.open(row.introduction) if row.introduction else ""
    return Manners(
        area=area.name if area else None,
        language=row.language if row.language in texts.offered() else texts.LANGUAGE,
        languages=texts.offered(),
        slot=row.bulletin_at,
        common=plan.get("bulletin", {}).get("at", BulletinSlot().at),
        traits=tuple(Trait(mark(tag), tag, tag in row.tags) for tag in await _known(session, row)),
        introduction=own or plan.get("introduction", ""),
        own=bool(own),
        watch=row.watch if office.listens else None,
        a_day=plan.get("messages_per_day") or budget.A_DAY,
    )


async def _known(session: AsyncSession, row: Group) -> Sequence[str]:
    """What a group may be: what the library speaks of, and whatever else this group and those around it are called."""
    around = await notices.tags(session, [row.area]) if row.area else []
    return list(dict.fromkeys([*get_args(Tag), *row.tags, *around]))
