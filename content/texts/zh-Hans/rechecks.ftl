# 复查、每周倒查、系统自查。花括号里的词由程序填入，请原样保留。

duty-command-rechecks = 待复查的预警
card-title-review = 🔍 请复查 · { $tier } 预警 { $number } 号
card-review-due = 🔍 等待值班领导复查
card-reviewed = 🔍 { $name } 已复查
card-sent-back = ↩️ { $name } 复查后退回：{ $reason }
button-recheck-pass = 复查通过
button-recheck-back = 退回重办
button-recheck-keep = 先不退回

rechecks-none = 现在没有等您复查的预警。
rechecks-title = 等您复查的预警，等得久的在前，按编号打开：
rechecks-line-state = 待复查
recheck-accepted = 已复查，谢谢
recheck-why = 请回复这条消息，写一写预警 { $number } 号为什么要退回、接下来希望怎么办（{ $most } 字以内）。负责的民警会马上看到。
recheck-sent-back = 预警 { $number } 号已退回，负责的民警马上会收到通知和您写的原因。
recheck-kept = 好的，没有退回
recheck-already = { $name } 已经复查过了
recheck-moved-on = 这条预警刚刚有了变化，已为您刷新，请看一眼
recheck-own = 这条预警您参与过处置，请由另一位值班领导来复查
recheck-not-leader = 复查由值班领导来做

log-recheck-asked = 请 { $name } 复查
log-recheck-passed = { $name } 复查通过
log-recheck-refused = { $name } 复查后退回：

operators-nobody-reviews = ⚠️ 预警 { $number } 号已经结束，可是没有一位没参与过处置的值班领导可以复查。请在部署文件里补上，或请上一级安排。

lookback-title = 📋 倒查清单 { $week }：上周新增预警 { $raised } 条
lookback-line = { $number } 号 · { $tier } · { $area }：{ $why }
lookback-more = 还有 { $count } 条，请运维用 shouwang audit week 查看。
lookback-none = 没有需要倒查的预警。
lookback-seal = 日志封印 { $seal }，请留存备查。
lookback-stood-still = 到时间没有进展 { $count } 次
lookback-nobody = 整轮无人签收 { $count } 次
lookback-recheck-refused = 复查退回 { $count } 次
