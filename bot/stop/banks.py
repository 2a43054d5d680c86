"""The banks and payment platforms of the country by the names people call them, so that a stop-payment request names the right one.

Data and one question. What is not listed is kept as it was told.
"""

import re

_CALLED = {
    "工商银行": "工行|工商银行|icbc",
    "建设银行": "建行|建设银行|ccb",
    "农业银行": "农行|农业银行|abc银行",
    "中国银行": "中行|中国银行",
    "交通银行": "交行|交通银行",
    "邮储银行": "邮储|邮政储蓄|邮政银行|邮政",
    "招商银行": "招行|招商银行|cmb",
    "中信银行": "中信",
    "光大银行": "光大",
    "民生银行": "民生银行|民生",
    "浦发银行": "浦发",
    "兴业银行": "兴业",
    "平安银行": "平安银行|平安",
    "华夏银行": "华夏",
    "广发银行": "广发",
    "江苏银行": "江苏银行",
    "南京银行": "南京银行",
    "宁波银行": "宁波银行",
    "北京银行": "北京银行",
    "上海银行": "上海银行",
    "微众银行": "微众",
    "网商银行": "网商",
}
_PLATFORMS = {
    "微信": "微信",
    "支付宝": "支付宝",
    "云闪付": "云闪付",
    "数字人民币": "数字人民币|数币",
    "京东支付": "京东",
    "抖音支付": "抖音",
}
_BANKS = [(name, re.compile(called, re.IGNORECASE)) for name, called in _CALLED.items()]
_WALLETS = [(name, re.compile(called)) for name, called in _PLATFORMS.items()]
_LOCAL = re.compile(r"[一-鿿]{2,8}?(?:农商行|农村商业银行|农商银行|信用社|农信社|村镇银行|商业银行)")


def bank_in(text: str, *, alone: bool = False) -> str | None:
    """The bank a text names; `alone`: the text says where an account is kept, so that 微信 is a platform and no way to chat."""
    if local := _LOCAL.search(text):
        return local[0]
    banks = _BANKS + (_WALLETS if alone else [])
    return next((name for name, called in banks if called.search(text)), None)
