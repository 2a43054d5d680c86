# 通知：网格员、民警和值班领导写给群里的话。

duty-command-notice = 给群里发通知
button-heard = 已读并转告家人
notice-heard = 记下了，谢谢您转告家人！
notice-heard-already = 您已经按过了，谢谢您！
notice-not-here = 这条通知已经不在了，谢谢您留意

notice-post =
    📢 { $area }反诈通知

    { $words }

notice-post-urgent =
    🔴 紧急 · { $area }反诈通知

    { $words }

notice-not-you = 发通知供登记过的网格员、民警和值班领导使用。
notice-not-yours = 这份通知不在您的辖区，按钮没有起作用
notice-own = 自己写的通知，要请另一位同事来看
notice-gone = 这份通知已经不在了，请发 /notice 重新开始
notice-moved-on = 这份通知已经交出去了，请发 /notice 查看
notice-changed = 内容刚刚有了变化，请再看一遍再发
notice-writer-left = 写这份通知的同事已经不负责这个辖区，不能发出
notice-no-second = 这个范围要请另一位民警或值班领导同意，现在没有可以请的人，请把范围改小一些，或联系运维
notice-file-gone = 图片或视频取不到了，请重新发一次
notice-short = 通知太短了，请写一句完整的话
notice-long = 通知有 { $size } 个字，太长了大家看不完，请压缩到 { $most } 个字以内
notice-link = 通知里有链接（{ $link }），不是官方名单里的网址。为了让居民养成“不点链接”的习惯，请去掉链接，改成写清楚在哪里办、找谁问
notice-hidden-link = 有几个字后面藏着链接（{ $link }）。骗子常这样藏，所以通知里不用；官方网址请直接写出来，别的请去掉再发
notice-number = 通知里有号码（{ $number }）。骗子常冒充通知留电话，所以这里只写 110 和 96110；要联系社区，请写“到居委会”或“在群里问我”
notice-private = 通知里像是有银行卡号、身份证号或收款码。为了保护个人信息，请去掉再发
notice-film-long = 视频太长了，请剪到 { $most } 秒以内
notice-large = 文件太大了，请发 20 MB 以内的
notice-odd = 这里能发文字、一张图片，或一分钟以内的短视频
notice-album = 一份通知只放一张图片或一段视频，后面的没有放进去。要换一张，请按“改内容”，再单独发那一张。
notice-edited-late = 您改了写通知的那条消息，可通知已经交出去了，群里看到的不会跟着变。要换成新的，请发 /notice，按“发过的通知”停下或撤回，再重新写一份。
notice-passed = 原来定的时间已经过了，所以还没有发，下面改成了“马上”。要现在发，请再按一次；要另定时间，请按“改时间”或“请对方修改”
notice-time = 没看懂这个时间，或者它已经过了、超过了 30 天。可以写：明天 9:30、周五下午三点、11月28日 19点

notice-write =
    ✍️ 写一份给群里的通知：请直接发文字，或发一张图片、一分钟以内的短视频并配上文字。
    写清楚三件事：发生了什么、大家怎么做、谁最需要知道。不要放链接；电话只写 110 和 96110。
notice-write-again = 您已经写过一份，再发一条就会换掉原来的文字或图片；要接着发出，请按“看看样子”。
notice-templates = 📝 挑一份样稿，选好以后可以直接发，也可以照着改成自己的话再发给我：
notice-words-for-picture = 🖼 收到了。请再发一句话：字小、看不清图片的老人，也能从这句话里知道是什么事。
notice-for-whom = 👥 发给哪些群？
notice-for-tags = 🏷 发给有哪些人的群？可以选几样，有其中一样的群都会收到。
notice-to = { $area } · { $kinds } · { $tags }：共 { $count } 个群
notice-any-kind = 各类群
notice-any-tag = 不分人群
notice-doubtful = ⚠️ 机器人读着觉得这段话很像骗子的说法。如果是在提醒大家防骗，开头写上“提醒”就不会误会；确认无误可以照常发。
notice-when = ⏰ 什么时候发？可以按下面的按钮，也可以直接写时间，比如：明天 9:30、周五下午三点、11月28日 19点（30 天以内）。
notice-ready = 👆 群里看到的就是上面这样。
notice-goes-now = 时间：马上
notice-goes-at = 时间：{ $at }
notice-second = 🤝 超出一个社区或超过 20 个群的通知，要另一位民警或值班领导同意才发出。按下面的按钮，我去请对方看。
notice-urgent = 🔴 紧急：群里今天的消息再多也马上发，开头写明“紧急”。要另一位民警或值班领导同意才发出，只用在眼下正有人上当、等不到明天的时候。
notice-judge-urgent = 🔴 标了“紧急”：不受每个群每天消息条数的限制。请看看是不是真的等不到明天。
notice-sent-back = ↩️ { $name } 请您改一改：{ $reason }
notice-dropped = 好的，这份通知不发了，写的内容已经删除。
notice-asked = ⏳ 已经请同事看了，同意以后就按下面的安排发出，有结果马上告诉您。
notice-judge = 🤝 { $name } 写了上面这份通知，请您看一看：内容对不对，范围合不合适。同意以后就发出。
notice-why-not = ✍️ 请回复这条消息，告诉对方要改什么（{ $most } 字以内）。
notice-was-approved = ✅ { $name } 已经同意，通知已经安排发出。
notice-was-refused = ↩️ { $name } 已经请写的人修改。
notice-changed-since = 这份通知已经有了变化，不用再看了，谢谢您！
notice-approved = ✅ { $name } 同意了您的通知。
notice-refused = ↩️ { $name } 看了您的通知，请您改一改：{ $reason }
notice-expired = 您的通知三天没有人同意，已经作废，写的内容已经删除。请发 /notice 重新写，或当面请同事帮忙看。

