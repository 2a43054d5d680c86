"""What happens under the hood, read off the desk: question, report, page, 签收, and the word back to the reporter, with seconds.

The page shows it in its top bar. It knows the bots only by what they send over the Bot API and by the public words of the
buttons, so it tells the truth about any bot that plays this desk.
"""

from dataclasses import dataclass

from sandbox.things import Message, Query, Request
from sandbox.world import World

REPORT = ("报告民警", "我已转账")
SIGN = "签收"
SOON = 15.0


@dataclass(frozen=True)
class Step:
    """One station of the way: `state` is ahead, running or done; `detail` says who and after how many seconds."""

    name: str
    detail: str
    state: str


@dataclass(frozen=True)
class Alert:
    """The latest alert as it can be seen from outside: who was paged when, by whom it was signed."""

    pages: list[Request]
    signed: Query | None
    reporter: int
    reported: float


def steps(world: World) -> list[Step]:
    """The five stations for the latest question and the latest alert."""
    answered = _last_answer(world)
    first = Step("咨询", f"{answered:.1f} 秒答复" if answered is not None else "等待提问", "done" if answered is not None else "ahead")
    alert = latest_alert(world)
    if alert is None:
        return [first, *(Step(name, "", "ahead") for name in ("举报", "呼叫", "签收", "回告"))]
    return [first, *_alert_steps(world, alert)]


def _alert_steps(world: World, alert: Alert) -> list[Step]:
    paged = list(dict.fromkeys(_name(world, int(page.params["chat_id"])) for page in alert.pages))
    delay = alert.pages[0].at - alert.reported
    who = "、".join(paged[:2]) + (f" 等 {len(paged)} 人" if len(paged) > 2 else "")
    steps = [Step("举报", _name(world, alert.reporter), "done"), Step("呼叫", f"{who} +{delay:.1f} 秒", "done")]
    if alert.signed is None:
        waited = world.now() - alert.pages[0].at
        return [*steps, Step("签收", f"等待 {_clock(waited)}", "running"), Step("回告", "", "ahead")]
    steps.append(Step("签收", f"{_name(world, alert.signed.person)} +{_seconds(alert.signed.at - alert.reported)}", "done"))
    told = _told(world, alert.signed, alert.reporter)
    return [*steps, Step("回告", f"+{_seconds(told - alert.reported)}" if told else "", "done" if told else "running")]


def latest_alert(world: World) -> Alert | None:
    """The alert whose page went out last; None before the first."""
    pages = [(noted, data) for noted in world.requests if (data := _sign_data(noted))]
    if not pages:
        return None
    key = pages[-1][1]
    own = [noted for noted, data in pages if data == key]
    signed = next((query for query in world.queries.values() if query.data == key and query.at >= own[0].at), None)
    reporter, reported = _report_before(world, own[0].at)
    return Alert(own, signed, reporter, reported)


def _sign_data(noted: Request) -> str:
    """Callback data of the button that signs, when this request put one on a phone."""
    if noted.status != 200 or not noted.method.startswith("send") or not isinstance(noted.params.get("reply_markup"), dict):
        return ""
    rows = noted.params["reply_markup"].get("inline_keyboard", [])
    return next((str(button.get("callback_data", "")) for row in rows for button in row if SIGN in button["text"]), "")


def _report_before(world: World, at: float) -> tuple[int, float]:
    """Who reported, and when: the last press of a reporting button or /report shortly before a page."""
    acts = [(query.at, query.person) for query in world.queries.values() if query.label.startswith(REPORT) and at - SOON <= query.at <= at]
    acts += [(message.at, message.sender) for message in _messages(world) if "/report" in message.text and at - SOON <= message.at <= at]
    moment, person = max(acts, default=(at, 0))
    return person, moment


def _told(world: World, signed: Query, reporter: int) -> float | None:
    """When the reporter heard of it from the other bot: a message of their own, or a receipt in the group brought up to date."""
    later = (noted for noted in world.requests if noted.at >= signed.at and noted.status == 200 and noted.bot != signed.bot)
    return next((noted.at for noted in later if noted.method == "editMessageText" or _to(noted, reporter)), None)


def _to(noted: Request, person: int) -> bool:
    return noted.method == "sendMessage" and noted.params.get("chat_id") == person


def _last_answer(world: World) -> float | None:
    """Seconds from a person's latest answered message to the answer; the duty bot, which no guest can call, is left out."""
    best: tuple[float, float] | None = None
    for chat in world.chats.values():
        asked: Message | None = None
        for message in chat.messages.values():
            if message.sender in world.people and not message.text.startswith("/start") and message.text:
                asked = message
            elif asked is not None and message.sender in world.bots and message.reply_to in (asked, None):
                if world.bots[message.sender].guest:
                    best = max(best or (0.0, 0.0), (message.at, message.at - asked.at))
                asked = None
    return best[1] if best and best[1] < 60 else None


def _messages(world: World) -> list[Message]:
    return [message for chat in world.chats.values() for message in chat.messages.values() if message.sender in world.people]


def _name(world: World, person: int) -> str:
    return world.people[person].name if person in world.people else "居民"


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60:02d}:{int(seconds) % 60:02d}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} 秒" if seconds < 60 else f"{_clock(seconds)}"
