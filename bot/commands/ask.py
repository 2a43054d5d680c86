"""`shouwang ask`: a text, a picture or lines of JSON, judged offline."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.terminal import err, finished, out, settings
from bot.errors import OperatorError


def ask(
    text: Annotated[str | None, typer.Argument(help="要判断的话")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="从标准输入逐行读 {id,text}，逐行写 JSON")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="只写 JSON")] = False,
    image: Annotated[list[Path] | None, typer.Option("--image", help="截图、照片或二维码，可以写几次")] = None,
) -> None:
    """这是诈骗吗？离线判断一段话或一张截图。"""
    from bot.library.compile import opened
    from bot.triage.verdict import Triage

    words = "\n".join(part for part in (text or "", *(finished(_words_on(image)) if image else ())) if part.strip())
    if not jsonl and not words:
        raise OperatorError("请给出要判断的话：shouwang ask “对方让我…”，或 --image 截图文件，或用 --jsonl 从标准输入读")
    knobs = settings()
    knobs.data_dir.mkdir(parents=True, exist_ok=True)
    library = opened(knobs.content_dir, knobs.library_path)
    triage = Triage(library)
    if jsonl:
        raise typer.Exit(_ask_lines(triage))
    verdict = triage.judge(words)
    if as_json:
        sys.stdout.buffer.write(_line(verdict.as_json()))
        return
    from bot.asking.answers import compose

    out.print(compose(library, verdict, 0, short=False).text, highlight=False, markup=False)


_PICTURE_TROUBLE = {
    "unreadable": "打不开：不是图片，或者文件已经损坏",
    "too_big": "太大：文件不能超过 20 MB、4000 万像素",
    "too_slow": "太复杂，没能在限定时间内读完",
    "no_text": "里没有读到文字或二维码",
}


async def _words_on(images: list[Path]) -> list[str]:
    """What is written on pictures; raises OperatorError naming the picture that says nothing, and warns of one read only in part."""
    from bot.asking.pictures import PictureReader

    reader, words = PictureReader(), []
    try:
        for image in images:
            try:
                reading = await reader.read(await asyncio.to_thread(image.read_bytes))
            except OSError as fault:
                raise OperatorError(f"读不到 {image}：{fault.strerror}") from fault
            if reading.trouble and not reading.asked:
                raise OperatorError(f"图片 {image} {_PICTURE_TROUBLE[reading.trouble]}")
            if reading.trouble:
                err.print(f"图片 {image} {_PICTURE_TROUBLE[reading.trouble]}，只判断了读到的部分", highlight=False, markup=False)
            words.append(reading.asked)
    finally:
        await reader.close()
    return words


def _ask_lines(triage: Any) -> int:
    """One JSON line out for each line in, in order, at once; a line that is no question is named on standard error. Exit code.

    Lines are UTF-8 whatever the terminal speaks; bytes that are none, and emoji that were cut in two, hold nothing up.
    """
    faults = 0
    for number, raw in enumerate(sys.stdin.buffer, 1):
        line = raw.decode("utf-8-sig" if number == 1 else "utf-8", "replace")
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            key, text = row["id"], str(row["text"])
        except (ValueError, KeyError, TypeError) as fault:
            err.print(f"第 {number} 行不是 {{id, text}}：{type(fault).__name__}", highlight=False, markup=False)
            faults += 1
            continue
        sys.stdout.buffer.write(_line({"id": key, **triage.judge(text).as_json()}))
        sys.stdout.buffer.flush()
    return 1 if faults else 0


def _line(answer: dict[str, Any]) -> bytes:
    """One line of JSON; half an emoji can only be written escaped."""
    try:
        return f"{json.dumps(answer, ensure_ascii=False)}\n".encode()
    except UnicodeEncodeError:
        return f"{json.dumps(answer)}\n".encode()
