"""Who somebody is on duty: `/start` with a code or without, `/whoami`, and whether their chat with us is open."""

import logging
from collections.abc import Sequence
from typing import Any

from telegram import ChatMember, ChatMemberUpdated, Update

from bot.messenger import Undelivered
from bot.office import Office
from bot.people import enrolment
from bot.people.enrolment import Role
from bot.texts import say
from bot.watching import operators
from handlers.duty.commands import Menu, signs
from handlers.duty.sender import Sender

log = logging.getLogger(__name__)


def role_lines(roles: Sequence[Role]) -> str:
    """陈警官 · 民警 · 连云港市 海州区 新东派出所, one line a role."""
    return "\n".join(say("duty-role", name=role.name, role=say(f"role-{role.role.replace('_', '-')}"), area=role.area) for role in roles)


class Enrolment:
    """The handlers of `/start`, `/whoami` and of being shut out."""

    def __init__(self, office: Office, sender: Sender, menu: Menu) -> None:
        self._office = office
        self._sender = sender
        self._menu = menu

    async def on_start(self, update: Update, context: Any) -> None:
        """`/start`, with a one-time code when the person came by a link; raises UserError when they are not on duty."""
        person = update.effective_user
        assert person is not None
        if context.args:
            await enrolment.enrol(self._office.store, self._office.cipher, person.id, person.full_name, context.args[0])
        elif self._runs_it(person.id) and not await enrolment.whoami(self._office.store, person.id):
            await self._sender.say(person.id, say("duty-operator"))
            return
        roles = await enrolment.start(self._office.store, person.id)
        await self._sender.say(person.id, self._welcome(person.id, roles))
        await self._menu.offer(person.id, roles)

    def _welcome(self, person: int, roles: Sequence[Role]) -> str:
        blocks = [
            say("duty-welcome", name=roles[0].name, roles=role_lines(roles)),
            say("duty-how-signing" if signs(roles) else "duty-how-grid-worker"),
        ]
        return "\n\n".join([*blocks, say("duty-operator")] if self._runs_it(person) else blocks)

    async def on_whoami(self, update: Update, _: Any) -> None:
        """`/whoami`: roles and areas; for everybody else the number an operator needs to enrol them."""
        person = update.effective_user
        assert person is not None
        roles = await enrolment.whoami(self._office.store, person.id)
        lines = [say("duty-whoami", roles=role_lines(roles))] if roles else []
        if self._runs_it(person.id):
            lines.append(say("duty-operator"))
        await self._sender.say(person.id, "\n\n".join(lines or [say("duty-whoami-nobody", id=person.id)]))

    async def on_membership(self, update: Update, _: Any) -> None:
        """Shut out or let in by a person, or added to a group, where the police bot has no business."""
        change = update.my_chat_member
        assert change is not None
        if change.chat.type == "private":
            await self._on_door(update.update_id, change)
        elif change.new_chat_member.status in (ChatMember.MEMBER, ChatMember.ADMINISTRATOR):
            await self._leave(change.chat.id)

    async def _on_door(self, update: int, change: ChatMemberUpdated) -> None:
        """A person on duty who cannot be paged is told to the operators; whoever lets us in again counts as reachable."""
        person = change.from_user.id
        shut = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
        await enrolment.set_reachable(self._office.store, person, not shut)
        roles = await enrolment.whoami(self._office.store, person)
        if shut and roles:
            await operators.tell(self._office, f"shut-out-{update}", "operators-staff-unreachable", name=roles[0].name)

    async def _leave(self, chat: int) -> None:
        """One sentence, if we may speak there, and out."""
        try:
            await self._sender.say(chat, say("duty-in-group"))
        except Undelivered as refused:
            log.info("a group was left without a word: %s", refused.reason)
        await self._sender.leave(chat)

    async def on_words(self, update: Update, _: Any) -> None:
        """Anything else that is written here gets one friendly line."""
        person = update.effective_user
        assert person is not None
        on_duty = self._runs_it(person.id) or await enrolment.whoami(self._office.store, person.id)
        await self._sender.say(person.id, say("duty-words-staff" if on_duty else "duty-words-nobody"))

    def _runs_it(self, person: int) -> bool:
        return person in self._office.settings.operators
