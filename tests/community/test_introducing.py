"""Who the bot is, what it keeps, how it is; and how one's own report stands behind the private door."""

from dataclasses import replace

import pytest
from pydantic import SecretStr

from sandbox.client import Private
from tests.community.conftest import BOT, SAFE_ACCOUNT, Street


async def test_start_says_who_runs_it_and_how_to_use_it(street: Street) -> None:
    said = await street.wang.start(BOT)
    text = (await street.answer(street.home, said)).text
    assert text.startswith("您好，我是守望，一个反诈问答机器人，由新东社区反诈服务站运行。")
    assert "不是民警" in text


async def test_an_unknown_start_word_brings_the_introduction(street: Street) -> None:
    for payload in ("guest", "r", "rx", "r99999999999999999999", "1"):
        said = await street.wang.start(BOT, payload)
        assert (await street.answer(street.home, said)).text.startswith("您好，我是守望")


async def test_behind_the_private_door_the_reporter_reads_how_it_stands(street: Street) -> None:
    answer = await street.ask_in_group()
    await street.note(street.wang, answer, "报告民警")
    receipt = await street.answer(street.group, answer)
    said = await street.desk.follow(street.wang, receipt.links["私下补充"])
    text = (await street.answer(street.home, said)).text
    assert text.startswith("预警 1 号：已经通知民警，正在等签收。")
    assert "不转账" in text


@pytest.mark.parametrize("payload", ["r1", "r4711"])
async def test_somebody_elses_report_stays_theirs(street: Street, payload: str) -> None:
    await street.wang.say(street.group, f"/report {SAFE_ACCOUNT}")
    await street.settled()
    said = await street.liu.start(BOT, payload)
    assert (await street.answer(Private(street.liu, BOT), said)).text == "只有报告人自己能看这条进展。"


async def test_help_differs_between_private_and_group(street: Street) -> None:
    private, group = await street.ask("/help"), await street.ask_in_group("/help")
    assert private.text.startswith("这样用我")
    assert group.text.startswith("在群里这样用我")
    assert f"@{BOT}" in group.text


async def test_privacy_names_the_days_and_who_runs_it(street: Street) -> None:
    text = (await street.ask("/privacy")).text
    assert "30 天" in text
    assert "新东社区反诈服务站" in text
    assert "180 天" in text
    assert "/forget" in text


async def test_privacy_says_what_leaves_the_house_and_for_which_model(street: Street) -> None:
    home = (await street.ask("/privacy")).text
    assert "判断全部在本机完成" in home
    assert "大模型（" not in home
    models = {
        "openai_api_key": SecretStr("x"),
        "openai_base_url": "http://127.0.0.1:9/v1",
        "openai_model": "qwen",
        "transcription_model": "ear",
    }
    office = street.office
    named = replace(office, settings=office.settings.model_copy(update=models))
    office.settings, office.opinion, office.voice = named.settings, named.opinion, named.voice
    away = (await street.ask("/privacy")).text
    assert "判断全部在本机完成" not in away
    assert "遮住号码、链接、账号以后，会请外部的大模型（qwen）" in away
    assert "语音会原样交给外部的转写服务（ear）" in away


async def test_status_tells_how_much_it_knows_and_where_the_group_belongs(street: Street) -> None:
    patterns = len(street.office.library.patterns)
    assert f"{patterns} 个套路" in (await street.ask("/status")).text
    assert "本群属于：镇西新苑" in (await street.ask_in_group("/status")).text


async def test_status_of_an_unbound_group_says_what_is_missing(street: Street) -> None:
    group = await street.desk.group("三号楼邻里群", members=[street.wang], bots=[BOT])
    await street.settled()
    said = await street.wang.say(group, f"/status@{BOT}")
    assert "/bind" in (await street.answer(group, said)).text


async def test_start_in_a_group_answers_only_when_the_bot_is_named(street: Street) -> None:
    assert (await street.ask_in_group(f"/start@{BOT}")).text.startswith("您好，我是守望")
    said = await street.wang.say(street.group, "/start")
    assert await street.heard(street.group, said) == []
