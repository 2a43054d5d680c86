"""Words that look wrong where a line ends: within these in Chinese, longer ones before those they begin with, and after those in English.

Others may be torn, as print does.
"""

_LISTED = (
    "验证码 收款码 二维码 助记词 银行卡 信用卡 保证金 保险费 医药费 手续费 押金 定金 订金 通讯录 派出所 客服 "
    "警察 民警 社区 电话 手机 号码 短信 链接 截图 屏幕 视频 聊天 微信 学校 专业 老师 家长 孩子 子女 女婿 "
    "贷款 借款 存款 付款 货款 收款 退款 转账 汇款 提现 充值 投资 分红 利息 退税 个税 征信 账户 平台 软件 "
    "应用 官方 窗口 柜台 后台 清单 名额 违规 保密 涉案 涉嫌 耽误 清楚 潜力 加倍 接到 联系 方式 上门 消息 "
    "生意 垫单 资质 放进 拉进 打进 扣费 高薪 护照 合同 报案 报警 陌生 问候 电视 入口 明白 恐吓 记录 停下 "
    "提醒 后面 厂里 会员 身份 密码 余额 流水 项目 机构 通道 公司 直播 主播 兑换 积分 快递 包裹 航班 车次 "
    "机票 门票 医保 奖品 热米饭 卖粮 高额 真赚 "
)
WORDS = tuple(_LISTED.split())
_LEANING = (
    "a an the of to in on at by for from with into as and or but no not nor if is are was be i my your his her its our their that this per "
    "mr ms mrs uncle aunt auntie granny grandma grandpa lao xiao old"
)
LEANING = frozenset(_LEANING.split())
"""English words that belong to the next one."""
