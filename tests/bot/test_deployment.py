"""The deployment file: the contract's own example parses, and every slip is named with file, line and a Chinese reason."""

import re
from pathlib import Path

import pytest

from bot.deployment_file import DeploymentError, read
from bot.errors import OperatorError

CONTRACT = """\
areas:
  - {code: lyg,          name: 连云港市,   level: city}
  - {code: lyg-hz,       name: 海州区,     level: district, parent: lyg}
  - {code: lyg-hz-xd,    name: 新东派出所, level: station,  parent: lyg-hz}
  - {code: lyg-hz-xd-01, name: 镇西新苑,   level: community, parent: lyg-hz-xd}
staff:
  - {telegram: 5001, name: 陈警官, role: officer,     area: lyg-hz-xd}
  - {telegram: 5002, name: 周所长, role: leader,      area: lyg-hz-xd}
  - {telegram: 5003, name: 李丽,   role: grid_worker, area: lyg-hz-xd-01}
groups:
  - {chat: -1001000000001, title: 镇西新苑业主群, area: lyg-hz-xd-01, kind: neighbourhood, tags: [elderly]}
  - {chat: -1001000000002, title: 鸿达电子厂工友群, area: lyg-hz-xd-01, kind: workplace, tags: [factory]}
escalation:            # who is paged, and how long each rung waits for 签收; waits are data
  - {page: [officer, leader], level: station,  wait: 60s}
  - {page: [officer, leader], level: station,  wait: 120s}
  - {page: [leader],          level: district, wait: 5m}
  - {page: [leader],          level: city,     wait: 10m}
step_deadlines: {urgent: 10m, high: 30m, medium: 4h, low: 24h}   # an acknowledged alert that stands still comes back
followups:             # counted from the first meeting; 28 days
  urgent: [1d, 3d, 7d, 14d, 21d, 28d]
  high:   [2d, 7d, 14d, 28d]
  medium: [7d, 21d]
  low:    [14d]
bulletin: {at: "mon 09:00", timezone: Asia/Shanghai}
"""

