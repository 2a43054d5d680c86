"""A deployment that changes while the bots run: who came on duty in an outage is told once, no alert stays with who left."""

from datetime import timedelta

from bot import clock
from bot.duty.rota import HERE
from sandbox.client import Private
from sandbox.sample import COMMUNITY_BOT, DUTY_BOT, deployment
from tests.journeys.conftest import WAITS, Street


async def test_the_running_bots_follow_the_deployment_file(street: Street) -> None:
    chen, zhou, wang = street.person("陈警官"), street.person("周所长"), street.person("王阿姨")
    began = clock.now().astimezone(HERE) - timedelta(hours=2)
    duty = f'duty:\n  - {{area: lyg-hz-xd, handover: "{began:%H:%M}", order: [5001], from: {began:%Y-%m-%d}}}\n'
    street.bots.kill("duty")
    assert "~ 值班安排" in street.bots.setup(deployment(WAITS) + duty)
    street.bots.start("duty")
    told = await street.desk.wait_message(Private(chen, DUTY_BOT), contains="起由您当班")

    await wang.say(Private(wang, COMMUNITY_BOT), "/report 丙三 自称公安局的说我涉嫌洗钱，我已经转了三万")
    card = await street.desk.wait_message(Private(chen, DUTY_BOT), contains="丙三")
    await chen.press(card, "签收")
    await street.desk.wait_message(Private(chen, DUTY_BOT), contains="您已于")
    mark = await street.desk.mark()
    left = deployment(WAITS).replace("telegram: 5001, name: 陈警官", "telegram: 5011, name: 王警官")
    assert "- 人员 陈警官（officer @ lyg-hz-xd）停用" in street.bots.setup(left)
    await street.desk.wait_message(Private(zhou, DUTY_BOT), contains="丙三", after=mark, button="签收")
    assert len(await street.desk.messages(told.chat, contains="起由您当班")) == 1
