"""What residents ask for themselves, as they meet it: /verify."""

import re

from bot import alerts as service
from bot import board
from tests.community.conftest import BOT, SAFE_ACCOUNT, Street
from tests.conftest import LEADER, OFFICER


async def test_the_code_on_the_officer_s_card_is_confirmed_in_private_and_in_the_group(street: Street) -> None:
    await street.wang.say(street.group, f"/report {SAFE_ACCOUNT}")
    await street.settled()
    assert (await board.show(street.office, 1, OFFICER)).code is None
    await service.acknowledge(street.office, 1, OFFICER)
    card = await board.show(street.office, 1, OFFICER)
    assert card.code is not None
    assert re.fullmatch(r"\d{4}", card.code)
    assert (await board.show(street.office, 1, LEADER)).code is None
    await street.wang.say(street.home, f"/verify {card.code}")
    await street.desk.wait_message(street.home, "✅ 这个核验码是真的：新东派出所正在处理一件预警。")
    await street.desk.wait_message(street.home, "民警已签收")
    assert (await street.ask_in_group(f"/verify@{BOT} {card.code}")).text.startswith("✅ 这个核验码是真的")
    wrong = f"{(int(card.code) + 5000) % 10000:04d}"
    assert (await street.ask(f"/verify {wrong}")).text.startswith("⚠️ 对不上。请不要相信对方")
    assert (await street.ask("/verify")).text.startswith("请在 /verify 后面写上对方给您的 4 位核验码")
