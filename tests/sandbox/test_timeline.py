"""What the page says happens under the hood is what happened on the desk."""

import pytest

from sandbox import people, rooms
from sandbox.methods import call
from sandbox.people import Says
from sandbox.timeline import Step, steps
from sandbox.world import World


class Clocked(World):
    """A world whose clock stands still until it is pushed."""

    def now(self) -> float:
        return 1_700_000_000.0 + self.ahead


@pytest.fixture
def world() -> World:
    world = Clocked()
    world.add_bot("1:c", "shouwang_bot", "守望")
    world.add_bot("2:d", "shouwang_duty_bot", "值班", guest=False)
    for number, name in ((11, "王阿姨"), (12, "陈警官"), (13, "周所长")):
        world.add_person(name, number)
    rooms.settle(world, rooms.group(world, "业主群", -5), [11])
    rooms.place(world, world.chat(-5), 1, "member")
    for officer in (12, 13):
        people.start(world, world.person(officer), 2)
    return world


def send(world: World, bot: int, chat: int, text: str, *buttons: str) -> int:
    """As the server does it: act, then note the request."""
    keyboard = {"inline_keyboard": [[{"text": label, "callback_data": f"{label}:17"} for label in buttons]]}
    params = {"chat_id": chat, "text": text, "reply_markup": keyboard}
    result = call(world, world.bots[bot], "sendMessage", params)
    world.record(bot, "sendMessage", params, 200, result)
    return int(result["message_id"])


def test_before_anything_happens_every_station_lies_ahead(world: World) -> None:
    assert [step.state for step in steps(world)] == ["ahead"] * 5


def test_the_way_of_a_report_is_told_with_its_seconds(world: World) -> None:
    wang, chen, group = world.person(11), world.person(12), world.chat(-5)
    people.say(world, wang, group, Says("@shouwang_bot 要我转到安全账户"))
    world.ahead = 0.2
    answer = send(world, 1, -5, "高度疑似诈骗", "报告民警")
    world.ahead = 10
    people.press(world, wang, world.message(-5, answer), "报告民警")
    world.ahead = 10.5
    card = send(world, 2, 12, "紧急预警 #17", "签收", "误报")
    send(world, 2, 13, "紧急预警 #17", "签收", "误报")
    world.ahead = 22
    assert steps(world) == [
        Step("咨询", "0.2 秒答复", "done"), Step("举报", "王阿姨", "done"), Step("呼叫", "陈警官、周所长 +0.5 秒", "done"),
        Step("签收", "等待 00:11", "running"), Step("回告", "", "ahead"),
    ]  # fmt: skip
    world.ahead = 85
    people.press(world, chen, world.message("12/2", card), "签收")
    people.start(world, wang, 1)
    world.ahead = 86
    send(world, 1, 11, "陈警官已签收")
    assert steps(world)[3:] == [Step("签收", "陈警官 +01:15", "done"), Step("回告", "+01:16", "done")]
