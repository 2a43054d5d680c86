"""劝劝邻居, the game itself: a state and a move make the next state, what the neighbour says, and why. Pure; nothing is kept here.

A neighbour comes from the library (content/neighbours); bot.neighbours plays with residents and keeps how it stands. Whatever is said, it
ends within the neighbour's turns: persuaded when the trick was named and trust is full, gone when it is used up, else by how much is left.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.library.neighbour import HARSH, HELPFUL
from bot.library.read import MoveCard, NeighbourCard
from bot.triage.normalise import normalise

FULL = 10
"""Trust at which somebody lets go."""
HALF = 6
"""Trust from which they at least wait until tomorrow."""
OFFERED = 4
"""Buttons at a time."""
GAP = 12

End = Literal["won", "waits", "leaves"]

_COMMON: dict[str, tuple[str, ...]] = {
    "listen": (
        "慢慢说", "慢慢讲", "别急", "别着急", "别慌", "坐下", "坐会", "坐一会", "歇口气", "歇会", "喝口水", "喝杯茶", "喝口茶", "我听着", "听您说",
        "听你说", "怎么回事", "咋回事", "出啥事", "出什么事", "咋啦", "咋了", "怎么了", "啥事", "进来坐", "进屋", "跟我说说", "给我讲讲", "说来听听",
    ),
    "share": (
        "我也", "我家也", "我们家也", "我理解", "我懂", "换谁都", "谁都会", "谁碰上都", "谁遇上都", "不丢人", "不怪您", "不怪你", "我以前",
        "我上次", "我侄", "我表", "我同事", "我们单位", "好多人都", "很多人都", "心情",
    ),
    "ask": (
        "为什么", "为啥", "凭什么", "凭啥", "见过他", "见过她", "见过面", "见过真人", "是谁让", "谁让", "谁叫", "哪来的", "怎么认识", "咋认识",
        "什么名字", "叫什么", "哪个单位", "你想想", "您想想", "想过没", "想没想", "有没有想", "奇不奇怪", "不奇怪吗", "怪不怪", "对劲", "图啥", "图什么",
    ),
    "swap": (
        "换成", "换了你", "换了您", "换作", "换做", "要是我", "如果我", "假如我", "要是你儿", "要是您儿", "要是你闺女", "要是您闺女", "要是您女儿",
        "要是你女儿", "要是别人", "要是隔壁", "您会怎么劝", "你会怎么劝", "您会劝", "你会劝", "您拦不拦", "你拦不拦", "您会让", "你会让",
    ),
    "check": (
        "打110", "拨110", "问110", "打96110", "问96110", "挂了", "挂断", "挂掉", "去派出所", "到派出所", "问问民警", "问警察", "去银行问", "问柜台",
        "问银行", "问柜员", "打回去", "拨回去", "打给他本人", "核实", "核对", "核一下", "查一查", "查查", "查一下", "试试提", "提出来", "提现", "提一百", "视频一下",
        "打视频", "官方", "自己打开", "自己搜",
    ),
    "family": (
        "儿子", "闺女", "女儿", "老伴", "家里人", "家人", "孩子", "媳妇", "爱人", "你妈", "您妈", "你爸", "您爱人", "老公", "老婆", "侄子", "商量",
    ),
    "wait": (
        "等等", "等一等", "等一天", "等一晚", "等十分钟", "等半小时", "过一晚", "过一天", "缓一缓", "缓缓", "明天再", "明儿再", "不急这", "先放", "先不转",
        "先别转", "先别打", "先别付", "先别交", "先别汇", "睡一觉", "睡一晚", "吃了饭再", "吃完饭再", "不差这",
    ),
    "flag": (),
    "blunt": ("是骗子", "骗人的", "是诈骗", "被骗了", "上当了", "骗你的", "骗您的", "是骗局", "遇到骗子", "碰到骗子"),
    "blame": (
        "怎么这么糊涂", "糊涂", "这么大岁数", "这把岁数", "一把年纪", "怎么还信", "也信", "不长记性", "说了多少遍", "傻", "笨", "贪", "没脑子", "不动脑",
        "丢人现眼", "活该", "白活", "怎么不长心",
    ),
    "scare": ("后悔", "血本无归", "全没了", "倾家荡产", "棺材本", "完蛋", "完了", "坐牢", "抓起来", "人财两空", "喝西北风", "一分都"),
    "grab": (
        "手机给我", "手机拿来", "把手机交", "不许转", "不准转", "不准去", "不许去", "不让你去", "不让您去", "我替你", "我替您", "我给你删", "卡给我",
        "抢", "你必须", "您必须", "听我的就", "没得商量",
    ),
}  # fmt: skip
_DENIED = re.compile(r"(?:不是|不算|没说|没有说|并非|不怪|别说|不会|也没|不觉得)[^，。！？,.!?]{0,4}$")


@dataclass(frozen=True, slots=True)
class State:
    """How it stands: trust 0..10, turns taken, helpful moves that were heard, harsh ones that were made, and the end when there is one."""

    trust: int
    turn: int = 0
    heard: tuple[str, ...] = ()
    harsh: tuple[str, ...] = ()
    end: End | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What a move made of a state: the state afterwards, the neighbour's line, the other side's call in between (or nothing), what it did
    to the trust, and why, in the editor's words (nothing when the move was none)."""

    state: State
    line: str
    call: str
    gained: int
    why: str


