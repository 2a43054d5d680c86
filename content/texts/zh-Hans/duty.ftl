# 值勤机器人对民警、值班领导、网格员和运维说的话。花括号里的词由程序填入，请原样保留。

duty-description = 守望值勤端：居民报告的可疑情况，第一时间送到辖区民警、值班领导和网格员手上。想问“这是诈骗吗”的居民，请找群里的守望社区机器人。
duty-short-description = 守望值勤端：预警通知与签收
duty-command-start = 开始接收通知
duty-command-whoami = 我的身份和辖区
duty-command-help = 怎么用
duty-command-alerts = 正在处理的预警
duty-command-status = 机器人是否正常

role-officer = 民警
role-leader = 值班领导
role-grid-worker = 网格员
duty-role = { $name } · { $role } · { $area }

duty-welcome =
    { $name }，您好！这里是守望值勤机器人，您的身份是：
    { $roles }

    有预警会立即在这里通知您，请不要静音。
duty-how-signing = 收到预警请尽快按“签收”：第一位签收的人来跟进，其他人马上能看到是谁。签收之后可以转交同事，核实没事的可以标为误报。正在处理的预警随时发 /alerts 查看。
duty-how-grid-worker = 有需要您先去看一看、稳住当事人的情况，我会马上发给您；签收由民警来做。
duty-operator = 您是这套系统的运维：没有人签收、消息处理失败这类情况，会在这里告诉您，请不要静音。
not-enrolled = 您好，这里是守望值勤机器人，供民警、值班领导和网格员使用。您还没有登记：请向本单位的运维要一个邀请链接，点开后按“开始”就可以了。如果对方问您的 Telegram 编号，发 /whoami 就能看到。
code-unknown = 这个邀请码没有对上，可能少复制了几个字。请直接点开收到的链接再试一次；还是不行，就请运维重新发一个。
code-expired = 这个邀请码已经过了有效期。请向运维要一个新的，收到后尽快点开。
code-used = 这个邀请码已经用过了，一个码只能用一次。请向运维要一个新的。
code-too-many = 这一小时里已经试了 { $limit } 次邀请码，先歇一歇。请一小时后再试，或请运维当面帮您看一下。

duty-whoami =
    您的身份：
    { $roles }
duty-whoami-nobody = 您在这里还没有登记身份。您的 Telegram 编号是 { $id }：把它告诉运维，或者向运维要一个邀请链接，都可以登记。

duty-help-signing =
    这里是守望值勤机器人。
    · 有预警会立即通知您；没有人签收时，会按顺序再通知、逐级往上通知
    · “签收”：由您来跟进，第一位按的人算数
    · “转交”：签收之后，可以交给同一条线上的同事
    · “误报”：核实没事，会再问一遍，确认后结束
    · “详情”：没有遮盖的原话和经过，不能转发
    · 签收之后按环节记录：先按做了什么，再按结果；卡片会提示下一步和话术。回复卡片就是写备注
    按钮可以放心重复按。
    /alerts 正在处理的预警
    /followups 待回访
    /duty 谁在当班；换班、请假、交班
    /notice 给群里发通知
    /week 每周一案：接下来发什么，换一个、撤回
    /review 待核实的咨询：居民问到认不出的事，由您来答复
    /rechecks 待复查的预警：结束的预警由没参与处置的值班领导复查
    /status 机器人是否正常
    /whoami 我的身份和辖区
duty-help-grid-worker =
    这里是守望值勤机器人。有需要您先去看一看、稳住当事人的情况，我会马上发给您；签收由民警来做。
    /notice 给群里发通知：提醒大家最近要防什么
    /week 每周一案：您社区的群接下来会收到什么
    /status 机器人是否正常
    /whoami 我的身份和辖区
duty-help-nobody = 这里只供登记过的民警、值班领导和网格员使用。想问一件事是不是诈骗，请找群里的守望社区机器人。要登记的话，请向本单位的运维要一个邀请链接。

duty-status-alive = ✅ 值勤机器人正常，现在是 { $at }。
duty-status-alerts = 您的辖区：等待签收 { $open } 条，已签收还没结束 { $signed } 条。
duty-status-bots = 值勤机器人{ $duty }，社区机器人{ $community }。
duty-status-set-up = 已设置
duty-status-not-here = 在本机没有设置

duty-alerts-none = 您的辖区现在没有正在处理的预警。
duty-alerts-title = 正在处理的预警，新的在前，按编号打开：
duty-alerts-line = { $tier } { $number } 号 · { $at } · { $what } · { $state }
duty-alerts-unknown = 套路暂未识别
duty-alerts-open = 等待签收
duty-alerts-signed = { $name } 已签收
duty-alerts-step = { $name } · { $step }：{ $outcome }
duty-alerts-button = 打开 { $number } 号
duty-alerts-more = 这里列出最近 { $shown } 条，一共 { $total } 条。
duty-alerts-others = 这份清单供民警和值班领导查看。有需要您去看一看的，我会直接发给您。

duty-button-sure = 确认误报
duty-button-back = 返回
duty-sure-wrong = 请再按一次“确认误报”，这条预警就结束了
duty-choose-colleague = 请选择转交给谁
duty-colleague-away-mark = 🌙 { $name }（暂离）
duty-nobody-to-hand-to = 这条线上现在没有别的同事可以转交
duty-colleague-gone = 这位同事现在不在可转交的名单里，请重新选择
duty-button-old = 这个按钮已经失效了，请发 /alerts 重新打开预警

duty-details-title = 📋 { $tier } 预警 { $number } 号的详情。内容没有遮盖，只供办案使用，请不要外传。
duty-details-history = 🕘 经过
duty-details-line = { $at } { $what }
duty-details-sent = 详情发在下面了

duty-words-staff = 我在。有预警会马上发到这里；怎么用，请发 /help。
duty-words-nobody = 这里只供登记过的值勤人员使用。想问一件事是不是诈骗，请找群里的守望社区机器人；遇到紧急情况请直接拨打 110。
duty-in-group = 我是守望值勤机器人，只在私聊里通知值勤人员，就不留在群里了。群里请添加守望社区机器人。
duty-sorry = 抱歉，刚才这一步没有办成，我已经告诉运维（编号 { $code }）。请再试一次；事情紧急的话，请直接打电话联系同事。
operators-staff-unreachable = ⚠️ { $name } 停用了值勤机器人，现在收不到预警。请联系本人重新打开，并按“开始”。
