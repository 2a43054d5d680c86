"""What residents ask for themselves, as they meet it: /verify and /forget."""

import re

from bot.desk import alerts as service
from bot.desk import board
from bot.people import rights
from tests.community.conftest import BOT, SAFE_ACCOUNT, Street
from tests.conftest import LEADER, OFFICER


async def test_the_code_on_the_officer_s_card_is_confirmed_in_private_and_in_the_group(street: Street) -> None:
    await street.wang.start(BOT)  # only then can it be told in private that somebody signed
    await street.wang.say(street.group, f"/report {SAFE_ACCOUNT}")
    await street.settled()
    assert (await board.show(street.office, 1, OFFICER)).viewer.code is None
    await service.acknowledge(street.office, 1, OFFICER)
    card = await board.show(street.office, 1, OFFICER)
    assert card.viewer.code is not None
    assert re.fullmatch(r"\d{4}", card.viewer.code)
    assert (await board.show(street.office, 1, LEADER)).viewer.code is None
    await street.wang.say(street.home, f"/verify {card.viewer.code}")
    await street.desk.wait_message(street.home, "✅ 这个核验码是真的：新东派出所正在处理一件预警。")
    await street.desk.wait_message(street.home, "民警已签收")
    assert (await street.ask_in_group(f"/verify@{BOT} {card.viewer.code}")).text.startswith("✅ 这个核验码是真的")
    wrong = f"{(int(card.viewer.code) + 5000) % 10000:04d}"
    assert (await street.ask(f"/verify {wrong}")).text.startswith("⚠️ 对不上。请不要相信对方")
    assert (await street.ask("/verify")).text.startswith("请在 /verify 后面写上对方给您的 4 位核验码")


async def test_to_be_forgotten_one_is_asked_once_more_in_private(street: Street) -> None:
    await street.ask(SAFE_ACCOUNT)
    assert (await street.ask_in_group(f"/forget@{BOT}")).text == "要删掉自己的记录，请点我的头像私聊，发 /forget。"
    asked = await street.ask("/forget")
    assert asked.text.startswith("确定要删掉您的记录吗？")
    await street.note(street.wang, asked, "先不删")
    assert (await street.now(asked)).text == "好的，什么都没有动。"
    asked = await street.ask("/forget")
    await street.note(street.wang, asked, "确定，删掉")
    assert (await street.now(asked)).text.startswith("已经删掉了。以后有拿不准的")
    found = await rights.export(street.office.store, street.office.cipher, street.wang.id)
    assert (found["questions"], found["last_seen"]) == ([], None)


async def test_a_forged_press_forgets_nobody(street: Street) -> None:
    await street.ask(SAFE_ACCOUNT)
    answer = await street.ask_in_group()
    for data in (f"g1:yes:{street.wang.id}", f"g1:yes:{street.liu.id}"):
        said = await street.note(street.liu, answer, data=data)
        assert said["text"].startswith("这个按钮已经用不了了")
    found = await rights.export(street.office.store, street.office.cipher, street.wang.id)
    assert len(found["questions"]) == 2
