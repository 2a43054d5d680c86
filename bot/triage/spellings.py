"""Evasive spellings and the plain words they stand for: the table that normalise.py applies after it has cleaned the characters.

Every entry is (pattern, plain word). Patterns see text that is already NFKC, lower case, simplified, and free of emoji (hearts stay: 加V❤).
A spelling that is also an ordinary word (威信, 菠菜, 裙) carries the neighbours without which it is left alone.
"""

import re

HEARTS = "❤♥♡💗💕🧡💛💚💙💜🖤🤍💖💓"
CANTONESE = dict(zip("佢唔冇俾畀咗嘅喺嚟啲哋攞睇嗰嗌嘢冚", "他不没给给了的在来些们拿看那叫事全", strict=True)) | {"係": "係"}
"""Cantonese characters and their written-Chinese neighbours, one to one; read by the same rules as everybody else's words."""

_WE = "[薇微葳崴維维徽嶶威卫喂v]"

_TABLE: tuple[tuple[str, str], ...] = (
    # 微信
    (r"薇[信锌芯心❤]|葳[信芯]|嶶信|徽信|微[❤锌芯伩]|维芯|v[信❤]|绿泡泡", "微信"),
    (r"(?<=[加看我号扫发换+])威信|威信(?=号|群|转|付|联系|私)", "微信"),
    (r"(?<![a-z0-9./@_])(?:vx|wx|weixin|wechat|wei信|weix)(?=[^a-z./@_]|$)", "微信"),
    (rf"[加佳+] ?(?:我|一下|个|本人)? ?(?:{_WE}❤?|❤)(?=[:：号聊了我群,，。!！ ]|$)|加 ?(?:vx|wx|{_WE})(?=[a-z0-9])", "加微信"),
    # QQ
    (r"(?<=[加佳+])(?:球球|蔻蔻|叩叩)|扣扣|抠抠|企鹅(?=号|群|\d)|(?<=加)企鹅", "qq"),
    (r"(?<=[加进入拉扣q])裙(?!子)|裙(?=号[:：]?\d)", "群"),
    (r"(?<![a-z])q(?=群|号|我|聊)|扣(?=群|群号|裙)", "qq"),
    (r"(?<![a-z0-9./@_])(?:telegram|tg)(?=[^a-z./@_]|$)|(?:下载?|注册|用|上|装)纸飞机", "电报"),
    # 钱和卡
    (r"转[帐賬]|转zhang|zhuan账|zz账", "转账"),
    (r"帐(?=户|号|单|款|户名)|賬", "账"),
    (r"银行[咔ka]{1,2}(?![a-z])|银[航珩]卡|(?<![a-z])yhk(?![a-z])", "银行卡"),
    (r"(?<![a-z])yzm(?![a-z])|验[正政证](?:马|玛|碼)", "验证码"),
    (r"(?<![a-z])sfz(?![a-z])|身[份分]zheng", "身份证"),
    (r"(?<![a-z])zfb(?![a-z])|支付bao|[吱知之]付[宝保]", "支付宝"),
    (r"(?<![a-z])usdt(?![a-z])|泰达币|(?<=[买收出卖换转])u(?![a-z盾盘])|(?<![a-z])u(?=币)", "usdt"),
    (r"宝证金|保正金", "保证金"),
    # 刷单、贷款、投资、赌博
    (r"[涮唰]单|刷丹|刷dan|shua单|刷d(?![a-z])|s单", "刷单"),
    (r"佣[荆巾j]|[拥甬]金|yong金|佣jin", "佣金"),
    (r"反[利力](?=[^用于弊]|$)|返[力li]{1,2}(?![a-z])", "返利"),
    (r"反佣", "返佣"),
    (r"[代袋]款(?=[^项额式人方]|$)|贷kuan|dai款|贷欵|daikuan", "贷款"),
    (r"兼[只zhi直織]{1,3}(?![a-z])|煎职", "兼职"),
    (r"投(?:zi|姿)", "投资"),
    (r"菠菜(?=平台|网|盘|推广|群|业务|公司|项目|代理)|(?<=做|玩)菠菜|du博|赌bo|堵博", "赌博"),
    (r"正信(?=修复|报告|问题|逾期)|zheng信", "征信"),
    (r"客[伏f]|ke服", "客服"),
    (r"洗米(?=钱)|xi钱|洗qian", "洗钱"),
    # 拆开写的字
    (r"氵台", "治"),
    (r"彳亍", "行"),
    (r"亻言", "信"),
    (r"贝兼", "赚"),
    (r"讠正", "证"),
    (r"钅艮", "银"),
    (r"车专", "转"),
    (r"贝长", "账"),
    (r"囯", "国"),
    # 粤语的係;关係、联係已是另一个字
    (r"(?<=[关联])係", "系"),
    (r"係", "是"),
)

PLAIN: tuple[str, ...] = tuple(plain for _, plain in _TABLE)
EVASIVE: re.Pattern[str] = re.compile("|".join(f"(?P<s{i}>{pattern})" for i, (pattern, _) in enumerate(_TABLE)))
