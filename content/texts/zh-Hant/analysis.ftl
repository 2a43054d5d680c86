# 研判參考:辦這條預警時,旁邊還知道些什麼。

analysis-title = 🔎 預警 { $number } 號的研判參考
analysis-predicts = 預計：{ $predicts }
analysis-flag = 識破要點：{ $flag }
analysis-seen = 同一個{ $kind }還出現在：{ $numbers }
analysis-seen-elsewhere = 同一個{ $kind }還出現在：{ $numbers }，另有 { $count } 條在其他轄區，請聯繫上級
analysis-only-elsewhere = 同一個{ $kind }出現在其他轄區的 { $count } 條預警裏，請聯繫上級
analysis-number = { $number } 號
analysis-earlier = 同一位報告人還報告過：{ $numbers }
analysis-alike = 本所近 30 天同類預警：{ $count } 條
analysis-kin = 報告人留了 { $count } 位家人聯繫人：按「更多」→「聯繫家人」
analysis-nothing = 沒有查到重複的線索。可以問問家人、鄰居和單位：人在哪、跟誰在聯繫、錢從哪張卡走。
clue-link = 網址
clue-phone = 電話
clue-card = 銀行卡
clue-usdt = 錢包地址
clue-eth = 錢包地址
clue-btc = 錢包地址
clue-wechat = 微信號
clue-qq = QQ 號
clue-meeting = 會議號
clue-paycode = 收款碼
log-analysed = { $name } 看了研判參考
