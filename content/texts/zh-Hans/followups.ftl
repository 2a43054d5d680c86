# 回访:28 天内按档次打的电话。

duty-command-followups = 待回访
followup-title = 📞 回访：{ $tier } 预警 { $number } 号（第 { $nth } 次，共 { $of } 次）
followup-area = 📍 { $area }
followup-what = 🧩 { $what }
followup-met = 🤝 首次见面或劝住：{ $at }
followup-how = 请打电话问候一下：最近对方有没有再联系、有没有再让转账、手机里装的软件删了没有。多听少说，不责备。
followup-missed = ⚠️ 这次回访过了一天还没有结果，请值班领导安排
followup-done = ✅ { $name }：{ $outcome }
followup-dropped = ⚪ 这次回访不需要了
followup-came-safe = 未再接触
followup-came-still = 仍在联系
followup-came-paid = 再次转账
followup-came-unreached = 联系不上
followup-recorded = 已记录
followup-recorded-relapse = 已记录。预警已重新打开并提级，民警和值班领导马上会收到通知
followup-recorded-again = 已记录。明天会再提醒一次
followup-gone = 这次回访已经不在名单里了，请发 /followups 看看
followup-none = 现在没有等着回访的。
followup-list = 等着回访的，久等的在前：
followup-line = { $tier } { $number } 号 · 第 { $nth } 次 · { $at } 应回访
followup-line-missed = { $tier } { $number } 号 · 第 { $nth } 次 · { $at } 应回访 · 已超时
followup-open = 打开 { $number } 号第 { $nth } 次
followup-unreached-twice = 预警 { $number } 号的回访已连续两次联系不上本人，请安排上门看看。
operators-nobody-calls = ⚠️ 预警 { $number } 号第 { $count } 次回访到了时间，可是没有一位民警或值班领导能收到提醒。请联系他们打开值勤机器人，并请人打这通电话。

log-followed-up = { $name } 第 { $count } 次回访：{ $came }
log-followup-missed = 第 { $count } 次回访超时，已提醒值班领导
log-relapsed = 回访发现反复，升级为 { $tier }
