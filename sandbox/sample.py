"""The sample district: the deployment example of the documentation with a few neighbours, and how it is set out on the desk.

Used by the demo, the tour and the tests. All people are invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from sandbox import people, rooms
from sandbox.world import World

COMMUNITY_TOKEN = "1001:desk-community-bot"
DUTY_TOKEN = "1002:desk-duty-bot"
COMMUNITY_BOT = "shouwang_bot"
DUTY_BOT = "shouwang_duty_bot"

NEIGHBOURS = -1001000000001
WORKERS = -1001000000002
FAMILY = -1001000000003

WAITS = ("60s", "120s", "5m", "10m")

_DEPLOYMENT = """\
areas:
  - {{code: lyg,          name: 连云港市,   level: city}}
  - {{code: lyg-hz,       name: 海州区,     level: district, parent: lyg}}
  - {{code: lyg-hz-xd,    name: 新东派出所, level: station,  parent: lyg-hz}}
  - {{code: lyg-hz-xd-01, name: 镇西新苑,   level: community, parent: lyg-hz-xd}}
staff:
  - {{telegram: 5001, name: 陈警官, role: officer,     area: lyg-hz-xd}}
  - {{telegram: 5002, name: 周所长, role: leader,      area: lyg-hz-xd}}
  - {{telegram: 5003, name: 李丽,   role: grid_worker, area: lyg-hz-xd-01}}
  - {{telegram: 5004, name: 吴大队, role: leader,      area: lyg-hz}}
  - {{telegram: 5005, name: 郑主任, role: leader,      area: lyg}}
groups:
  - {{chat: -1001000000001, title: 镇西新苑业主群, area: lyg-hz-xd-01, kind: neighbourhood, tags: [elderly]}}
  - {{chat: -1001000000002, title: 鸿达电子厂工友群, area: lyg-hz-xd-01, kind: workplace, tags: [factory]}}
escalation:
  - {{page: [officer, leader], level: station,  wait: {0}}}
  - {{page: [officer, leader], level: station,  wait: {1}}}
  - {{page: [leader],          level: district, wait: {2}}}
  - {{page: [leader],          level: city,     wait: {3}}}
step_deadlines: {{urgent: 10m, high: 30m, medium: 4h, low: 24h}}
followups:
  urgent: [1d, 3d, 7d, 14d, 21d, 28d]
  high:   [2d, 7d, 14d, 28d]
  medium: [7d, 21d]
  low:    [14d]
bulletin: {{at: "mon 09:00", timezone: Asia/Shanghai}}
"""


def deployment(waits: Sequence[str] = WAITS) -> str:
    """The deployment file of the district; `waits` are how long each of the four rungs waits for 签收."""
    return _DEPLOYMENT.format(*waits)


@dataclass(frozen=True)
class Character:
    """Somebody of the district: who they are, whose phone they hold on the page, and a word about them."""

    id: int
    name: str
    role: str
    about: str


CHARACTERS = (
    Character(6001, "王阿姨", "resident", "镇西新苑 · 退休教师"),
    Character(6002, "李叔", "resident", "镇西新苑 · 楼栋长"),
    Character(6003, "小赵", "resident", "鸿达电子厂 · 产线工人"),
    Character(6004, "刘会计", "resident", "鸿达电子厂 · 财务"),
    Character(6005, "小敏", "resident", "王阿姨的女儿 · 在外地"),
    Character(5003, "李丽", "grid_worker", "镇西新苑 · 网格员"),
    Character(5001, "陈警官", "officer", "新东派出所 · 民警"),
    Character(5002, "周所长", "officer", "新东派出所 · 值班领导"),
    Character(5004, "吴大队", "officer", "海州区 · 值班领导"),
    Character(5005, "郑主任", "officer", "连云港市 · 值班领导"),
)

#: what somebody showing the product may want to type, per kind of phone
SUGGESTIONS = (
    "我是市公安局的，您涉嫌洗钱，请把钱转到安全账户配合调查",
    "刷单返利，做一单返80，先垫付500，第三单要3000才能提现",
    "您好，我是抖音客服，您开通了直播会员，不取消每月扣800，请下载会议软件屏幕共享",
    "爸，我手机摔了，这是同学的号，老师让交培训费28800，快转到这张卡",
    "小区明天上午9点到11点停水检修，请提前储水",
)

#: and what the grid worker may try in the groups she runs: a line about it, and the command
FOR_ADMINISTRATORS = (("改本群的设置：语言、每周一案、群里的人、进群的介绍", "/settings"), ("请守望离开本群（数据一起删掉）", "/remove"))
#: and what somebody on duty may try in the duty bot
FOR_DUTY = (("看每周一案接下来发什么：换一个、不发、撤回", "/week"), ("给群里发一份通知", "/notice"))


def screenshot() -> bytes:
    """A chat as a resident might photograph it off the screen: a false customer service at work, drawn, PNG."""
    return files("sandbox").joinpath("screenshot.png").read_bytes()


_MEMBERS = {
    NEIGHBOURS: ("镇西新苑业主群", (6001, 6002, 5001), (5003,)),
    WORKERS: ("鸿达电子厂工友群", (6003, 6004), (5003,)),
    FAMILY: ("幸福一家人", (6001, 6002, 6005), ()),
}


def set_out(world: World, *, on_duty: bool = True) -> dict[str, Any]:
    """Put bots, people and groups on the desk; `on_duty` lets everyone in the deployment file press Start in the duty bot.

    The third group, a family's, has no bot in it: there 守望 is called as a guest. Returns ids by name.
    """
    community = world.add_bot(COMMUNITY_TOKEN, COMMUNITY_BOT, "守望 · 社区反诈")
    duty = world.add_bot(DUTY_TOKEN, DUTY_BOT, "守望 · 值班", guest=False)
    for one in CHARACTERS:
        world.add_person(one.name, one.id)
    for number, (title, members, admins) in _MEMBERS.items():
        group = rooms.group(world, title, number)
        rooms.settle(world, group, members)
        rooms.settle(world, group, admins, "administrator")
        if number != FAMILY and not group.member(community.id).present:
            rooms.place(world, group, community.id, "member")
    if on_duty:
        for one in CHARACTERS:
            if one.role != "resident" and duty.id not in world.people[one.id].started:
                people.start(world, world.people[one.id], duty.id)
    return {"people": {one.name: one.id for one in CHARACTERS}, "groups": {title: number for number, (title, _, _) in _MEMBERS.items()}}
