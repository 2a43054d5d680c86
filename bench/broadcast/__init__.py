"""How fast whatever goes to many goes out at Telegram's limits, and what it does to a page: ours beside a naive loop and
python-telegram-bot's own.

The desk keeps Telegram's limits (thirty a second for a bot, twenty a minute for a group) on real time and counts each 429; who sends is a
process of its own, with its own bot. What came when is read from the desk, not from whoever sent it.

`town` is the many groups and what came to them, `ways` who sends, `compare` sends each way; `pages` reports while a broadcast goes out.
"""
