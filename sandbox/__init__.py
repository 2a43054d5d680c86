"""A Telegram on one desk: a Bot API server with chats and people in memory, for the demo and for tests over real HTTP.

Nothing here reaches a network. `world` holds the state, `people` and `rooms` do what humans do, `methods` answers bots,
`server` and `desk` are the two HTTP faces of it, `client` is how tests and the tour speak to it, `page` is what one looks at.
"""
