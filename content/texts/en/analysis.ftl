# Analysis: what else is known while an alert is being dealt with.

analysis-title = 🔎 What else is known about alert { $number }
analysis-predicts = Expect: { $predicts }
analysis-flag = What gives it away: { $flag }
analysis-seen = The same { $kind } also appears in: { $numbers }
analysis-seen-elsewhere = The same { $kind } also appears in: { $numbers }, and in { $count ->
    [one] one alert
   *[other] { $count } alerts
} of other areas; please ask the level above
analysis-only-elsewhere = The same { $kind } appears in { $count ->
    [one] one alert
   *[other] { $count } alerts
} of other areas; please ask the level above
analysis-number = { $number }
analysis-earlier = The same person has also reported: { $numbers }
analysis-alike = Alerts of this kind at this station in the last 30 days: { $count }
analysis-kin = { $count ->
    [one] The reporter left one relative to contact: press “More”, then “Contact family”
   *[other] The reporter left { $count } relatives to contact: press “More”, then “Contact family”
}
analysis-nothing = No clue was seen before. You may ask family, neighbours and the workplace: where the person is, who they are in touch with, which card the money leaves from.
clue-link = link
clue-phone = phone number
clue-card = bank card
clue-usdt = wallet address
clue-eth = wallet address
clue-btc = wallet address
clue-wechat = WeChat ID
clue-qq = QQ number
clue-meeting = meeting number
clue-paycode = payment code
log-analysed = { $name } looked at what else is known
