"""What a page of `/notice` says."""

from collections.abc import Iterator

from bot.duty.rota import spoken
from bot.publicity.broadcasts import Missed, Progress
from bot.publicity.notice_card import NoticeCard
from bot.publicity.tags import kind_name, tag_name
from bot.texts import say, series

BAR = 10
A_FEW_MINUTES = 120.0


def told(card: NoticeCard) -> str:
    """The whole of a page."""
    pages = {
        "words": _words, "templates": _words, "audience": _audience, "tags": _audience, "time": _time, "ready": _ready,
        "asked": _asked, "judge": _judge, "moved-on": _moved_on, "report": _report, "sure": _sure,
    }  # fmt: skip
    page = pages.get(card.view)
    return "\n".join(line for line in page(card) if line) if page else say("notice-gone")


def _words(card: NoticeCard) -> Iterator[str]:
    if card.view == "templates":
        yield say("notice-templates")
        return
    if card.media and not card.words:
        yield say("notice-words-for-picture")
        return
    yield say("notice-write")
    yield say("notice-write-again") if card.words else ""


def _to(card: NoticeCard) -> str:
    """镇西新苑 · 业主群 · 老年人较多 → 2 个群."""
    kinds = series(kind_name(kind) for kind in card.kinds) or say("notice-any-kind")
    tags = series(tag_name(tag.name) for tag in card.tags if tag.on) or say("notice-any-tag")
    return say("notice-to", area=card.area, kinds=kinds, tags=tags, count=card.groups)


def _audience(card: NoticeCard) -> Iterator[str]:
    yield say("notice-for-tags") if card.view == "tags" else say("notice-for-whom")
    yield _to(card)
    yield say("notice-doubtful") if card.doubtful else ""


def _time(card: NoticeCard) -> Iterator[str]:
    yield say("notice-when")


def _ready(card: NoticeCard) -> Iterator[str]:
    yield say("notice-ready")
    yield _to(card)
    yield _at(card)
    yield say("notice-urgent") if card.urgent else ""
    yield say("notice-sent-back", name=card.judged_by, reason=card.reason) if card.reason and card.judged_by else ""
    yield say("notice-doubtful") if card.doubtful else ""
    yield say("notice-second") if card.second and not card.urgent else ""


def _at(card: NoticeCard) -> str:
    return say("notice-goes-at", at=spoken(card.at, card.zone)) if card.at else say("notice-goes-now")


def _asked(card: NoticeCard) -> Iterator[str]:
    yield say("notice-asked")
    yield _to(card)
    yield _at(card)


def _judge(card: NoticeCard) -> Iterator[str]:
    yield say("notice-judge", name=card.writer)
    yield _to(card)
    yield _at(card)
    yield say("notice-judge-urgent") if card.urgent else ""
    yield say("notice-doubtful") if card.doubtful else ""


def _moved_on(card: NoticeCard) -> Iterator[str]:
    yield (
        say("notice-was-approved", name=card.judged_by)
        if card.state == "sent" and card.judged_by
        else say("notice-was-refused", name=card.judged_by)
        if card.state == "writing" and card.judged_by and card.reason
        else say("notice-changed-since")
    )


def _report(card: NoticeCard) -> Iterator[str]:
    progress = card.progress
    if progress is None:
        return
    yield _head(card, progress)
    yield say("notice-report-area", area=card.area, count=progress.total)
    if progress.state in ("going", "withdrawing") and progress.total:
        yield _bar(progress)
    if progress.state != "planned":
        yield _counts(progress)
        yield say("notice-put-off", count=progress.put_off) if progress.put_off else ""
        yield say("notice-bare", count=progress.bare, groups=series(card.bare)) if card.bare else ""
        yield from _why(progress, card.missed)
        yield say("notice-reads", count=card.reads) if card.reads else ""


def _head(card: NoticeCard, progress: Progress) -> str:
    keys = {
        "planned": "notice-is-planned", "going": "notice-is-going", "done": "notice-is-done", "cancelled": "notice-is-stopped",
        "withdrawing": "notice-is-recalled", "withdrawn": "notice-was-recalled",
    }  # fmt: skip
    return say(keys[progress.state], id=card.id, at=spoken(progress.at, card.zone))


def _bar(progress: Progress) -> str:
    part = (progress.total - progress.remaining) / progress.total
    full = round(part * BAR)
    return f"{'▓' * full}{'░' * (BAR - full)} {part:.0%}{_left(progress.seconds_left or 0.0)}"


def _left(seconds: float) -> str:
    """，大约还要 40 秒; of more than two minutes only the minutes."""
    if seconds > A_FEW_MINUTES:
        return say("notice-minutes-left", count=round(seconds / 60))
    return say("notice-seconds-left", count=round(seconds)) if seconds else ""


def _counts(progress: Progress) -> str:
    """送到 8 个群 · 还没发 4 个; 还留着 1 个群 · 已撤回 7 个."""
    over = progress.state == "withdrawn"
    parts = [] if over and not progress.sent else [say("notice-stays" if over else "notice-sent", count=progress.sent)]
    more = (
        ("notice-left", progress.remaining),
        ("notice-failed", _failed(progress)),
        ("notice-unknown", progress.unknown),
        ("notice-spared", progress.cancelled),
        ("notice-taken-back", progress.withdrawn),
    )
    return " · ".join(parts + [say(key, count=count) for key, count in more if count])


def _failed(progress: Progress) -> int:
    return sum(progress.failed.values()) + sum(progress.skipped.values())


def _why(progress: Progress, missed: tuple[Missed, ...]) -> Iterator[str]:
    """The groups that were not reached for certain, and why."""
    if progress.state in ("going", "planned"):
        return
    for one in missed:
        reason = "stays" if one.state == "sent" else one.reason or "refused"
        yield say("notice-missed", group=one.group, why=say(f"notice-why-{reason}"))
    count = progress.unknown + (progress.sent if progress.state == "withdrawn" else _failed(progress))
    yield say("notice-missed-more", count=count - len(missed)) if count > len(missed) else ""


def _sure(card: NoticeCard) -> Iterator[str]:
    yield say("notice-sure-doubts") if card.awaits == "doubts" else say("notice-sure-recall")
    yield from _why(card.progress, card.missed) if card.progress and card.awaits == "doubts" else ()