SMALL = """\
areas:
  - {code: lyg, name: 连云港市, level: city}
  - {code: lyg-hz, name: 海州区, level: district, parent: lyg}
  - {code: lyg-hz-xd, name: 新东派出所, level: station, parent: lyg-hz}
staff:
  - {telegram: 5001, name: 陈警官, role: officer, area: lyg-hz-xd}
groups:
  - {chat: -1001, title: 业主群, area: lyg-hz-xd}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "district.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> list[tuple[int, str, str]]:
    """Line, place and reason of every fault; each is also said as `file:line  place  reason`."""
    with pytest.raises(DeploymentError) as caught:
        read(written(folder, text))
    for problem in caught.value.problems:
        assert f"district.yaml:{problem.line}  " in str(caught.value)
        assert re.search(r"[一-鿿]", problem.reason), problem.reason
    return [(problem.line, problem.where, problem.reason) for problem in caught.value.problems]


def test_the_example_of_the_contract_is_understood(tmp_path: Path) -> None:
    deployment = read(written(tmp_path, CONTRACT))
    assert [area.code for area in deployment.areas] == ["lyg", "lyg-hz", "lyg-hz-xd", "lyg-hz-xd-01"]
    assert [(one.telegram, one.role) for one in deployment.staff] == [(5001, "officer"), (5002, "leader"), (5003, "grid_worker")]
    assert [(group.chat, group.kind, group.tags) for group in deployment.groups] == [
        (-1001000000001, "neighbourhood", ["elderly"]),
        (-1001000000002, "workplace", ["factory"]),
    ]
    assert [(rung.page, rung.level, rung.wait) for rung in deployment.escalation] == [
        (["officer", "leader"], "station", 60),
        (["officer", "leader"], "station", 120),
        (["leader"], "district", 300),
        (["leader"], "city", 600),
    ]
    assert deployment.step_deadlines.model_dump() == {"urgent": 600, "high": 1800, "medium": 14400, "low": 86400}
    assert [days / 86400 for days in deployment.followups.urgent] == [1, 3, 7, 14, 21, 28]
    assert (deployment.bulletin.at, deployment.bulletin.timezone) == ("mon 09:00", "Asia/Shanghai")


def test_what_the_file_leaves_out_is_what_the_contract_shows(tmp_path: Path) -> None:
    short, whole = read(written(tmp_path, SMALL)).plan(), read(written(tmp_path, CONTRACT)).plan()
    assert short == whole


def test_without_a_default_area_the_first_station_takes_what_belongs_nowhere(tmp_path: Path) -> None:
    assert read(written(tmp_path, SMALL)).plan()["default_area"] == "lyg-hz-xd"
    assert read(written(tmp_path, f"{SMALL}default_area: lyg-hz\n")).plan()["default_area"] == "lyg-hz"


@pytest.mark.parametrize(("given", "seconds"), [("500ms", 0.5), ("90s", 90), ("1.5h", 5400), ("2 d", 172800)])
def test_waits_are_written_as_people_write_them(tmp_path: Path, given: str, seconds: float) -> None:
    rung = f"escalation:\n  - {{page: [officer], level: station, wait: {given}}}\n"
    assert read(written(tmp_path, SMALL + rung)).escalation[0].wait == seconds


@pytest.mark.parametrize(
    ("old", "new", "line", "place", "reason"),
    [
        ("name: 陈警官", "nmae: 陈警官", 6, "staff.1.nmae", "不认识的键 nmae，是不是想写 name？"),
        ("role: officer", "role: sheriff", 6, "staff.1.role", "只能是 grid_worker、officer、leader 之一"),
        ("5001", "-5001", 6, "staff.1.telegram", "要大于 0"),
        ("5001", "5001.5", 6, "staff.1.telegram", "这里要写一个整数"),
        ("5001", "@chen", 6, "", "以特殊符号开头的文字要加双引号"),
        ("5001", "5001000000000000000000", 6, "staff.1.telegram", "不能大于"),
        ("-1001", "1001", 8, "groups.1.chat", "要小于 0"),
        ("code: lyg,", "code: LYG 1,", 2, "areas.1.code", "小写英文、数字和连字符"),
        ("title: 业主群", "title: ''", 8, "groups.1.title", "太短"),
        ("title: 业主群", "title: 业主群, kind: village", 8, "groups.1.kind", "只能是 neighbourhood、workplace、school 之一"),
        ("title: 业主群", "title: 业主群, tags: elderly", 8, "groups.1.tags", "这里要写成列表"),
        ("title: 业主群", "title: 业主群, bulletin: never", 8, "groups.1.bulletin", "mon 09:00"),
        ("title: 业主群", "title: 业主群, language: zh", 8, "groups.1.language", "只能是 zh-Hans、zh-Hant、en 之一"),
        ("area: lyg-hz-xd}", "area: }", 6, "staff.1.area", "这里不能空着"),
    ],
)
def test_a_slip_in_one_entry_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, place: str, reason: str) -> None:
    found = faults(tmp_path, SMALL.replace(old, new))
    assert any((at, where) == (line, place) and reason in why for at, where, why in found), found


@pytest.mark.parametrize(
    ("added", "place", "reason"),
    [
        ("escalatoin: []", "escalatoin", "不认识的键 escalatoin，是不是想写 escalation？"),
        ("escalation: []", "escalation", "至少要有 1 条"),
        ("escalation: [{page: [officer], level: station, wait: soon}]", "escalation.1.wait", "时长要写成 60s、5m、4h 或 1d 这样"),
        ("escalation: [{page: [officer], level: station, wait: 60}]", "escalation.1.wait", "时长要写成 60s、5m、4h 或 1d 这样"),
        ("escalation: [{page: [officer], level: station, wait: 0s}]", "escalation.1.wait", "要大于 0"),
        ("escalation: [{page: [officer], level: station, wait: 9999d}]", "escalation.1.wait", "不能超过 366 天"),
        ("escalation: [{page: [], level: station, wait: 1m}]", "escalation.1.page", "至少要有 1 条"),
        ("escalation: [{page: [volunteer], level: station, wait: 1m}]", "escalation.1.page.1", "只能是 grid_worker、officer、leader 之一"),
        ("escalation: [{page: [leader], level: town, wait: 1m}]", "escalation.1.level", "只能是 city、district、station"),
        ("step_deadlines: {hgih: 3m}", "step_deadlines.hgih", "是不是想写 high？"),
        ("followups: {urgent: [1d, 3 days]}", "followups.urgent.2", "时长要写成"),
        ("bulletin: {at: 周一九点}", "bulletin.at", "mon 09:00"),
        ("bulletin: {at: 'mon 25:00'}", "bulletin.at", "mon 09:00"),
        ("bulletin: {timezone: Asia/Lianyungang}", "bulletin.timezone", "没有这个时区"),
        ("bulletin: mon 09:00", "bulletin", "这里要写成下一级的几行“键: 值”"),
        ("messages_per_day: 1", "messages_per_day", "不能小于 2"),
        ("introduction: 好", "introduction", "太短了"),
        ("introduction: 请看 www.fanzha-free.top", "introduction", "里面有链接（www.fanzha-free.top）"),
        ("default_area: nowhere", "default_area", "没有代码为 nowhere 的辖区"),
        ("staff: []", "staff", "“staff”写了两遍（上一次在第 5 行）"),
    ],
)
def test_a_slip_in_the_plan_is_named_with_its_line(tmp_path: Path, added: str, place: str, reason: str) -> None:
    [(line, where, why)] = faults(tmp_path, f"{SMALL}{added}\n")
    assert (line, where) == (9, place)
    assert reason in why


@pytest.mark.parametrize(
    ("old", "new", "line", "place", "reason"),
    [
        ("officer, area: lyg-hz-xd", "officer, area: lyg-xx", 6, "staff.1.area", "没有代码为 lyg-xx 的辖区"),
        ("业主群, area: lyg-hz-xd", "业主群, area: lyg-xx", 8, "groups.1.area", "没有代码为 lyg-xx 的辖区"),
        ("parent: lyg-hz}", "parent: lyg-xx}", 4, "areas.3.parent", "没有代码为 lyg-xx 的上级辖区"),
        ("parent: lyg-hz}", "parent: lyg}", 4, "areas.3.level", "station 的上级应当是 district，而 连云港市 是 city"),
        ("level: station, parent: lyg-hz}", "level: station}", 4, "areas.3", "新东派出所 缺少 parent"),
        ("level: city", "level: city, parent: lyg-hz", 2, "areas.1.parent", "市一级没有上级"),
        ("code: lyg-hz-xd,", "code: lyg-hz,", 4, "areas.3.code", "这个辖区代码写了两遍"),
        ("groups:", "  - {telegram: 5001, name: 陈, role: officer, area: lyg-hz-xd}\ngroups:", 7, "staff.2.telegram", "写了两遍"),
        ("groups:\n", "groups:\n  - {chat: -1001, title: 又一群, area: lyg}\n", 9, "groups.2.chat", "这个群写了两遍"),
    ],
)
def test_what_contradicts_itself_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, place: str, reason: str) -> None:
    found = faults(tmp_path, SMALL.replace(old, new))
    assert any((at, where) == (line, place) and reason in why for at, where, why in found), found


def test_one_person_may_hold_two_roles(tmp_path: Path) -> None:
    second = "  - {telegram: 5001, name: 陈警官, role: leader, area: lyg-hz-xd}\ngroups:"
    assert len(read(written(tmp_path, SMALL.replace("groups:", second))).staff) == 2


def test_several_slips_are_named_at_once(tmp_path: Path) -> None:
    text = SMALL.replace("role: officer", "role: sheriff").replace("-1001", "1001") + "bulletin: {at: never}\ncolour: red\n"
    found = faults(tmp_path, text)
    assert [where for _, where, _ in found] == ["staff.1.role", "groups.1.chat", "bulletin.at", "colour"]


def test_several_contradictions_are_named_at_once(tmp_path: Path) -> None:
    text = SMALL.replace("area: lyg-hz-xd}", "area: lyg-xx}") + "default_area: nowhere\n"
    assert [line for line, _, _ in faults(tmp_path, text)] == [6, 8, 9]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "文件是空的"),
        ("- areas\n", 1, "文件要写成一行行的“键: 值”"),
        ("areas:\n\t- {code: lyg}\n", 2, "制表符"),
        ("areas：\n  - {code: lyg}\n", 1, "不要用中文冒号"),
        ("areas:\n  - {code: lyg, name: 连云港市\nstaff: []\n", 3, "没有合上"),
        ('areas:\n  - {code: "lyg}\n', 2, "引号没有合上"),
        ("areas: []\n", 1, "至少要有 1 条"),
    ],
)
def test_a_file_that_is_no_deployment_is_named_with_the_line_to_mend(tmp_path: Path, text: str, line: int, reason: str) -> None:
    found = faults(tmp_path, text)
    assert (found[0][0], reason in found[0][2]) == (line, True), found


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "district.yaml"
    path.write_bytes("areas:\n  - {code: lyg, name: 连云港市, level: city}\n".encode("gbk"))
    with pytest.raises(DeploymentError, match=r"district\.yaml:2 .*UTF-8"):
        read(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match=r"打不开部署文件 .*nowhere\.yaml：没有这个文件"):
        read(tmp_path / "nowhere.yaml")


@pytest.mark.parametrize(
    ("old", "new", "place", "reason"),
    [
        ("order: [5001]", "order: [5001, 5006]", "duty.1.order.2", "5006 没有写在 staff 里，不能排班"),
        ("order: [5001]", "order: [[5001, 5003]]", "duty.1.order.1", "5003 不是新东派出所的民警或值班领导，不能排班"),
        ("order: [5001]", "order: []", "duty.1.order", "至少要有 1 条"),
        ("order: [5001]", "order: [[]]", "duty.1.order.1", "至少要有 1 条"),
        ("order: [5001]", "order: [chen]", "duty.1.order.1.1", "这里要写一个整数"),
        ("area: lyg-hz-xd,", "area: lyg-hz,", "duty.1.area", "没有代码为 lyg-hz 的派出所"),
        ("shift: 1d", "shift: 5m", "duty.1.shift", "不能小于 3600"),
        ('"09:00"', "9点", "duty.1.handover", '交班时间要写成 "09:00" 这样'),
        ('"09:00"', "10:00", "duty.1.handover", '交班时间要写成 "09:00" 这样，带引号'),
        ("from: 2026-11-23", "form: 2026-11-23", "duty.1.form", "是不是想写 from？"),
        ("from: 2026-11-23", "from: 2026-02-30", "duty.1.from", "日期要写成 2026-11-22 这样"),
        ("on: 5001", "on: 5009", "duty.1.holidays.1.on", "5009 没有写在 staff 里，不能排班"),
        (
            "{date: 2027-01-01, on: 5001}",
            "{date: 2027-01-01, on: 5001}, {date: 2027-01-01, on: 5001}",
            "duty.1.holidays.2.date",
            "写了两遍",
        ),
    ],
)
def test_a_slip_in_the_rota_is_named_with_its_line(tmp_path: Path, old: str, new: str, place: str, reason: str) -> None:
    staff = "staff:\n  - {telegram: 5003, name: 李丽, role: grid_worker, area: lyg-hz-xd}\n"
    holidays = "holidays: [{date: 2027-01-01, on: 5001}]"
    line = f'duty:\n  - {{area: lyg-hz-xd, handover: "09:00", order: [5001], shift: 1d, from: 2026-11-23, {holidays}}}\n'
    text = SMALL.replace("staff:\n", staff) + line
    assert read(written(tmp_path, text)).duty
    found = faults(tmp_path, text.replace(old, new))
    assert any((at, where) == (11, place) and reason in why for at, where, why in found), found


def test_a_rota_given_twice_is_named(tmp_path: Path) -> None:
    line = "  - {area: lyg-hz-xd, order: [5001], from: 2026-11-23}\n"
    assert faults(tmp_path, f"{SMALL}duty:\n{line}{line}") == [(11, "duty.2.area", "这个派出所的排班写了两遍")]
