"""The sample district fits the product's own deployment file and can be set out again and again."""

from pathlib import Path

import bot.deployment_file
from sandbox.client import Desk
from sandbox.run import Served
from sandbox.sample import CHARACTERS, COMMUNITY_BOT, DUTY_BOT, deployment


def test_the_deployment_file_is_valid_and_names_the_people_on_the_desk(tmp_path: Path) -> None:
    file = tmp_path / "district.yaml"
    file.write_text(deployment(waits=("1s", "2s", "3s", "4s")), encoding="utf-8")
    read = bot.deployment_file.read(file)
    staff = {entry.telegram: entry.name for entry in read.staff}
    assert staff == {one.id: one.name for one in CHARACTERS if one.role != "resident"}
    assert [rung.wait for rung in read.escalation] == [1, 2, 3, 4]


async def test_the_district_can_be_set_out_twice_without_doubling(served: Served) -> None:
    async with Desk(served.url) as desk:
        people, groups = await desk.sample()
        assert await desk.sample() == (people, groups)
        duty = await desk.do("history", bot=DUTY_BOT)
        assert [item["message"]["text"] for item in duty] == ["/start"] * 5
        community = await desk.do("history", bot=COMMUNITY_BOT)
        added = [item["my_chat_member"]["chat"]["title"] for item in community if "my_chat_member" in item]
        assert added == ["镇西新苑业主群", "鸿达电子厂工友群"]
        said = await people["王阿姨"].say(groups["幸福一家人"], "@shouwang_bot 这个是诈骗吗")
        assert (await desk.do("history", bot=COMMUNITY_BOT))[-1]["guest_message"]["message_id"] == said.id
