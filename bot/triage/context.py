"""In what breath words were said: a warning that quotes a trick, a denial, a piece of news, or somebody's own trouble.

Between normalise.py and wording.py. The police quote the very sentences of the fraudsters in order to warn, so a hit counts less inside a
warning or behind a 不要; but a fraudster may also open with 我是反诈中心的, therefore the word 反诈 alone calms nothing.
"""

import re
from functools import cached_property

from bot.triage.normalise import Normal

_X = r"[^,，。!！?？;；\n]"
_ORGANS = (
    "警方|民警|公安(?:局|机关|部)?|派出所|反诈(?:中心|民警|办|志愿者|专班)?|刑侦|网警|银行|社区|物业|学校|居委会|村委会|街道|工会|辖区|本行|我行|官方"
    "|法院|检察院|12381|96110|全民|教育部门?|民政局?|工信部|市场监管|税务"
)
_WARNS_PLAINLY = re.compile(
    rf"(?:凡是?|只要){_X}{{2,60}}(?:都是|就是|均为|一律是|全是|必是|即是|一定是|都属){_X}{{0,4}}(?:诈骗|骗|骗局|骗子|假)"
    rf"|(?:{_ORGANS}){_X}{{0,10}}(?:提醒|提示|预警|通报|告知|发布|呼吁|宣传|声明|在行动|公布|漫画|直播)|(?:警方|民警|警察蜀黍|公安|工信部|民政局|教育部门)[:：]"
    r"|(?:都是|就是|属于|均为|全是)(?:诈骗|骗局|骗人|套路|违法|犯罪)(?!吗|吧|么|不|嘛)"
    r"|新闻(?:里|讲|说|报道|上)|电视(?:里|上)|看到(?:一个|一条)?(?:案例|新闻)|以案[说释]法|反诈(?:小课堂|课堂|宣传|知识|顺口溜|科普|小贴士|提醒|日报|快讯|预警|微课堂|小剧场|短剧|电台|讲座|早知道|不是|专线)"
    r"|(?:警情|案情)通报|典型案例|案例回顾|防(?:骗|诈|电诈)(?:指南|提醒|提示|知识|小贴士|手册|口诀|顺口溜|必读|[:：])|谨防|三不一多|当心"
    r"|(?:请)?(?:转告|转给|转发给|提醒)(?:家人|家里|身边|亲友|老人|您的朋友|你的朋友|财务|爸妈|孩子|出行|各位|大家)|请勿轻信|切勿(?:轻信|转账|泄露)|不要轻信"
    rf"|(?:不会|从不|绝不|不得){_X}{{0,10}}(?:索要|索取|要求{_X}{{0,8}}(?:转账|汇款|提供|共享)|让(?:您|你)转账|收取)"
    rf"|(?:要是|如果|凡是?|谁|再有人|有人|对方){_X}{{0,24}}[,，]?{_X}{{0,12}}(?:(?:都|就|那|准|肯定|一定)是(?:假|骗)|是骗子|别(?:信|理))(?!{_X}{{0,3}}[吗吧么])"
    rf"|骗子{_X}{{0,4}}(?:开口|常说|最爱说|会说|常用|惯用|冒充|的一天|在短视频)|骗局(?:揭秘|曝光|盘点|抬头)|揭秘|划重点|一图看懂|(?:家长|财务|商户|老板|司机|大家|村民|居民)(?:人员|们)?请(?:看|注意)"
    rf"|(?:险|差点|险些)被{_X}{{0,16}}(?:骗|转走)|(?:成功)?(?:止付|劝阻|劝住|拦住|拦下|叫停|识破){_X}{{0,16}}(?:老人|女子|男子|居民|市民|转账|资金|骗|养老|积蓄|阿姨|大叔|大妈)"
    r"|(?:告破|宣判|获刑|一审|提起公诉|押解|落网|被抓|被告人|发还|返还群众|依法处理|法院判|判了|抓获|破获|侦破|判处|有期徒刑|涉案金额)"
)
_WARNS_BY_THE_WAY = re.compile(
    r"切勿|请勿|勿(?:点|信|轻信|泄露|转账|向|将|告)|不轻信|不透露|不转账|不点击|不点|不信|不听|务必核实|提高警惕|保持警惕|警惕|擦亮眼睛|(?:拨打|致电|咨询|就?打)(?:110|96110)"
    r"|骗子|诈骗(?:分子|团伙|手法|套路|犯罪|案)|电信?(?:网络)?诈骗|不法分子|犯罪分子|嫌疑人|受害(?:人|者)|被害人|受骗群众|近日|日前|近期|最近辖区|据[^,，。\n]{1,10}(?:报道|通报|介绍|获悉)|记者"
    r"|(?:市民|居民|村民|群众|女子|男子|老人|大学生|阿姨|大叔)[^,，。\n]{0,6}(?:某|女士|先生|大爷|大妈|险|被|收到|接到)|出台|发布会|《[^》]{2,30}》|圈套|陷阱|骗局|杀猪盘|套路"
    r"|记住[:：]|请注意|听到[^,，。\n]{0,8}(?:就|请)|就挂|别(?:信|下载|转账|打|交|给钱|理|签|掏)|千万别|都是假|一律|没有(?:这样|这种|安全账户)|先(?:看这条|打个电话|问问|核实)|多问一句|再转账|防范|反诈(?!中心|民警|专员|大队|部门|办|的)|宣传|【[^】]{0,8}(?:反诈|公安|警)[^】]{0,6}】|转发|【转】|帮信罪|惩戒"
)
_OWN_TROUBLE = re.compile(
    r"(?:我|俺|咱|我妈|我爸|我老公|我老婆|我女儿|我儿子|我奶奶|我爷爷)(?!行|市|县|区|省|国|局|中心|公司|院|校|司|厂|站|街道|社区|部)[^,，。\n]{0,12}"
    r"(?:收到|接到|加了|下载|转了|充了|付了|交了|点了|进了|被|该|怎么|要不要|能不能|是不是|可以|信|现在|刚|该怎么|遇到|碰到|想问|把)"
)
_ASKS = re.compile(
    r"怎么办|咋办|咋整|点算|该咋|怎么说"
    r"|(?:靠谱|可信|真的|骗子|骗人|诈骗|骗局|正常|可以|安全|行|对|能|信|要|去|管|理|给|中|转|交|做|买|扫|点|试)"
    r"(?:吗|嘛|么|不|没|呢|啵)(?=[?？。!！~ \n]|$)"
    r"|是不是(?:骗|真|诈|被|假|有)|靠不靠谱|真的假的|要不要|该不该|能不能(?:信|去|做|转|交|给|点|买)|可不可信|求(?:助|问|解|指点|个明白)"
    r"|想问|请问|帮(?:我|忙)看|大家帮|(?:有|是|啥|什么)套路"
)
_DENIES = re.compile(
    r"(?:请勿|切勿|谨防|警惕|防止|防范|避免|严禁|禁止|远离|拒绝|杜绝|抵制|绝不|从不|从未|不会|不得|未要求|没有?(?:让|叫|要|说|要求)|不存在|没有|取缔|打击|整治)[^,，。!！?？;；\n]{0,10}$"
    r"|(?<![让叫要说求诉])(?:不用|无需|不需要|不必|用不着)[^,，。!！?？;；\n]{0,4}$"
    r"|(?<![让叫要说求诉您你])(?:不要|别|不用|无需|不需要|勿|不参与|不|未|没)[^,，。!！?？;；\n]{0,4}$"
)
_NOTICE = re.compile(r"【[^】\n]{1,20}】|\[[^\[\]a-z\n]{2,12}\]\s*$|退订|拒收请?回|回(?:复)?t(?![a-z])")
_QUOTES = re.compile(r"[“「『\"‘'《【](?P<inside>[^”」』\"’'》】\n]{2,120})[”」』\"’'》】]")


