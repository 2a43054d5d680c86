"""What the asker tells, in a small alphabet: 我妈转了三万 and 俺爹又打过去五千 become almost the same few letters.

Between stage.py and the head of stage and tier (fitting.py, semantics.py): kin, sums, days, paying, being told to, denying … become one
capital letter each, other words stay as they are, so that runs of three letters carry over from one trick to another.
"""

import re

from bot.triage import stage
from bot.triage.normalise import Normal

LONGEST = 3
"""Longest run of letters that counts."""

_N = "一二两三四五六七八九十百千万几半"
_SUM = (
    rf"(?:\d[\d,.]{{0,9}}|(?<![{_N}])[{_N}零壹贰叁肆伍陆柒捌玖拾佰仟]{{1,8}}) ?(?:万|千|百|w|k|块|元|毛|多块|来块|来万|多万|u(?![a-z])"
    "|美金|美元|加币|蚊|刀)"
    rf"(?:[{_N}\d]{{1,4}})?(?:多|来|块钱|块|元|蚊|钱)*|(?<![\d*])\d{{3,6}}(?![\d:：年号*])"
    rf"|[一二两三四五六七八九十几][百千万](?:[{_N}]{{1,4}})?(?:多|来)?(?![次单个人])"
    "|上万|养老钱|积蓄|存款|定期|工资|退休金|本金|货款|压岁钱|生活费"
)
_KIN = (
    "我?(?:老公|老婆|老伴|媳妇|妈妈|爸爸|妈|爸|奶奶|爷爷|外婆|外公|姥姥|姥爷|婆婆|公公|岳母|丈母娘|岳父|老丈人|儿子|女儿|闺女|妹子"
    "|孩子|娃儿?|崽|侄子|侄女|侄儿|外甥女?|弟弟?|妹妹?|哥哥?|姐姐?|姑姑?|姨妈?|大姨|小姨|舅舅?|舅妈|叔叔?|伯伯?|大伯|婶婶?|嫂子"
    "|表弟|表妹|表哥|表姐|(?<=[俺我])[爷娘爹]|老爸|老妈|老娘|老爹|老爷子|老头子|老汉儿?|老人|阿公|阿婆|阿妈|阿爸|阿爷|对象|爱人)"
)
_PAY = (
    "转账|汇款|打款|打钱|付款|充值|缴费|垫付|垫资|入金|储值|补交|预交|预存|支付|转(?!发|告|身|接|行)|汇|付|交(?!易|友|流|通|警|往)"
    "|充(?!电)|缴|垫|投(?!简历|票|诉|屏)|打赏|押|补|借|贷(?!款)|存(?!款|折)|买|花(?!呗|店|瓶)|过数"
    r"|打(?=给|了|过[去数]|进|到|出|[一二三四五六七八九十\d])|刷(?=了|走|卡|进)"
)

_LETTERS = {
    "M": _SUM,
    "D": rf"(?:\d{{1,3}}|[{_N}]{{1,3}})多?个?多?(?:天|周|星期|礼拜|月|年|个月)多?(?:前|以前|了)?|上个?(?:周|月|星期|礼拜|回|次)|去年|前年"
    "|前几天|前阵子|年前|那时|当时|早就",
    "N": "今天|今早|今晚|今儿|刚才|刚刚|昨天|昨晚|昨日|噚日|前天|昨儿|现在|这会儿|此刻|马上|立刻|立马|头先|啱啱|而家|依家|刚",
    "K": _KIN,
    "F": "室友|同学|同事|邻居|隔壁|工友|朋友|大爷|大妈|阿姨|大叔|楼下|对门|老乡|顾客|学生|战友|哥们儿?|兄弟",
    "O": "对方|客服|老师|导师|助理|专员|骗子|那边|那头|那人|人家|警官|警察|民警|经理|中介|卖家|买家|平台|接待员?|群主|主播|教练|业务员|师傅"
    "|红娘|男朋友|女朋友|男友|女友|网友|公安|检察官|检察院|他们|她们|佢哋|他|她|佢",
    "T": r"(?:提|取|退)不[了出到]|[出拿要]不[来回]来?|不[给让]提|提现失败|不能提|没法提|卡单|打码量",
    "L": "没了|不见[晒了]?|少了|清零|清空|空了|被?扣[走掉光了]|(?:刷|转|划|骗|卷)走|盗刷|骗了|被骗|扣款|搭进去|打水漂|赔进去|输脱",
    "G": "拉黑|失联|联系不上|不回我?了?|找不[到着]|打不[开通]|关机|跑路|跑[了喽]|解散|散了|空号|删了|没人接|不接|没影|踢了|人没来"
    "|没音信|没动静",
    "P": _PAY,
    "H": "给|畀|俾",
    "C": "让|叫|喊|催|逼|要求|劝|教|引导|非要|必须|需要|得先|要先|先要",
    "W": "没有|没敢|不敢|还没|没|未|别|不想|不肯|不要|不会|拒绝|唔|冇|差点|险些|幸好|幸亏|拦住|拦下|劝住|不",
    "Q": "要不要|该不该|能不能|可不可以|应不应该|应唔应该|要是|如果|万一|假如|是不是|会不会|打算|准备|正要|想|吗|嘛|么|呢|咩|怎么办|咋办"
    "|咋整|点算|靠谱|可信|真的假的|真假",
    "S": "共享屏幕|屏幕共享|共享|投屏|远程|黑屏|全黑|屏幕|会议|无障碍|nfc|手机[背后]|贴着?手机",
    "V": "电话|通话|视频|语音|连线|线上|开会|免提|耳机|挂断|挂",
    "Y": "验证码|动态码|密码|卡号|人脸|刷脸|扫脸|助记词|身份证|存折|银行卡|余额|数字",
    "R": "躲|反锁|锁在|锁着|宾馆|酒店|旅馆|厕所|关着门|敲门|不开门|不让进|关在|楼道|楼梯间|园区|边境|国境|绑",
    "B": "不许|不准|不让|保密|瞒着|瞒",
    "J": "正在|正[跟和给拿]|正(?=[讲说打念报开听等教])|在[跟和给]|着呢|还在",
    "A": r"取钱|取款|取现|取出|取(?=了|[一二三四五六七八九十\d])|柜台|柜员|金条|现金|排队",
    "了": "咗|喽|咧|嘞",
    "我": "俺",
}
"""Letter → words. Earlier letters win; what asks or denies stands after what it is part of (没了 is a loss, 不见 too)."""

PRESENT = re.compile("[VRJNGASYK]")
"""Letters of a danger that is going on: a call, hiding, now, out of reach, the counter, a screen, a code, and a person it befalls."""

_WORDS = re.compile("|".join(f"(?P<_{place}>{words})" for place, words in enumerate(_LETTERS.values())))
_ORDER = tuple(_LETTERS)
_GAP = re.compile(r"\W+")


def gist(normal: Normal) -> str:
    """The asker's own sentences in letters, X between clauses, Z at both ends; ZZ when nobody tells of themselves."""
    spoken = "。".join(stage.told_by(normal))
    letters = _WORDS.sub(lambda found: _ORDER[int((found.lastgroup or "_0")[1:])], spoken)
    return f"Z{_GAP.sub('X', letters)}Z"
