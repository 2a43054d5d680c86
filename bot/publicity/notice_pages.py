"""A notice as a page of its dialogue: whom it would reach, what groups would see, what may be chosen, who has to approve it.

Row → `card` → the duty bot. Who changes or sends a notice (bot.publicity.notices, bot.publicity.noticing) asks here first what they may.
"""

import zlib
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.desk.moves import MAY_SIGN
from bot.errors import UserError
from bot.messenger import Media, Post
from bot.office import Office
from bot.publicity import broadcasts
from bot.publicity.broadcasts import Audience
from bot.publicity.deliveries import framed
from bot.publicity.notice_card import Choice, NoticeCard, View
from bot.store import areas, deployments, notices, staff
from bot.store.models import Notice, Staff

ALONE = 20
"""More groups than so need a second person."""
SHOWN = 20
"""Areas and tags that are offered at a time."""


def mark(code: str) -> str:
    """An area's code, or a tag, in eight characters."""
    return f"{zlib.crc32(code.encode()):08x}"


async def roles_of(session: AsyncSession, by: int) -> Sequence[Staff]:
    """The roles of somebody on duty; raises UserError notice-not-you."""
    if not (roles := await staff.of(session, by)):
        raise UserError("notice-not-you")
    return roles


async def reach_of(session: AsyncSession, roles: Sequence[Staff]) -> list[str]:
    """The areas in use that these roles may write to: their own and below."""
    known = await areas.all_by_code(session)
    return [code for code in await areas.below(session, [role.area for role in roles]) if known[code].retired_at is None]


def audience_of(row: Notice) -> Audience:
    """For whom a notice is; never for everybody, since it has an area."""
    return Audience((row.area,), tuple(row.kinds), tuple(row.tags))


def may_judge(roles: Sequence[Staff], path: Sequence[str]) -> bool:
    """Whether one of these roles is an officer's or leader's of these areas."""
    return any(role.role in MAY_SIGN and role.area in path for role in roles)


async def post_of(desk: Office, session: AsyncSession, row: Notice, content: bytes = b"") -> Post:
    """What groups see but for who speaks, which is said in their language: the words, the button, and the bytes of its picture, or the duty
    bot's name of it.
    """
    media = None
    if row.media is not None:
        media = Media("video" if row.media == "video" else "photo", content, None if content else row.file)
    words = desk.cipher.open(row.words) if row.words else ""
    node = await areas.get(session, row.area)
    return Post(words, media, notice=row.id, area=node.name if node else "", urgent=row.urgent)


async def second_needed(session: AsyncSession, row: Notice, count: int) -> bool:
    """Whether somebody else has to approve it: beyond one community, to many groups, or urgent."""
    node = await areas.get(session, row.area)
    return row.urgent or count > ALONE or node is None or node.level != "community"


async def card(desk: Office, session: AsyncSession, row: Notice, view: View) -> NoticeCard:
    """The draft on one page of the dialogue."""
    count = await broadcasts.count(session, audience_of(row))
    path = await areas.path(session, row.area)
    known = await notices.tags(session, await areas.below(session, [row.area])) if view in ("audience", "tags", "ready", "judge") else []
    narrower, wider = await _around(session, row) if view == "audience" else ((), ())
    return NoticeCard(
        id=row.id,
        version=row.version,
        state=row.state,
        view=view,
        writer=row.name,
        area=" ".join(node.name for node in reversed(path[:2])),
        groups=count,
        words=framed(await post_of(desk, session, row)).text if row.words else None,
        media=row.media,
        kinds=tuple(row.kinds),
        tags=_tags(row, known),
        narrower=narrower,
        templates=tuple(Choice(mark(one.id), one.name) for one in desk.told.templates.values()) if view == "templates" else (),
        wider=wider,
        at=row.at if row.at is None or row.at > clock.now() else None,
        awaits=row.awaits,
        second=await second_needed(session, row, count),
        doubtful=row.doubtful,
        urgent=row.urgent,
        judged_by=row.judged_name,
        reason=desk.cipher.open(row.reason) if row.reason else None,
        zone=await deployments.zone(session),
    )


def _tags(row: Notice, known: Sequence[str]) -> tuple[Choice, ...]:
    """The chosen ones first, then what else groups there are called."""
    return tuple(Choice(mark(tag), tag, tag in row.tags) for tag in [*row.tags, *(tag for tag in known if tag not in row.tags)][:SHOWN])


async def _around(session: AsyncSession, row: Notice) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """The areas just below the chosen one, and those above it that are the writer's own; of several roles, the others' areas too."""
    roles = await roles_of(session, row.by)
    reach, known = set(await reach_of(session, roles)), await areas.all_by_code(session)
    below = [code for code in sorted(reach) if known[code].parent == row.area]
    above = [node.code for node in await areas.path(session, row.area) if node.code in reach and node.code != row.area]
    others = [role.area for role in roles if role.area in reach and role.area not in (row.area, *above, *below)]
    return (
        tuple(Choice(mark(code), known[code].name) for code in below[:SHOWN]),
        tuple(Choice(mark(code), known[code].name) for code in dict.fromkeys([*above, *others])),
    )