def begin(card: NeighbourCard) -> State:
    """Before anything was said."""
    return State(card.trust)


def play(card: NeighbourCard, state: State, kind: str | None) -> Turn:
    """One move; None for words in which no move was heard. What has ended stays as it is. Raises KeyError for a move that is none here."""
    if state.end is not None:
        return Turn(state, "", "", 0, "")
    move = card.moves[kind] if kind is not None else None
    now = replace(state, turn=state.turn + 1)
    if kind is None or move is None:
        return _closed(card, now, card.unclear[state.turn % len(card.unclear)], 0, "")
    if kind in state.heard:
        return _closed(card, now, card.again[state.turn % len(card.again)], 0, "")
    if state.trust < move.needs:
        return _closed(card, now, move.early or card.unclear[0], 0, move.why)
    if kind in HARSH:
        now = replace(now, harsh=tuple(one for one in HARSH if one == kind or one in now.harsh))
    else:
        now = replace(now, heard=tuple(one for one in HELPFUL if one == kind or one in now.heard))
    return _closed(card, now, move.reply, move.trust, move.why)


def _closed(card: NeighbourCard, now: State, line: str, gained: int, why: str) -> Turn:
    """The trust afterwards, the call in between, and whether that was the end."""
    trust = max(0, min(FULL, now.trust + gained))
    call = next((said for at, said in card.calls if at == now.turn), "") if "flag" not in now.heard and trust else ""
    trust = max(1, trust - 1) if call else trust  # a call alone drives nobody away
    end: End | None = None
    if trust >= FULL and "flag" in now.heard:
        end = "won"
    elif trust == 0:
        end = "leaves"
    elif now.turn >= card.turns:
        end = "waits" if trust >= HALF else "leaves"
    return Turn(replace(now, trust=trust, end=end), line, "" if end else call, gained, why)


def choices(card: NeighbourCard, state: State) -> tuple[str, ...]:
    """What is offered next: helpful things not heard yet, the decisive one as soon as it can be heard, and one that is only tempting."""
    if state.end is not None:
        return ()
    waiting = [kind for kind in HELPFUL if kind in card.moves and kind not in state.heard]
    ripe = [kind for kind in waiting if kind == "flag" and state.trust >= card.moves[kind].needs]
    around = [kind for kind in _turned(waiting, state.turn) if kind not in ripe]
    harsh = [kind for kind in HARSH if kind in card.moves and kind not in state.harsh]
    found = [*ripe, *around][: OFFERED - bool(harsh)]
    if harsh:
        found.insert(state.turn % (len(found) + 1), harsh[state.turn % len(harsh)])
    return tuple(found)


def _turned(waiting: Sequence[str], turn: int) -> list[str]:
    """The first of them stays, the others take turns, so that nobody presses the same row twice."""
    first, rest = list(waiting[:1]), list(waiting[1:])
    at = turn % len(rest) if rest else 0
    return [*first, *rest[at:], *rest[:at]]


def hear(card: NeighbourCard, state: State, text: str, *, tells: bool = False) -> str | None:
    """Which move somebody's own words are; None when none is heard. tells: triage recognised in them the trick this neighbour is in.

    Of several the one with most words; a helpful one before a harsh one, one that was not heard yet before one that was.
    """
    words, _ = normalise(text).tight
    weights = {kind: _weight(card.moves[kind], kind, words) for kind in (*HELPFUL, *HARSH) if kind in card.moves}
    found = {kind: weight for kind, weight in weights.items() if weight}
    if tells and not any(kind in HELPFUL for kind in found) and not any(kind in ("blame", "grab") for kind in found):
        return "flag"
    if not found:
        return None
    return max(found, key=lambda kind: (kind not in state.heard, found[kind] + (kind in HELPFUL) / 2))


def _weight(move: MoveCard, kind: str, words: str) -> int:
    """Letters of the cues that occur; the editor's own count twice."""
    own = sum(2 * len(cue.replace("…", "")) for cue in move.heard if _found(cue, words))
    return own + sum(len(cue) for cue in _COMMON[kind] if _found(cue, words))


def _found(cue: str, words: str) -> bool:
    """Whether a cue occurs and is not denied right before."""
    pattern = f".{{0,{GAP}}}".join(re.escape(normalise(part).tight[0]) for part in cue.split("…"))
    return any(not _DENIED.search(words[: hit.start()]) for hit in re.finditer(pattern, words))


def lessons(card: NeighbourCard, state: State) -> tuple[MoveCard, ...]:
    """What would have helped: at most two things that were never heard, the decisive one first."""
    missed = [kind for kind in ("flag", "listen", *HELPFUL) if kind in card.moves and kind not in state.heard]
    return tuple(card.moves[kind] for kind in list(dict.fromkeys(missed))[:2])


def reachable(card: NeighbourCard) -> Iterator[End]:
    """The ends that can be reached by the buttons alone, each once."""
    seen, waiting, found = {begin(card)}, [begin(card)], set[End]()
    while waiting:
        state = waiting.pop()
        for kind in choices(card, state):
            after = play(card, state, kind).state
            if after.end and after.end not in found:
                found.add(after.end)
                yield after.end
            if after.end is None and after not in seen:
                seen.add(after)
                waiting.append(after)
