# 止付卡：报告之后私下一题一题问的话，和民警看到的止付信息。
# 每一句都让 110 和银行排在最前面；不催、不怪，哪一题都可以跳过。花括号里的词由程序填入，请原样保留。

stop-head = 🆘 先打 110，再打银行客服；下面的信息会马上给民警。
stop-question = （{ $place }/{ $total }）{ $question }
stop-how = 知道多少写多少，写在一句里也行；不知道就按「跳过」。
stop-noted = 📝 记下了：{ $what }
stop-held = 已经记下：{ $value }。要改就重新写，不改按「跳过」。
stop-unclear = 这一句我没看懂。请照例子写，或者按「跳过」。
stop-past = 这一题已经过去了，请看最下面的一题。
stop-proposed = 🖼 图上看到：{ $what }，对吗？
stop-done = ✅ 都记好了，已经给民警。又想起什么，按「补充转账信息」。
stop-rests = ✅ 先到这里也很好，写下的已经给民警。又想起什么，按「补充转账信息」。
stop-nothing-noted = 没写也没关系。想起什么，随时按「补充转账信息」。
stop-screen-now = 🆘 现在就关掉屏幕共享，退出会议；关不掉就开飞行模式或关机，换一部手机打 110。

stop-doubt-card = 🔎 这个卡号（{ $value }）好像有一位不对，请对着转账记录再看一眼。没有错，就按「没有错」或再发一遍，我照样记下。
stop-doubt-wallet = 🔎 这个钱包地址（{ $value }）好像有一位不对，请从转账记录里再复制一次。没有错，就按「没有错」或再发一遍，我照样记下。
stop-doubt-phone = 🔎 这个号码（{ $value }）好像多一位或少一位，请再看一眼。没有错，就按「没有错」或再发一遍，我照样记下。
stop-doubt-link = 🔎 这个网址（{ $value }）好像没写全，请再看一眼。没有错，就按「没有错」或再发一遍，我照样记下。

stop-ask-account = 对方让您把钱打到哪个账号？卡号、支付宝或微信账号、钱包地址都行，只知道尾号也行。也可以直接发转账截图。
stop-ask-bank = 这个账号是哪家银行、哪个平台的？比如：建设银行、支付宝。
stop-ask-amount = 转了多少钱？比如：三万五、35000。还没转就按「还没转」。
stop-ask-time = 什么时候转的？最好写到几点几分，比如：今天 21:03；也可以按下面的。
stop-ask-channel = 用什么转的？按一个，或者自己写。
stop-ask-phone = 对方用什么电话联系您？
stop-ask-contact = 对方的微信、QQ 或平台账号是什么？
stop-ask-app = 对方让您下载了什么 App，或打开了什么链接？写名字，或把链接贴过来。
stop-ask-screen = 现在屏幕还在共享吗？会议、远程协助也算。
stop-ask-callback = 民警打哪个电话能找到您？

stop-field-account = 收款账号
stop-field-bank = 收款银行或平台
stop-field-amount = 金额
stop-field-time = 转账时间
stop-field-channel = 转账渠道
stop-field-phone = 对方电话
stop-field-contact = 对方账号
stop-field-app = 对方 App 或链接
stop-field-screen = 屏幕共享
stop-field-callback = 报告人电话
stop-field-paid = 是否已转账

stop-choice-unpaid = 还没转
stop-choice-now = 刚刚
stop-choice-today = 今天
stop-choice-yesterday = 昨天
stop-choice-earlier = 更早
stop-choice-mobile = 手机银行/网银
stop-choice-wechat = 微信
stop-choice-alipay = 支付宝
stop-choice-scan = 扫码
stop-choice-counter = 银行柜台
stop-choice-atm = ATM
stop-choice-cash = 现金
stop-choice-coins = 虚拟币
stop-choice-on = 还开着
stop-choice-off = 已经关了
stop-choice-never = 没有共享

button-stop-open = 补充转账信息
button-stop-other = 继续填预警 { $number } 号
button-stop-skip = 跳过
button-stop-back = 上一题
button-stop-end = 先到这里
button-stop-keep = 没有错
button-stop-yes = 对
button-stop-no = 不对

stop-tail = 尾号{ $digits }
stop-unpaid = 还没有转账
stop-screen-on = 屏幕仍在共享
stop-leads = 线索：{ $what }
stop-summary-more = { $line }（共 { $count } 份）

card-stop-payment = 🧾 止付卡：{ $line }
button-stop-payment = 止付信息
button-copy-account = 复制收款账号
button-copy-brief = 复制关键信息

stop-nothing = 还没有人填写止付信息，请直接联系报告人。
stop-page-title = 止付信息 · 预警 { $number } 号（报告人自填，请向本人核对）
stop-page-reporter = 报告人：{ $name }
stop-page-line = { $place }. { $field }：{ $value }
stop-page-unchecked = { $line }（未校验）
stop-page-missing = 未填：{ $what }
stop-page-open = 还需当面问清：姓名、身份证号、转出账户与开户行、收款户名、每一笔的时间和金额、转账凭证。
