# 值班安排：谁当班、换班、请假、交班。

duty-command-duty = 谁在当班、换班和交班
duty-title = 📅 值班安排
duty-now = { $area } 当班：{ $names }
duty-now-nobody = 没有排班
duty-week-line = · { $starts } 起：{ $names }
duty-no-rota-here = { $area } 还没有排班：预警会同时通知所有民警。排班写在部署文件里，请运维来加。
duty-no-rotas = 您的辖区还没有排班：预警会同时通知所有民警。排班写在部署文件里，请运维来加。
duty-you-are-away = 🌙 您暂离到 { $ends }，预警改为通知 { $name }。
duty-you-stand-in = 🤝 您替 { $name } 代班到 { $ends }。
duty-rota-others = 值班安排供民警和值班领导查看。

duty-button-swap = 换班
duty-button-away = 请假/勿扰
duty-button-home = 我回来了
duty-button-note = 交班
duty-button-yes = 同意
duty-button-no = 不行
duty-button-no-note = 先不写了
duty-button-gone = 这个按钮已经失效了，请发 /duty 重新打开值班安排
duty-until-2h = 2 小时
duty-until-tonight = 到今晚 24 点
duty-until-morning = 到明早 8 点
duty-until-3d = 3 天

duty-swap-whom = 您的下一班：{ $starts } 到 { $ends }。想请谁来替？对方同意以后才算数。
duty-away-how-long = 要离开多久？下一步选一位代班的同事；对方同意之前，预警照样通知您。
duty-away-whom = 暂离到 { $ends }。想请谁代班？对方同意以后，预警才改为通知对方。
duty-asked = ⏳ 已经去问 { $name } 了，有答复马上告诉您。在那之前还是您当班。
duty-asked-note = 已发给对方
duty-no-turn = 往后一年里没有排到您的班，不用换
duty-nobody-to-ask = 现在没有可以代班的同事，预警会照样通知您
duty-turn-changed = 排班刚刚有了变化，请发 /duty 重新选择
duty-colleague-away = 这位同事这段时间也不在，请换一位
duty-ask-gone = 这个请求已经撤回了，您不用管
duty-ask-late = 这一班的时间已经到了，来不及换了

duty-ask-swap = 🔄 { $name } 想请您替一班：{ $area }，{ $starts } 到 { $ends }。您方便吗？
duty-ask-away = 🌙 { $name } 要离开一阵，想请您代班：您同意以后到 { $ends }，本来通知 { $name } 的预警会改为通知您。您方便吗？
duty-you-agreed = 🤝 说好了：{ $starts } 到 { $ends }，由您替 { $name }。谢谢您！
duty-you-refused = 好的，没有答应 { $name }（{ $starts } 到 { $ends }），已经告诉对方。
duty-agreed-swap = 🤝 { $name } 同意了：{ $starts } 到 { $ends } 的班由对方来值。
duty-agreed-away = 🤝 { $name } 同意代班：从现在到 { $ends }，预警改为通知对方。提前回来请发 /duty，按“我回来了”。
duty-refused = { $name } 这次不方便（{ $starts } 到 { $ends }），还是您当班。可以发 /duty 再问一位同事。
duty-unreachable = { $name } 现在联系不上（{ $starts } 到 { $ends }），还是您当班。可以发 /duty 再问一位同事。
duty-relieved = 替 { $name } 的代班到此结束，谢谢您！
duty-welcome-back = 欢迎回来，预警照常通知您
duty-not-away = 您没有请假，预警一直照常通知您
duty-still-holding = ❗ 您手上还有 { $count } 条预警没有结束：请发 /alerts 打开，转交给同事，或继续跟进。

duty-write-note = ✍️ 请回复这条消息，写下要交给下一班的事：谁还在找、谁要再打电话、答应了什么。
duty-noted = 📝 记下了，交班的时候会发给下一班。
duty-noted-now = 📝 记下了，已经发给现在当班的同事。
duty-no-rota = 这里还没有排班，不知道该交给谁。请直接告诉同事，或请运维在部署文件里加上排班。
duty-note = 📝 { $name } 的交班说明：{ $words }
duty-your-shift = 🔔 { $area }：{ $starts } 起由您当班。
duty-in-hands = 正在处理的预警 { $count } 条，发 /alerts 打开：
duty-in-hands-line = · { $tier } { $number } 号 · { $state }
duty-nothing-in-hands = 现在没有正在处理的预警。
operators-shift-unreachable = ⚠️ { $name } 从 { $starts } 起当班，但值勤机器人联系不上本人。请马上打电话，必要时换人。

log-on-duty = 按排班先通知当班：{ $name }
log-stood-in = { $name } 暂离，改为通知代班的 { $to }
log-all-away = 这一档的人都请了假，照样全部通知
log-area-gone = 原辖区已停用，改归 { $name }
log-holder-left = { $name } 已离岗，重新通知、等人签收
log-holder-replaced = { $name } 已离岗，由 { $to } 接手