class Context:
    """What surrounds the words of one text; all questions are asked in positions of `Normal.text`."""

    def __init__(self, normal: Normal) -> None:
        self._text = normal.text

    @cached_property
    def publicity(self) -> float:
        """0 nobody is warning … 1 this is plainly a warning or a piece of news."""
        plainly = {m.group()[:6] for m in _WARNS_PLAINLY.finditer(self._text)}
        by_the_way = {m.group()[:2] for m in _WARNS_BY_THE_WAY.finditer(self._text)}
        score = 2 * len(plainly) + len(by_the_way) - 2 * self.own_trouble - 2 * self.asks
        return min(1.0, max(0.0, score / 3))

    @cached_property
    def notice(self) -> bool:
        """Sent by a company to many: signed in brackets as short messages are, or with a way to unsubscribe."""
        return bool(_NOTICE.search(self._text))

    @cached_property
    def asks(self) -> bool:
        """The asker wants to know what to do or to believe."""
        return bool(_ASKS.search(self._text))

    @cached_property
    def own_trouble(self) -> bool:
        """The asker tells of their own or their family's affair."""
        return bool(_OWN_TROUBLE.search(_QUOTES.sub("", self._text)))

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """Spans between quotation marks."""
        return tuple(m.span("inside") for m in _QUOTES.finditer(self._text))

    def denied(self, start: int) -> bool:
        """True when the words that begin at `start` stand behind a 不要, 不会 or 谨防 of the same clause."""
        return bool(_DENIES.search(self._text[max(0, start - 16) : start]))

    def weight(self, start: int, end: int) -> float:
        """How much words at this place count: 1 in full … 0.1 behind a denial or inside a warning."""
        if self.denied(start):
            return 0.1
        inside = any(s <= start and end <= e for s, e in self.quoted)
        return 1.0 - self.publicity * (0.9 if inside else 0.75)
