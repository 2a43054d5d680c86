# 回答“这是诈骗吗?”时说的话。花括号里的词由程序填入,请原样保留。

answer-scam = 🔴 高度疑似诈骗
answer-scam-named = 🔴 高度疑似诈骗：{ $pattern }（{ $family }）
answer-unsure = 🟡 可疑,先别转账
answer-unsure-named = 🟡 可疑,先别转账。有点像：{ $pattern }（{ $family }）
answer-unsure-between = 🟡 可疑,先别转账。更像「{ $first }」还是「{ $second }」？答一句话，就能看得更准。
answer-clear = 🟢 没有发现已知套路(不等于安全)
answer-clear-advice = 凡是让您转钱、给验证码、共享屏幕、下载陌生软件的，先停一停，问问家人，或者拨打 96110 咨询。拿不准时，把对方的原话发给我再看一遍。
answer-clear-bare = 光看一个链接或者号码，看不出真假：网址能仿，来电显示的号码也能改。先别点、别打过去、别填信息。对方说了什么、要您做什么，把原话发给我，我接着看；真有事，从官方应用里自己查。
answer-reason = · “{ $quote }”：{ $why }
answer-reason-model = · “{ $quote }”：{ $why }（AI 生成，仅供参考）
answer-model-doubts = 这句话有点可疑，先核实清楚对方是谁、要做什么
answer-now = 👉 现在这样做：{ $advice }
answer-red-flag = 🚩 认准这一条：{ $flag }
answer-ask-yourself = ❓ 再想一个问题：{ $question }
answer-asks-back = ❓ 只问一句：{ $question }
answer-lookalike = ✅ 不是一回事：{ $what }。{ $tell }
answer-source = 依据：{ $source }
answer-unread = （{ $what }）

advice-contacted = 先不理会，不加好友，不点链接，和家人商量一下。
advice-engaged = 到此为止：不再投钱，不再提供信息，把聊天记录留好。
advice-remote = 马上断网、关机，换一部手机拨打 110，再打银行卡背面的客服电话挂失。
advice-paid = 马上停止转账，拨打 110 报警并请求紧急止付，同时联系银行。
advice-after = 保留记录，到派出所报案；任何收费帮您追款的都是骗局。

emergency-card =
    🆘 先做这四件事，一件一件来：
    1. 停：不再转账，不再输验证码
    2. 挂：挂断电话，退出会议，关掉屏幕共享；关不掉就开飞行模式或关机
    3. 报：换一部手机拨打 110，说“刚刚被骗，请求紧急止付”
    4. 银行：打银行卡背面的客服电话，挂失本人的卡
    钱刚转出去时最要紧的是快。这不是您的错，现在停下来就是赢。
# 还没转钱、正要转的时候说的；已经转了的用上面的急救卡。
warning-card =
    ⚠️ 钱还没转，一切都来得及。先做这几件事：
    1. 停：先不转账，不给验证码，不输密码
    2. 挂：挂断电话，退出会议，关掉屏幕共享
    3. 核实：用自己以前存的号码打给本人、单位；拿不准就拨打 110 或 96110 问一问
    4. 万一已经转了：马上拨打 110，再打银行卡背面的客服电话
    愿意停下来问一句，您做得很对。
warning-short = ⚠️ 先别转账，挂断电话，关掉屏幕共享，拿不准就拨打 110。辖区民警已经收到您的报告。
emergency-short = 🆘 停止转账，挂断电话，关掉屏幕共享，马上拨打 110 请求紧急止付，再打银行客服挂失。
emergency-too = 🆘 停止转账，挂断电话，关掉屏幕共享，马上拨打 110 请求紧急止付，再打银行客服挂失。接着按「报告民警」，辖区民警马上收到。

button-in-danger = 我已转账/正在通话
button-report = 报告民警
button-why = 为什么
button-useful = 有用
button-wrong = 不对
button-yes = 是
button-no = 不是
button-unknown = 不清楚

# 拿不准时反问的一句话，只能用“是”“不是”“不清楚”来答。意思不要改：居民的回答会重新参与判断。
fact-screen = 对方是不是要您下载会议软件、共享屏幕，或者远程帮您操作手机？
fact-account = 对方是不是要您把钱转到他给的账户去“核查”“验证”或“保管”？
fact-pay = 东西还没拿到，对方是不是就要您先交钱、先垫钱？
fact-secret = 对方是不是要您别告诉家里人，或者不让您挂电话？
fact-code = 对方是不是要您的验证码，或者支付密码、银行卡密码？
fact-borrow = 对方是不是要您去借款、贷款，再把钱转出去？
fact-lend = 对方是不是要用您的银行卡、手机或账号，替别人收钱转钱？
fact-stuck = 里面的钱是不是提不出来，要您再交钱才能提？
fact-nude = 对方是不是拿您的私密视频、照片或通讯录来要钱？
fact-profit = 对方是不是说过稳赚、保本高收益，或者有老师带着赚？
fact-tasks = 是不是让您点赞、下单、做任务，说会返佣金？
fact-refund = 对方是不是说要给您退款、赔钱，或者帮您取消会员？
fact-office = 对方是不是说自己是公安、法院或别的机关，说您涉嫌违法？
fact-known = 对方是不是说自己是您的领导、熟人，换了新号？
fact-unmet = 你们是不是在网上认识的，从来没见过面？
fact-came = 是不是对方主动找上您的，您原来并不认识？
fact-only-asker = 这一句要请提问的人自己来答。您也遇到了的话，把原话发给我就行。
fact-noted = 收到，我重新看了一遍
