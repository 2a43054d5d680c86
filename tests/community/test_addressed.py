"""Which raw updates pass the door: a yes is kept, a no leaves no trace, and nothing that arrives can break it."""

from typing import Any

import pytest

from handlers.community.addressed import ANONYMOUS_ADMIN, CHANNEL_FORWARDS, Me, addressed, call_in

ME = Me(4001, "shouwang_bot", "守望")
GROUP = {"id": -100, "type": "supergroup", "title": "群"}
PERSON = {"id": 7, "is_bot": False, "first_name": "王"}
OURS = {"message_id": 1, "from": {"id": 4001, "is_bot": True}, "text": "🔴 高度疑似诈骗"}


def said(text: str = "", **more: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": {"message_id": 2, "date": 1, "chat": GROUP, "from": PERSON, "text": text} | more}


@pytest.mark.parametrize(
    "text",
    [
        "@shouwang_bot 这是诈骗吗",
        "@Shouwang_Bot这是诈骗吗",
        "大家看看 @shouwang_bot",
        "/ask",
        "/ask 有人让我转账",
        "/ask有人让我转账",
        "/ASK@shouwang_bot",
        "/report@shouwang_bot 他要验证码",
        "/help",
        "/start@shouwang_bot",
    ],
)
def test_commands_and_mentions_in_a_group_are_for_us(text: str) -> None:
    assert addressed(said(text), ME)


@pytest.mark.parametrize(
    "text",
    [
        "今晚一起跳广场舞吗",
        "@shouwang_bot_2 在吗",
        "写信到 me@shouwang_bot",
        "t.me/shouwang_bot",
        "/start",
        "/ask@other_bot 这是诈骗吗",
        "/ban@other_bot @shouwang_bot",
        "/weather",
        "/askme",
        "",
    ],
)
def test_other_talk_in_a_group_is_not_for_us(text: str) -> None:
    assert not addressed(said(text), ME)


def test_a_caption_counts_like_a_text() -> None:
    update = said()
    del update["message"]["text"]
    assert addressed({"message": update["message"] | {"caption": "@shouwang_bot 这是诈骗吗", "photo": []}}, ME)


def test_a_mention_by_name_is_for_us() -> None:
    mark = {"type": "text_mention", "offset": 0, "length": 2, "user": {"id": 4001, "is_bot": True}}
    assert addressed(said("守望 看看", entities=[mark]), ME)


def test_a_reply_to_the_bot_is_for_us_and_a_reply_to_a_neighbour_is_not() -> None:
    assert addressed(said("我已经转了", reply_to_message=OURS), ME)
    assert not addressed(said("我已经转了", reply_to_message=OURS | {"from": PERSON}), ME)


def test_talk_in_a_topic_that_the_bot_opened_is_no_reply() -> None:
    opened = OURS | {"forum_topic_created": {"name": "反诈"}}
    assert not addressed(said("吃了吗", reply_to_message=opened, is_topic_message=True), ME)


def test_an_anonymous_administrator_is_a_person_and_an_impostor_is_not() -> None:
    anonymous = {"id": ANONYMOUS_ADMIN, "is_bot": True}
    assert addressed(said("/ask 这是诈骗吗", **{"from": anonymous, "sender_chat": GROUP}), ME)
    assert not addressed(said("/ask 这是诈骗吗", **{"from": anonymous, "sender_chat": {"id": -5}}), ME)
    assert not addressed(said("/ask 这是诈骗吗", **{"from": anonymous}), ME)


@pytest.mark.parametrize("sender", [{"id": CHANNEL_FORWARDS, "is_bot": False}, {"id": 8, "is_bot": True}, {}])
def test_channels_and_other_bots_are_not_answered(sender: dict[str, Any]) -> None:
    assert not addressed(said("@shouwang_bot 这是诈骗吗", **{"from": sender}), ME)


def test_everything_a_person_says_in_private_is_for_us() -> None:
    private = {"id": 7, "type": "private"}
    assert addressed(said("你好", chat=private), ME)
    assert not addressed(said("你好", chat=private, **{"from": {"id": 8, "is_bot": True}}), ME)


def test_what_telegram_says_of_a_private_chat_is_nobody_s_question() -> None:
    private = {"id": 7, "type": "private"}
    assert not addressed(said("", chat=private, pinned_message=OURS), ME)
    assert not addressed(said("", chat=private, message_auto_delete_timer_changed={"message_auto_delete_time": 86400}), ME)


def test_presses_moves_guests_quizzes_and_our_own_place_are_for_us() -> None:
    assert addressed({"callback_query": {"id": "1"}}, ME)
    assert addressed(said(migrate_to_chat_id=-200), ME)
    assert addressed({"my_chat_member": {"chat": GROUP}}, ME)
    assert not addressed({"my_chat_member": {"chat": {"id": 7, "type": "private"}}}, ME)
    assert addressed({"poll": {"id": "1", "type": "quiz", "options": []}}, ME)
    assert addressed({"guest_message": said("@shouwang_bot")["message"] | {"guest_query_id": "g1"}}, ME)


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"update_id": 1},
        {"message": None},
        {"message": []},
        {"message": {}},
        {"message": {"chat": 5, "from": "x"}},
        {"message": {"chat": GROUP, "from": PERSON, "text": "看", "entities": ["x", {"user": 3}], "reply_to_message": "y"}},
        {"poll": {"id": "1"}},
        {"channel_post": {}},
        {"some_future_kind": {"chat": GROUP}},
        {"my_chat_member": {"chat": []}},
        {"guest_message": {"guest_query_id": 3}},
    ],
)
def test_an_update_of_any_other_shape_is_left_alone(update: dict[str, Any]) -> None:
    assert not addressed(update, ME)


def test_a_command_is_read_with_or_without_a_space_before_chinese() -> None:
    for text in ("/ask 有人让我转账", "/ask有人让我转账", "/ask@shouwang_bot\n有人让我转账"):
        call = call_in(text)
        assert call is not None
        assert (call.name, call.rest) == ("ask", "有人让我转账")
    assert call_in("/etc/passwd") is None
    assert call_in("问 /ask") is None
