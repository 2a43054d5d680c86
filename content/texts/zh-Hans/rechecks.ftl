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

audit-ladder-gone = 预警 { $number } 号没有人签收，可是升级流程断了
audit-ladder-late = 预警 { $number } 号没有人签收，升级流程该通知下一档却没有动静
audit-second-gone = 预警 { $number } 号还缺 { $count } 人签收，可是升级流程断了
audit-second-late = 预警 { $number } 号还缺 { $count } 人签收，升级流程该通知下一档却没有动静
audit-ladder-ahead = 时钟往回拨过，预警 { $number } 号的升级流程还在等一个没到的时间
audit-deadline-ahead = 时钟往回拨过，预警 { $number } 号的时限变得太远
audit-deadline-none = 预警 { $number } 号在处置中，却没有时限
audit-alarm-gone = 预警 { $number } 号在处置中，到时提醒断了
audit-alarm-late = 预警 { $number } 号过了时限，该有的提醒还没有发出
audit-page-late = 预警 { $number } 号有一条通知超过一分钟没有发出
audit-page-gone = 预警 { $number } 号有一条通知断在了半路
audit-call-late = 预警 { $number } 号第 { $count } 次回访到了时间，却没有交给任何人
audit-call-gone = 预警 { $number } 号第 { $count } 次回访的提醒断在了半路
audit-call-untold = 预警 { $number } 号错过的第 { $count } 次回访还没有告诉领导
audit-help-gone = 预警 { $number } 号在请志愿者帮忙，可是没有继续往下问
audit-help-unending = 预警 { $number } 号请志愿者帮忙没有结束的时间
audit-help-needless = 预警 { $number } 号已经不需要志愿者，求助却没有结束
audit-plea-gone = 预警 { $number } 号有一条求助断在了半路
audit-kin-gone = 预警 { $number } 号请家人帮忙的消息断在了半路
audit-kin-unending = 预警 { $number } 号请家人帮忙没有结束的时间
audit-kin-untaken = 预警 { $number } 号请家人帮忙的事结束了，有人的手机上还留着内容
audit-kin-untold = 预警 { $number } 号结束了，当事人还没有听说请过谁
audit-plea-untaken = 预警 { $number } 号的求助结束了，有人的手机上还留着地点
audit-question-unasked = 预警 { $number } 号的报告人没有收到止付卡的提问
audit-answers-gone = 待核实 { $number } 号答复了，却没有在找问过的人
audit-answer-gone = 待核实 { $number } 号的答复有一条断在了半路
audit-answer-late = 待核实 { $number } 号的答复有一条超过一小时没有送到
audit-inbox-stuck = { $bot }有 { $count } 条消息超过一分钟没有处理
audit-inbox-set-aside = { $bot }有一条消息处理失败、单独存放（编号 { $code }，{ $fault }）
audit-edition-missing = “{ $group }”{ $week } 的每周一案没有排上
audit-edition-stuck = “{ $group }”{ $week } 的每周一案停在半路
audit-edition-failed = { $week } 的每周一案有 { $count } 个群没有发出，或者无法确定：{ $groups }
audit-broadcast-stuck = { $number } 号群发停住了，还剩 { $count } 个群
audit-broadcast-doubt = { $number } 号群发有 { $count } 个群无法确定是否已经发出，请到群里看一眼
audit-review-gone = 预警 { $number } 号等待复查，可是没有人被请去复查
audit-review-late = 预警 { $number } 号等待复查超过两天
audit-note-waiting = { $name }写的交班说明（{ $area }）过了换班还没有人收到
audit-silent = { $bot }从 { $at } 起没有心跳，可能已经停了
audit-role-community = 社区机器人
audit-role-duty = 值勤机器人

log-ladder-again = 系统自查：升级流程断了，已重新开始
