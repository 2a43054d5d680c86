# 预警:民警端卡片、举报回执、举报人听到的结果、运维提醒。

tier-urgent = 🔴 紧急
tier-high = 🟠 高危
tier-medium = 🟡 中危
tier-low = 🟢 低危

card-title = { $tier } 预警 { $number } 号
card-title-again = { $tier } 预警 { $number } 号（第 { $call } 次通知，同一件事）
card-area = 📍 辖区：{ $area }
card-area-unknown = 📍 辖区：{ $area }（辖区待核实）
card-pattern = 🧩 套路：{ $pattern }（{ $family }）
card-pattern-unknown = 🧩 套路：暂未识别
card-words = 💬 原话：{ $words }
card-predicts = 🔎 预计：{ $predicts }
card-reporter = 🙋 举报人：{ $reporter }
card-reports = 👥 第 { $count } 位居民报告
card-raised = 🕘 报告时间：{ $at }
card-reporter-group = { $name }（来自“{ $group }”）
card-group-gone = 已请机器人离开的群
card-reporter-private = { $name }（私聊）
card-state-open = ⏳ 等待签收
card-state-signed = ✅ 已由 { $name } 于 { $at } 签收
card-state-signed-by-you = ✅ 您已于 { $at } 签收，请尽快联系当事人
card-state-false-alarm = ⚪ { $name } 已标记为误报
card-go-and-see = 🚶 请先电话或上门看一看，稳住当事人、别让钱转出去。民警已同时收到。
button-sign = 签收
button-hand-over = 转交
button-false-alarm = 误报
button-details = 详情

signed-by-you = 签收成功。请尽快联系当事人
signed-by-other = 这条预警已由 { $name } 签收
closed-already = 这条预警已经结束（{ $name }）
dismissed = 已标记为误报，谢谢核实
handed-over = 已转交给 { $name }，对方会马上收到通知。方便的话按一下原因；有要交代的，回复这张卡片写一句，对方在“详情”里看得到
hand-over-why-told = 已告诉对方
hand-over-why-late = 转交的原因由转交的人在一小时内说一次；还有要说的，请回复卡片写一句
hand-over-sign-first = 请先签收，再转交
held-by-other = 这条预警在 { $name } 手上，请与其联系
not-staff = 这个按钮只供本辖区的民警和值班领导使用
not-your-area = 预警 { $number } 号不在您的辖区
no-such-alert = 没有找到预警 { $number } 号

log-raised = 生成预警（{ $tier }）
log-reported = 居民报告（第 { $count } 位）
log-paged = 通知 { $count } 人（第 { $call } 档）
log-unreachable = 有一人通知不到
log-signed = { $name } 签收
log-handed-over = { $name } 转交给 { $to }
log-handed-why = { $name } 转交的原因：{ $reason }
log-false-alarm = { $name } 标记误报
log-tier-raised = 升级为 { $tier }
log-supplemented = 补上了从图片或语音里读出的内容
log-stop-payment = 报告人补充了：{ $what }
log-nobody = 整个升级顺序走完第 { $count } 遍，无人签收

receipt-group = 已转给辖区民警（预警 { $number } 号）。请先不要转账，也不要在群里发卡号、截图；有要补充的，点下面的按钮私下说。
receipt-group-urgent = 🆘 已转给辖区民警（预警 { $number } 号）。现在请停止转账、挂断电话、关掉屏幕共享，马上拨打 110。要补充的话，点下面的按钮私下说。
receipt-group-again = 这件事已经转给民警了（预警 { $number } 号），正在处理。
receipt-group-signed = 已转给辖区民警（预警 { $number } 号），民警已签收 ✅ 请先不要转账；要补充的，点下面的按钮私下说。
receipt-group-false-alarm = 预警 { $number } 号已由民警核实，谢谢您多留一份心。
receipt-private = 已转给辖区民警（预警 { $number } 号），有人签收我会马上告诉您。这段时间请不要转账、不要给验证码。
receipt-private-urgent = 已转给辖区民警（预警 { $number } 号），有人签收我会马上告诉您。
receipt-private-joined = 这件事已经有人报告过，您的报告也记在一起了（预警 { $number } 号）。有人签收我会马上告诉您；这段时间请不要转账、不要给验证码。
receipt-private-signed = 这件事民警已签收（预警 { $number } 号），您的报告也记在一起了。请保持电话畅通；这段时间请不要转账、不要给验证码。
receipt-private-again = 您已经报告过这件事了（预警 { $number } 号），民警那边已经收到，不用重复报告。
button-private = 私下补充

closure-signed = 您报告的事情（预警 { $number } 号）民警已签收。请保持电话畅通；在见到或听到您自己核实过的民警之前，不要转账。
closure-false-alarm = 您报告的事情（预警 { $number } 号）民警已经核实、结束。谢谢您，宁可多问一句。
report-standing-open = 预警 { $number } 号：已经通知民警，正在等签收。
report-standing-signed = 预警 { $number } 号：民警已签收。
report-standing-closed = 预警 { $number } 号：已结束。

nothing-to-report = 请把可疑的内容写在 /report 后面，或者回复那条消息再发 /report。
blocked-reporter = 您的报告功能暂时被停用，如有疑问请到派出所当面说明。遇到紧急情况请直接拨打 110。
too-many-reports = 一小时内最多报告 { $limit } 次。紧急情况请直接拨打 110。
not-your-report = 只有报告人自己能看这条进展。
no-area = 这里还没有设置辖区，报告没有送出。请马上拨打 110，并告诉群主联系运维。

operators-nobody-signed = 🚨 预警 { $number } 号：整个升级顺序走完第 { $turn } 遍，仍然没有人签收！正在从头再通知。请立即用电话联系值班民警。
operators-bulletin-unknown = ⚠️ { $week } 的每周一案：有 { $count } 个群在发送时中断，无法确定是否已经发出（{ $groups }）。请到群里看一眼；系统不会自动重发。
operators-update-set-aside = ⚠️ 有一条消息处理失败，已单独存放（编号 { $code }）。当事人已收到道歉和编号。
