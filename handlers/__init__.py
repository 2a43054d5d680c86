"""The edges: translate in, call one service, translate out. The only rooms that know Telegram."""
