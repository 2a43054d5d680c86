"""Both real frameworks over real HTTP: what they send is understood, what they get they can read."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramForbiddenError, TelegramMigrateToChat, TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputPollOption,
    InputTextMessageContent,
    Message,
    PollAnswer,
)
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Buttons
from telegram import Update
from telegram.error import ChatMigrated, Forbidden, NetworkError, RetryAfter
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, CommandHandler, MessageHandler, PollAnswerHandler, filters

from sandbox.client import Desk, Private
from sandbox.run import Served
from tests.conftest import until

TOKEN = "4001:AAF-community"
OTHER = "4002:AAF-duty"
YES = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="报告民警", callback_data="v1:report:17")]])


@asynccontextmanager
async def aiogram_bot(served: Served) -> AsyncIterator[Bot]:
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(served.url)))
    async with bot:
        yield bot


@asynccontextmanager
async def polling(bot: Bot, dispatcher: Dispatcher) -> AsyncIterator[None]:
    task = asyncio.create_task(dispatcher.start_polling(bot, polling_timeout=5, handle_signals=False, close_bot_session=False))
    try:
        yield
    finally:
        await dispatcher.stop_polling()
        await task


@asynccontextmanager
async def ptb_app(served: Served, *, poll: bool = True) -> AsyncIterator[Application]:
    builder = ApplicationBuilder().token(OTHER).base_url(served.url + "/bot").base_file_url(served.url + "/file/bot")
    builder = builder.connect_timeout(30).read_timeout(30).write_timeout(30).pool_timeout(30)
    app = builder.get_updates_connect_timeout(30).get_updates_read_timeout(30).get_updates_pool_timeout(30).build()
    async with app:
        await app.start()
        if poll:
            await app.updater.start_polling(timeout=5, allowed_updates=Update.ALL_TYPES)
        try:
            yield app
        finally:
            if poll:
                await app.updater.stop()
            await app.stop()


async def test_aiogram_plays_a_whole_evening(served: Served, desk: Desk, picture: bytes) -> None:
    dispatcher, joined, votes = Dispatcher(), [], []

    @dispatcher.message(CommandStart())
    async def on_start(message: Message) -> None:
        await message.answer(f"您好,{message.from_user.first_name}", reply_markup=YES)

    @dispatcher.message(F.photo)
    async def on_photo(message: Message) -> None:
        received = await message.bot.download(message.photo[-1])
        await message.reply_photo(BufferedInputFile(received.read(), "back.png"), caption="收到图片")

    @dispatcher.message(Command("quiz"))
    async def on_quiz(message: Message) -> None:
        options = [InputPollOption(text="转账"), InputPollOption(text="挂断并拨打110")]
        await message.answer_poll("接到“公检法”电话要求转账?", options, type="quiz", correct_option_ids=[1], is_anonymous=False)

    @dispatcher.message(F.text)
    async def on_message(message: Message) -> None:
        await message.reply("这是诈骗")

    @dispatcher.callback_query()
    async def on_press(query: CallbackQuery) -> None:
        await query.message.edit_text("已转达")
        await query.answer("已转达民警")

    @dispatcher.my_chat_member()
    async def on_joined(event: ChatMemberUpdated) -> None:
        joined.append((event.chat.title, event.new_chat_member.status))

    @dispatcher.poll_answer()
    async def on_vote(answer: PollAnswer) -> None:
        votes.append((answer.user.first_name, answer.option_ids))

    wang = await desk.person("王阿姨")
    async with aiogram_bot(served) as bot, polling(bot, dispatcher):
        private = Private(wang, "shouwang_bot")
        await wang.start("shouwang_bot")
        hello = await desk.wait_message(private, "您好,王阿姨")
        press = await wang.press(hello, "报告民警")
        assert (await desk.wait_answer(press))["text"] == "已转达民警"
        assert (await desk.wait_message(private, "已转达")).buttons == []

        group = await desk.group("镇西新苑业主群", members=[wang], bots=["shouwang_bot"], forum=True)
        topic = await desk.topic(group, "防诈", wang)
        said = await wang.say(group, "@shouwang_bot 这是诈骗吗", topic=topic)
        answer = await desk.wait_message(group, "这是诈骗", after=said, sender=4001)
        assert (answer.topic, answer.json["reply_to"]) == (topic, said.id)

        await wang.say(private, photo=picture)
        back = await desk.wait_message(private, "收到图片")
        assert served.world.files[back.json["files"][0]].content == picture

        await wang.say(group, "/quiz@shouwang_bot", topic=topic)
        quiz = await desk.wait_message(group, "公检法", sender=4001)
        await desk.vote(wang, quiz, 1)
        await until(lambda: votes)
    assert joined == [("镇西新苑业主群", "member")]
    assert votes == [("王阿姨", [1])]
    assert await desk.violations() == []


async def test_ptb_plays_a_whole_evening(served: Served, desk: Desk, picture: bytes) -> None:
    votes = []

    async def on_start(update: Update, _: object) -> None:
        row = [[Button("签收", callback_data="v1:ack:17")]]
        await update.message.reply_text("预警 #17\n高危", reply_markup=Buttons(row))

    async def on_press(update: Update, _: object) -> None:
        await update.callback_query.answer("已签收")
        await update.callback_query.edit_message_text("陈警官已签收")

    async def on_photo(update: Update, _: object) -> None:
        file = await update.message.photo[-1].get_file()
        await update.message.reply_photo(bytes(await file.download_as_bytearray()), caption="收到图片")

    async def on_quiz(update: Update, context: object) -> None:
        await update.effective_chat.send_poll("怎么办?", ["转账", "挂断"], type="quiz", correct_option_ids=[1], is_anonymous=False)

    async def on_vote(update: Update, _: object) -> None:
        votes.append(update.poll_answer.option_ids)

    chen = await desk.person("陈警官", id=5001)
    async with ptb_app(served) as app:
        app.add_handler(CommandHandler("start", on_start))
        app.add_handler(CommandHandler("quiz", on_quiz))
        app.add_handler(MessageHandler(filters.PHOTO, on_photo))
        app.add_handler(CallbackQueryHandler(on_press))
        app.add_handler(PollAnswerHandler(on_vote))
        private = Private(chen, "shouwang_duty_bot")
        await desk.follow(chen, "https://t.me/shouwang_duty_bot?start=one-time_CODE")
        card = await desk.wait_message(private, "预警 #17")
        press = await chen.press(card, "签收")
        assert (await desk.wait_answer(press))["text"] == "已签收"
        assert (await desk.wait_message(private, "陈警官已签收")).id == card.id

        await chen.say(private, photo=picture)
        back = await desk.wait_message(private, "收到图片")
        assert served.world.files[back.json["files"][0]].content == picture

        group = await desk.group("值班群", members=[chen], bots=["shouwang_duty_bot"])
        await chen.say(group, "/quiz@shouwang_duty_bot")
        await desk.vote(chen, await desk.wait_message(group, "怎么办"), 1)
        await until(lambda: votes)
    assert votes == [(1,)]
    assert await desk.violations() == []


async def test_aiogram_understands_every_refusal(served: Served, desk: Desk) -> None:
    wang, stranger = await desk.person("王阿姨"), await desk.person("路人")
    group = await desk.group("老群", type="group", members=[wang], bots=["shouwang_bot"])
    async with aiogram_bot(served) as bot:
        with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation with a user"):
            await bot.send_message(stranger.id, "您好")
        await wang.start("shouwang_bot")
        await desk.do("block", person=wang.id, bot="shouwang_bot")
        with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
            await bot.send_message(wang.id, "您好")
        await desk.fault("sendMessage", status=429, retry_after=3)
        with pytest.raises(TelegramRetryAfter) as flood:
            await bot.send_message(group.id, "您好")
        assert flood.value.retry_after == 3
        await desk.fault("sendMessage", status=502)
        with pytest.raises(TelegramServerError):
            await bot.send_message(group.id, "您好")
        await desk.fault("sendMessage", drop="before")
        with pytest.raises(TelegramNetworkError):
            await bot.send_message(group.id, "没有发出")
        await desk.fault("sendMessage", drop="after")
        with pytest.raises(TelegramNetworkError):
            await bot.send_message(group.id, "发出了")
        assert [item.text for item in await desk.messages(group, contains="发出")] == ["发出了"]
        await desk.do("migrate", chat=group.key, to=-1001000000777)
        with pytest.raises(TelegramMigrateToChat) as moved:
            await bot.send_message(group.id, "您好")
        assert moved.value.migrate_to_chat_id == -1001000000777
        await desk.do("place", chat="-1001000000777", who="shouwang_bot", status="kicked")
        with pytest.raises(TelegramForbiddenError, match="bot was kicked from the supergroup chat"):
            await bot.send_message(-1001000000777, "您好")


async def test_ptb_understands_every_refusal(served: Served, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else the framework warns about its own exception
    chen = await desk.person("陈警官", id=5001)
    group = await desk.group("老群", type="group", members=[chen], bots=["shouwang_duty_bot"])
    async with ptb_app(served, poll=False) as app:
        with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
            await app.bot.send_message(chen.id, "您好")
        await desk.fault("sendMessage", status=429, retry_after=3, bot="shouwang_duty_bot")
        with pytest.raises(RetryAfter, match="0:00:03"):
            await app.bot.send_message(group.id, "您好")
        await desk.fault("sendMessage", drop="before")
        with pytest.raises(NetworkError):
            await app.bot.send_message(group.id, "您好")
        await desk.do("migrate", chat=group.key, to=-1001000000778)
        with pytest.raises(ChatMigrated) as moved:
            await app.bot.send_message(group.id, "您好")
        assert moved.value.new_chat_id == -1001000000778


async def test_aiogram_uses_the_rest_of_what_bots_need(served: Served, desk: Desk, picture: bytes) -> None:
    wang = await desk.person("王阿姨")
    group = await desk.group("业主群", members=[wang], bot_admins=["shouwang_bot"])
    async with aiogram_bot(served) as bot:
        pair = [InputMediaPhoto(media=BufferedInputFile(picture, f"{n}.png"), caption=str(n)) for n in (1, 2)]
        album = await bot.send_media_group(group.id, pair)
        assert album[0].media_group_id == album[1].media_group_id
        assert (await bot.send_photo(group.id, album[0].photo[-1].file_id)).photo[-1].width == 600
        await bot.send_document(group.id, BufferedInputFile(b"1,2", "list.csv"), caption="名单")
        await bot.send_video(group.id, BufferedInputFile(b"video", "v.mp4"))
        await bot.send_chat_action(group.id, "typing")
        await bot.pin_chat_message(group.id, album[0].message_id)
        await bot.edit_message_caption(chat_id=group.id, message_id=album[0].message_id, caption="改过")
        assert (await bot.get_chat(group.id)).pinned_message.caption == "改过"
        await bot.set_my_commands([BotCommand(command="ask", description="问一问")], BotCommandScopeAllGroupChats(), "zh")
        assert (await bot.get_my_commands(BotCommandScopeAllGroupChats(), "zh"))[0].description == "问一问"
        await bot.set_my_description("守望社区")
        assert (await bot.get_my_description()).description == "守望社区"
        assert (await bot.get_chat_member(group.id, wang.id)).status == "member"
        assert [item.user.id for item in await bot.get_chat_administrators(group.id)] == [4001]
        quiz = await bot.send_poll(group.id, "?", [InputPollOption(text="是"), InputPollOption(text="否")])
        assert (await bot.stop_poll(group.id, quiz.message_id)).is_closed
        await bot.delete_messages(group.id, [quiz.message_id, album[1].message_id])
        whisper = await bot.send_message(group.id, "只有您看得到", receiver_user_id=wang.id)
        assert (whisper.message_id, whisper.receiver_user.id) == (0, wang.id)
        await bot.edit_ephemeral_message_text(
            chat_id=group.id, receiver_user_id=wang.id, ephemeral_message_id=whisper.ephemeral_message_id, text="请先别转账"
        )
        await bot.leave_chat(group.id)
    assert await desk.messages(group, contains="请先别转账")
    assert await desk.violations() == []


async def test_a_guest_is_answered_once_where_the_bot_is_not(served: Served, desk: Desk) -> None:
    dispatcher, asked = Dispatcher(), []

    @dispatcher.guest_message()
    async def on_guest(message: Message) -> None:
        asked.append(message)
        content = InputTextMessageContent(message_text="高度疑似诈骗")
        await message.answer_guest_query(InlineQueryResultArticle(id="1", title="守望", input_message_content=content))

    wang = await desk.person("王阿姨")
    family = await desk.group("幸福一家人", members=[wang])
    async with aiogram_bot(served) as bot, polling(bot, dispatcher):
        said = await wang.say(family, "@shouwang_bot 说我医保卡异常")
        answer = await desk.wait_message(family, "高度疑似诈骗", after=said)
        assert answer.json["reply_to"] == said.id
        second = InlineQueryResultArticle(id="2", title="守望", input_message_content=InputTextMessageContent(message_text="再答"))
        with pytest.raises(Exception, match="query ID is invalid"):
            await bot.answer_guest_query(asked[0].guest_query_id, second)
    assert await desk.violations() == []
