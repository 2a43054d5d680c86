# 研判参考:办这条预警时,旁边还知道些什么。

analysis-title = 🔎 预警 { $number } 号的研判参考
analysis-predicts = 预计：{ $predicts }
analysis-flag = 识破要点：{ $flag }
analysis-seen = 同一个{ $kind }还出现在：{ $numbers }
analysis-seen-elsewhere = 同一个{ $kind }还出现在：{ $numbers }，另有 { $count } 条在其他辖区，请联系上级
analysis-only-elsewhere = 同一个{ $kind }出现在其他辖区的 { $count } 条预警里，请联系上级
analysis-number = { $number } 号
analysis-earlier = 同一位报告人还报告过：{ $numbers }
analysis-alike = 本所近 30 天同类预警：{ $count } 条
analysis-kin = 报告人留了 { $count } 位家人联系人：按「更多」→「联系家人」
analysis-nothing = 没有查到重复的线索。可以问问家人、邻居和单位：人在哪、跟谁在联系、钱从哪张卡走。
clue-link = 网址
clue-phone = 电话
clue-card = 银行卡
clue-usdt = 钱包地址
clue-eth = 钱包地址
clue-btc = 钱包地址
clue-wechat = 微信号
clue-qq = QQ 号
clue-meeting = 会议号
clue-paycode = 收款码
log-analysed = { $name } 看了研判参考