notice-is-planned = 🗓 通知 { $id } 号，定在 { $at } 发出。
notice-is-going = 📤 通知 { $id } 号，正在发。
notice-is-done = ✅ 通知 { $id } 号，发完了。
notice-is-stopped = ⏹ 通知 { $id } 号，已经停下，没发的不再发。
notice-is-recalled = ↩️ 通知 { $id } 号，正在撤回。
notice-was-recalled = ↩️ 通知 { $id } 号，撤回结束。
notice-report-area = { $area } · 共 { $count } 个群
notice-seconds-left = ，大约还要 { $count } 秒
notice-minutes-left = ，大约还要 { $count } 分钟
notice-sent = 送到 { $count } 个群
notice-stays = 还留着 { $count } 个群
notice-left = 还剩 { $count } 个
notice-failed = 没送到 { $count } 个
notice-unknown = 不确定 { $count } 个
notice-put-off = 其中 { $count } 个群今天收到的消息已经够多，明天早上接着发
notice-spared = 没有发 { $count } 个
notice-taken-back = 已撤回 { $count } 个
notice-missed = · { $group }：{ $why }
notice-missed-more = · 还有 { $count } 个群
notice-reads = 👪 { $count } 人已读并转告家人
notice-why-stays = 还在群里：超过了 48 小时，或者机器人删不掉，要删请群管理员动手
notice-why-blocked = 对方不收机器人的消息
notice-why-gone = 机器人已经不在群里
notice-why-moved = 群搬了家，还没跟上
notice-why-muted = 群里不让机器人发言，请群主放开
notice-why-unpictured = 群里不让发图片、视频，再发一次就只发文字
notice-why-topic = 原来的话题不在了
notice-why-refused = Telegram 没有收下
notice-why-flood = Telegram 请我们稍后再发
notice-why-line = 网络没有通
notice-why-held = 等了太久还没轮到
notice-why-late = 过了该发的时间，没有再发
notice-why-twice = 和另一个群合并了，已经发过
notice-why-full = 群里那天的消息已经够多，等到第二天就过了该发的时间
notice-why-crash = 发的时候机器断了，不知道发没发出，请到群里看一眼
notice-why-uncertain = 网络断了，不知道发没发出，请到群里看一眼
notice-why-error = 出了意外，不知道发没发出，请到群里看一眼
notice-sure-recall = 撤回会删掉群里 48 小时以内的这条通知，更早的留着。确定吗？
notice-sure-doubts = 下面这些群不知道发没发出。请先到群里看一眼：再发一次，有的群可能会看到两遍。确定吗？
notice-list = 📒 最近的通知：
notice-line = { $id } 号 · { $area } · { $words }
notice-none = 还没有发过通知

notice-button-templates = 📝 用样稿
notice-button-list = 📒 发过的通知
notice-button-open = { $id } 号
notice-button-look = 👀 看看样子
notice-button-drop = 不发了
notice-button-back = 返回
notice-button-wider = ⬆️ { $area }
notice-button-narrower = ⬇️ { $area }
notice-button-tags = 🏷 人群
notice-button-words = ✏️ 改内容
notice-button-audience = 👥 改范围
notice-button-time = ⏰ 改时间
notice-button-urgent = 🔴 紧急
notice-button-plain = 去掉图片
notice-button-anew = 重新写一份
notice-button-send = 🚀 现在发出
notice-button-later = 🗓 按时发出
notice-button-ask = 🤝 请同事同意后发出
notice-button-take-back = 拿回来再改
notice-button-yes = 同意发出
notice-button-no = 请对方修改
notice-button-keep = 先不退回
notice-button-stop = ⏹ 停止发送
notice-button-fresh = 🔄 看最新情况
notice-button-retry = 没送到的再发一次
notice-button-doubts = 不确定的再发一次
notice-button-again = 📆 下周再发
notice-button-recall = ↩️ 撤回
notice-button-sure = 确定
notice-button-told = 群里的人看完按这个按钮，会数一数有多少人读过，不记名字
notice-at-tonight = 今天 19:00
notice-at-morning = 明天 9:00
notice-at-evening = 明天 19:00
notice-at-week = 下周今天 9:00
notice-at-now = 马上发
notice-kind-neighbourhood = 业主群
notice-kind-workplace = 单位群
notice-kind-school = 学校群
notice-tag-elderly = 老年人
notice-tag-students = 学生
notice-tag-parents = 家长
notice-tag-minors = 未成年人
notice-tag-accountants = 财务人员
notice-tag-factory = 工厂员工
notice-tag-merchants = 商户
notice-tag-travellers = 出行的人
notice-tag-investors = 爱理财的人
notice-tag-job-seekers = 找工作的人
notice-tag-drivers = 司机
notice-tag-shoppers = 爱网购的人
notice-tag-gamers = 爱玩游戏的人
notice-tag-singles = 单身的人
notice-tag-overseas = 在海外的人
