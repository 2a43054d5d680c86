"""How people come on duty: one-time codes from an operator, `/start` in the duty bot, `/whoami`."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.errors import OperatorError, UserError
from bot.privacy import Cipher
from bot.store import acts, areas, staff
from bot.store.engine import Store
from bot.store.models import Staff

ROLES = ("grid_worker", "officer", "leader")
WRONG_CODES = 5
WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a person: its code, and the area from the city down."""

    role: str
    name: str
    area: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """A fresh code; it is shown once and only its hash is kept."""

    code: str
    role: str
    area: str
    expires_at: datetime


async def invite(store: Store, cipher: Cipher, role: str, area: str, hours: int) -> Invitation:
    """A new one-time code for a role in an area; raises OperatorError for an unknown role or area."""
    if role not in ROLES:
        raise OperatorError(f"没有 {role} 这种身份，可用：{'、'.join(ROLES)}")
    code = secrets.token_urlsafe(18)
    expires = clock.now() + timedelta(hours=hours)
    async with store.begin() as session:
        row = await areas.get(session, area)
        if row is None:
            raise OperatorError(f"没有代码为 {area} 的辖区，请先在部署文件里写上并执行 shouwang setup")
        await staff.invite(session, code_hash=cipher.fingerprint(code), role=role, area=area, expires_at=expires)
        await acts.write(session, clock.now(), None, "invite", {"role": role, "area": area})
    return Invitation(code, role, row.name, expires)


async def start(store: Store, telegram: int) -> list[Role]:
    """`/start` without a code: opens the chat of somebody the deployment file names; raises UserError not-enrolled."""
    async with store.begin() as session:
        roles = await staff.of(session, telegram)
        if not roles:
            raise UserError("not-enrolled")
        await staff.set_chat_open(session, telegram, True)
        return [await _role(session, row) for row in roles]


async def enrol(store: Store, cipher: Cipher, telegram: int, name: str, code: str) -> Role:
    """`/start CODE`: spends the code and gives its role; raises UserError code-unknown, code-expired, code-used or code-too-many."""
    async with store.begin() as session:
        if await acts.times(session, telegram, "wrong_code", clock.now() - WITHIN) >= WRONG_CODES:
            raise UserError("code-too-many", limit=WRONG_CODES)
    try:
        return await _spend(store, cipher, telegram, name, code)
    except UserError as refused:
        if refused.key == "code-unknown":
            await _count_wrong(store, telegram)
        raise


async def _count_wrong(store: Store, telegram: int) -> None:
    """A guess is remembered outside the transaction that refused it."""
    async with store.begin() as session:
        await acts.write(session, clock.now(), telegram, "wrong_code", {})


async def _spend(store: Store, cipher: Cipher, telegram: int, name: str, code: str) -> Role:
    moment = clock.now()
    async with store.begin() as session:
        invitation = await staff.invitation(session, cipher.fingerprint(code))
        if invitation is None:
            raise UserError("code-unknown")
        row = await staff.find(session, telegram, invitation.role, invitation.area)
        if invitation.used_at is not None:
            if invitation.used_by == telegram and row is not None and row.retired_at is None:
                return await _role(session, row)
            raise UserError("code-used")
        if invitation.expires_at < moment:
            raise UserError("code-expired")
        if not await staff.use(session, invitation.id, telegram, moment):
            raise UserError("code-used")
        row = row or await staff.add(
            session, telegram=telegram, name=name[:60] or str(telegram), role=invitation.role, area=invitation.area, source="invite"
        )
        if row.retired_at is not None:
            row.source, row.retired_at = "invite", None
        row.chat_open = True
        await staff.set_chat_open(session, telegram, True)
        await acts.write(session, moment, telegram, "enrol", {"role": row.role, "area": row.area})
        return await _role(session, row)


async def set_reachable(store: Store, telegram: int, reachable: bool) -> None:
    """A person on duty shut the duty bot out, or let it in again."""
    async with store.begin() as session:
        await staff.set_chat_open(session, telegram, reachable)


async def whoami(store: Store, telegram: int) -> list[Role]:
    """The roles a person holds; empty for a resident."""
    async with store.begin() as session:
        return [await _role(session, row) for row in await staff.of(session, telegram)]


async def _role(session: AsyncSession, row: Staff) -> Role:
    path = await areas.path(session, row.area)
    return Role(row.role, row.name, " ".join(area.name for area in reversed(path)))
