"""The picture of the case of the week: a story of the library as a poster that old eyes can read on a cheap phone.

Way of a story: `bot.publicity.posters` → `layout` (what stands where) → `paint` (PNG). Pure: no network, no clock, no store; the same
story gives the same bytes.
"""
