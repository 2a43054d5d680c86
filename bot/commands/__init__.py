"""The `shouwang` command line, one file a noun."""
