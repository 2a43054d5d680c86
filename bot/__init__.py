"""Shouwang 守望: the product. Imports no Telegram library and no web framework; `handlers/` translates at the edges."""
