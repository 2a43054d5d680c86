"""The command line: which sizes, which ways, how many reports."""

import argparse
from collections.abc import Sequence

from bench.broadcast.compare import compare
from bench.broadcast.pages import pages
from bench.broadcast.ways import SENDERS, send

SIZES = (100, 1_000, 10_000)
LARGEST = 100_000


def measure(argv: Sequence[str] = ()) -> None:
    """Run it and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.broadcast")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--largest", action="store_true", help=f"also {LARGEST:,} groups: about an hour each way")
    parser.add_argument(
        "--ways", nargs="*", choices=list(SENDERS), default=list(SENDERS), help="only these; several runs can go on at once"
    )
    parser.add_argument("--pages", type=int, default=50, help="reports while a broadcast goes out, and as many before; 0: none")
    parser.add_argument("--groups", type=int, default=10_000, help="groups of the broadcast beside which pages are measured")
    parser.add_argument("--send", nargs=4, metavar=("WAY", "URL", "TOKEN", "GROUPS"), help=argparse.SUPPRESS)
    asked = parser.parse_args(argv)
    if asked.send:
        who, url, token, count = asked.send
        send(who, url, token, int(count))
        return
    if asked.sizes or asked.largest:
        compare([*asked.sizes, *([LARGEST] if asked.largest else [])], asked.ways)
    if asked.pages:
        pages(asked.pages, asked.groups)
