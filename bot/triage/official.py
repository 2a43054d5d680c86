"""Which web addresses and short numbers are real, which brands are imitated, and which addresses only look like them.

Data and three questions about a host name, for indicators.py. A real name in a message proves nothing about the sender (anybody can
quote 12306.cn); it only means that this address is not the trap.
"""

# ruff: noqa: SIM905 — word lists stay readable as text.
import re

from rapidfuzz.distance import Levenshtein

OFFICIAL_DOMAINS = frozenset(
    """
    gov.cn 12306.cn 95598.cn 12321.cn 12377.cn 12389.cn 12333.cn icbc.com.cn ccb.com ccb.cn abchina.com abchina.com.cn boc.cn
    bankofchina.com bankcomm.com cmbchina.com cmbchina.cn psbc.com spdb.com.cn cib.com.cn cmbc.com.cn citicbank.com cebbank.com
    pingan.com pingan.com.cn hxb.com.cn cgbchina.com.cn unionpay.com 95516.com pbccrc.org.cn alipay.com alipay.cn taobao.com
    tmall.com tmall.hk jd.com pinduoduo.com yangkeduo.com vip.com suning.com 1688.com xianyu.com goofish.com qq.com weixin.com
    wechat.com tencent.com 10086.cn 10010.com 189.cn 10099.com.cn sf-express.com zto.com yto.net.cn sto.cn yunda.com ems.com.cn
    chinapost.com.cn cainiao.com jdl.com meituan.com dianping.com ele.me didiglobal.com ctrip.com trip.com qunar.com fliggy.com
    ly.com airchina.com airchina.com.cn csair.com ceair.com hnair.com umetrip.com douyin.com iesdouyin.com kuaishou.com
    bilibili.com xiaohongshu.com weibo.com weibo.cn zhihu.com baidu.com 163.com 126.com sina.com.cn sohu.com people.com.cn
    xinhuanet.com apple.com icloud.com microsoft.com huawei.com mi.com csdn.net github.com telegram.org t.me dingtalk.com
    feishu.cn zoom.us chsi.com.cn chsi.cn picc.com cpic.com.cn chinalife.com.cn lianjia.com ke.com 58.com zhipin.com amap.com
    """.split()
)
PLATFORM_SHORT = frozenset(
    """
    m.tb.cn u.jd.com 3.cn v.douyin.com xhslink.com b23.tv p.pinduoduo.com dpurl.cn m.weibo.cn v.kuaishou.com surl.amap.com
    t.ctrip.cn
    """.split()
)
SHORTENERS = frozenset(
    """
    t.cn dwz.cn url.cn suo.im suo.nz bit.ly tinyurl.com is.gd goo.gl cutt.ly t.ly rb.gy ow.ly dlj.bz c1n.cn mrw.so r6f.cn sourl.cn
    985.so 6du.in kurl.cn w.url.cn tb.am
    """.split()
)
CHEAP_ENDINGS = frozenset(
    """
    top vip xyz icu cc shop club work live ink buzz cyou sbs cfd bond fun site online wang win bid loan rest tk ml ga cf gq
    """.split()
)
OFFICIAL_NUMBERS = frozenset(
    """
    110 119 120 122 96110 12110 12119 12123 12122 12381 12321 12377 12345 12315 12378 12363 12386 12333 12393 12366 12306 12308
    12309 12348 12368 12389 12355 12338 95588 95533 95599 95566 95559 95555 95580 95528 95561 95568 95558 95595 95511 95577 95508
    95516 95188 95017 95518 95519 95500 95522 10086 10010 10000 10099 11185 11183 95338 95311 95543 95554 95546 95583 95530 95583
    95539 95598 95022 95118 4008111111 10109777 95010
    """.split()
)

_BRANDS = frozenset(
    """
    icbc abchina bankofchina bankcomm cmbchina psbc unionpay yinlian alipay zhifubao taobao tmall jingdong pinduoduo xianyu
    goofish weixin wechat 12306 12123 chinatax pbccrc sfexpress chinapost douyin kuaishou meituan ctrip airchina csair ceair
    icloud 10086 10010 chinamobile chsi gongan fanzha jiancha shebao yibao nhsa mohrss 12333 12345 dianping
    """.split()
)
_SHORT_BRANDS = frozenset(
    """
    ccb boc jd etc gov ems sf dewu
    """.split()
)


def is_official(host: str, registered: str | None) -> bool:
    """True when the address belongs to a known official body or platform."""
    return registered in OFFICIAL_DOMAINS or host in OFFICIAL_DOMAINS or host in PLATFORM_SHORT or host.endswith((".gov.cn", ".edu.cn"))


def imitated(host: str, registered: str | None) -> str | None:
    """The brand that an unofficial address imitates (taoba0.cc, icbc-verify.top, yibao-gov.cc), or None."""
    if is_official(host, registered):
        return None
    labels = re.split(r"[.-]", host)[:-1]
    folded = [_fold(label) for label in labels]
    for label, plain in zip(labels, folded, strict=True):
        if label in _SHORT_BRANDS or re.sub(r"\d+$", "", label) in _SHORT_BRANDS:
            return label
        for brand in _BRANDS:
            near = len(brand) > 5 and abs(len(plain) - len(brand)) <= 1 and Levenshtein.distance(plain, brand) <= 1
            if brand in label or brand in plain or near:
                return brand
    return None


def _fold(label: str) -> str:
    return label.translate(str.maketrans("013", "ole")).replace("rn", "m").replace("vv", "w")
