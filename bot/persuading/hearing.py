"""Which move of 劝劝邻居 somebody's own words are: by the cues of the neighbour's file, by what people say anywhere, and by triage.

Pure; a step of `bot.persuading.neighbours` before `bot.persuading.persuasion.play`. What is not understood is no move, and the neighbour
asks for it in plainer words.
"""

import re

from bot.library.cards import MoveCard, NeighbourCard
from bot.library.neighbour import HARSH, HELPFUL
from bot.persuading.persuasion import State
from bot.triage.normalise import normalise

GAP = 12
"""What … in a cue may stand for."""

_SAID: dict[str, str] = {
    "listen": (
        "慢慢说 慢慢讲 别急 别着急 别慌 坐下 坐会 坐一会 歇口气 歇会 喝口水 喝杯茶 喝口茶 我听着 听您说 听你说 "
        "怎么回事 咋回事 出啥事 出什么事 咋啦 咋了 怎么了 啥事 进来坐 进屋 跟我说说 给我讲讲 说来听听"
    ),
    "share": (
        "我也 我家也 我们家也 我理解 我懂 换谁都 谁都会 谁碰上都 谁遇上都 不丢人 不怪您 不怪你 我以前 我上次 "
        "我侄 我表 我同事 我们单位 好多人都 很多人都 心情"
    ),
    "ask": (
        "为什么 为啥 凭什么 凭啥 见过他 见过她 见过面 见过真人 是谁让 谁让 谁叫 哪来的 怎么认识 咋认识 什么名字 "
        "叫什么 哪个单位 你想想 您想想 想过没 想没想 有没有想 奇不奇怪 不奇怪吗 怪不怪 对劲 图啥 图什么"
    ),
    "swap": (
        "换成 换了你 换了您 换作 换做 要是我 如果我 假如我 要是你儿 要是您儿 要是你闺女 要是您闺女 要是您女儿 "
        "要是你女儿 要是别人 要是隔壁 您会怎么劝 你会怎么劝 您会劝 你会劝 您拦不拦 你拦不拦 您会让 你会让"
    ),
    "check": (
        "打110 拨110 问110 打96110 问96110 挂了 挂断 挂掉 去派出所 到派出所 问问民警 问警察 "
        "去银行问 问柜台 问银行 问柜员 打回去 拨回去 打给他本人 核实 核对 核一下 查一查 查查 查一下 试试提 "
        "提出来 提现 提一百 视频一下 打视频 官方 自己打开 自己搜"
    ),
    "family": "儿子 闺女 女儿 老伴 家里人 家人 孩子 媳妇 爱人 你妈 您妈 你爸 您爱人 老公 老婆 侄子 商量",
    "wait": (
        "等等 等一等 等一天 等一晚 等十分钟 等半小时 过一晚 过一天 缓一缓 缓缓 明天再 明儿再 不急这 先放 先不转 "
        "先别转 先别打 先别付 先别交 先别汇 睡一觉 睡一晚 吃了饭再 吃完饭再 不差这 先回家 吃饭 吃口饭 "
        "别转 别去 别交 别付 别汇 别买 别做 别打钱 别给钱 别给他 千万别 先别 缓一下 冷静"
    ),
    "flag": "掉馅饼 一伙的 都是托 是托 钓鱼 鱼饵 的饵 图您的钱 图你的钱 冲你的钱 冲您的钱 白给",
    "blunt": "是骗子 骗人的 是诈骗 被骗了 上当了 骗你 骗您 骗老人 是骗局 遇到骗子 碰到骗子 都是假的 是假的 别信 不能信 别上当",
    "blame": (
        "怎么这么糊涂 糊涂 这么大岁数 这把岁数 一把年纪 怎么还信 也信 不长记性 说了多少遍 傻 笨 贪 没脑子 不动脑 "
        "丢人现眼 活该 白活 怎么不长心"
    ),
    "scare": "后悔 血本无归 全没了 倾家荡产 棺材本 完蛋 完了 坐牢 抓起来 人财两空 喝西北风 一分都",
    "grab": (
        "手机给我 手机拿来 把手机交 不许转 不准转 不准去 不许去 不让你去 不让您去 我替你 我替您 我给你删 卡给我 "
        "抢 你必须 您必须 听我的就 没得商量"
    ),
}
_COMMON = {kind: tuple(cues.split()) for kind, cues in _SAID.items()}
_DENIED = re.compile(r"(?:不是|不算|没说|没有说|并非|不怪|别说|不会|也没|不觉得)[^，。！？,.!?]{0,4}$")


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
    own = sum(2 * len(cue.replace("…", "")) for cue in move.heard if _found(cue, words, kind))
    return own + sum(len(cue) for cue in _COMMON.get(kind, ()) if _found(cue, words, kind))


def _found(cue: str, words: str, kind: str) -> bool:
    """Whether a cue occurs; an unkind one that is denied right before is none."""
    pattern = f".{{0,{GAP}}}".join(re.escape(normalise(part).tight[0]) for part in cue.split("…"))
    return any(kind not in HARSH or not _DENIED.search(words[: hit.start()]) for hit in re.finditer(pattern, words))
