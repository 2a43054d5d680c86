"""A person's rights over what is kept about them: to be forgotten, to see all of it; and the right to report, which can be taken away.

Way of a /forget: the press → `forget` in one transaction → what an alert that is alive still needs waits as a farewell → `settle`, from
the clock of retention, once it has ended.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot import clock
from bot.desk.moves import ENDS
from bot.errors import OperatorError
from bot.helping import kin, volunteering
from bot.office import Office
from bot.privacy import Cipher
from bot.publicity import notice_readers
from bot.store import acts, people, persuasions, stop_payments, traces, volunteers
from bot.store import kin as kin_rows
from bot.store.engine import Store

GRACE = timedelta(minutes=10)
"""So long after its end an alert still knows its reporters, so that they hear of it."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What is left of somebody who asked to be forgotten: the alerts alive that still need to know who reported them."""

    alive: tuple[int, ...]


async def forget(office: Office, telegram: int) -> Forgotten:
    """Delete a person: questions and what they said of answers, their place, their reports of alerts that have ended. Again is nothing."""
    nothing, now = office.cipher.seal(""), clock.now()
    async with office.store.begin() as session:
        await volunteering.forget(office, session, telegram)
        await kin.forget(office, session, telegram)
        await notice_readers.forget(office, session, telegram)
        await traces.leave_reviews(session, await traces.forget_questions(session, telegram))
        await traces.forget_reports(session, telegram, nothing, now)
        await traces.forget_lines(session, telegram)
        await traces.forget_person(session, telegram)
        await persuasions.forget(session, telegram)
        alive = await traces.live_alerts_of(session, telegram)
        if alive:
            await traces.say_farewell(session, telegram, now)
        else:
            await traces.farewell_done(session, telegram)
    return Forgotten(tuple(alive))


async def settle(office: Office) -> int:
    """Finish with those whose last alert has ended since; returns how many reports went."""
    gone, nothing = 0, office.cipher.seal("")
    async with office.store.begin() as session:
        waiting = await traces.farewells(session)
    for telegram in waiting:
        async with office.store.begin() as session:
            gone += await traces.forget_reports(session, telegram, nothing, clock.now() - GRACE)
            await traces.forget_lines(session, telegram)
            if not await traces.reports_of(session, telegram):
                if not await traces.questions_of(session, telegram):
                    await traces.forget_person(session, telegram)
                await traces.farewell_done(session, telegram)
    return gone


async def export(store: Store, cipher: Cipher, telegram: int) -> dict[str, Any]:
    """Everything that is kept about a person, in the clear, as JSON can say it; empty lists for somebody unknown."""
    async with store.begin() as session:
        person = await people.get(session, telegram)
        questions = await traces.questions_of(session, telegram)
        reports = await traces.reports_of(session, telegram)
        cards = {report.id: await stop_payments.get(session, report.id) for report, _ in reports}
        checks = await traces.checks_of(session, telegram)
        helping = await volunteers.of(session, telegram)
        named, others = await kin_rows.of(session, telegram), await kin_rows.for_whom(session, telegram)
        called = await kin_rows.calls_about(session, telegram)
        played = await persuasions.of(session, telegram)
        roles = await traces.roles_of(session, telegram)
        deeds = await traces.deeds_of(session, telegram)
        about = await traces.acts_about(session, telegram)
        await acts.write(session, clock.now(), None, "export", {}, person=telegram)
    return {
        "person": telegram,
        "last_seen": person.seen_at.isoformat() if person else None,
        "last_group": person.last_group if person else None,
        "language": person.language if person else None,
        "may_report": person is None or person.blocked_at is None,
        "questions": [
            {
                "number": row.id, "asked_at": row.asked_at.isoformat(), "words": cipher.open(row.words) if row.words else None,
                "level": row.level, "family": row.family, "pattern": row.pattern, "stage": row.stage,
                "finding": _finding(cipher, row.finding),
                "answered_back": row.told, "feedback": row.feedback, "group": row.group_id, "review": row.review_id,
            }
            for row in questions
        ],
        "reports": [
            {
                "number": row.id, "alert": row.alert_id, "alert_ended": alert.state in ENDS, "reported_at": row.reported_at.isoformat(),
                "name": row.name(cipher.open), "words": cipher.open(row.words), "group": row.group_id,
                "stop_payment": json.loads(cipher.open(card.content)) if (card := cards[row.id]) else None,
            }
            for row, alert in reports
        ],
        "codes_checked": [{"at": row.at.isoformat(), "station": row.station, "genuine": row.genuine} for row in checks],
        "volunteer": [
            {"kind": row.kind, "name": cipher.open(row.name), "group": group.id, "since": row.consented_at.isoformat()}
            for row, group in helping
        ],
        "family": [
            {
                "title": cipher.open(row.title) if row.title else "", "phone": cipher.open(row.phone) if row.phone else "",
                "ask_first": row.ask_first, "state": row.state, "since": row.made_at.isoformat(),
            }
            for row in named
        ],
        "family_of": [{"for": cipher.open(row.owner), "name": cipher.open(row.title) if row.title else ""} for row in others],
        "family_asked": [{"alert": row.alert_id, "at": row.made_at.isoformat(), "why": row.why, "state": row.state} for row in called],
        "neighbours": [
            {
                "neighbour": row.neighbour, "state": row.state, "began": row.opened_at.isoformat(), "last": row.changed_at.isoformat(),
                "said": json.loads(cipher.open(row.content)),
            }
            for row in played
        ],
        "roles": [{"role": row.role, "area": row.area, "name": row.name, "retired": row.retired_at is not None} for row in roles],
        "history": [{"alert": row.alert_id, "at": row.at.isoformat(), "act": row.act} for row in deeds],
        "done_about_them": [{"at": row.at.isoformat(), "act": row.act} for row in about],
    }  # fmt: skip


async def block(store: Store, telegram: int, blocked: bool) -> bool:
    """Take the right to report from a person, or give it back; False when it was so already. Raises OperatorError for nobody known."""
    async with store.begin() as session:
        person = await people.get(session, telegram)
        if person is None:
            raise OperatorError(f"没有 {telegram} 这个人：他还没有用过社区机器人，或者已经删除")
        if (person.blocked_at is not None) == blocked:
            return False
        await people.block(session, telegram, clock.now() if blocked else None)
        await acts.write(session, clock.now(), None, "block" if blocked else "unblock", {}, person=telegram)
    return True


def _finding(cipher: Cipher, finding: dict[str, Any] | None) -> dict[str, Any]:
    """What was found, with the quotations of the reasons opened."""
    kept = (finding or {}).get("reasons", [])
    return {**(finding or {}), "reasons": json.loads(cipher.open(kept.encode())) if isinstance(kept, str) else kept}
