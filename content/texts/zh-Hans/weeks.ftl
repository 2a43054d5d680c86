# 值勤机器人的 /week：每周一案的排期

duty-command-week = 每周一案：看看、换一个、撤回

week-operator = 运维
week-not-you = 每周一案的排期，供登记过的民警、值班领导和网格员查看。
week-not-yours = 这个群不在您可以改的范围里：民警和值班领导可以改自己辖区和下面辖区的群，网格员可以看自己社区的。
week-unknown = 这个按钮已经换了样子。发 /week 看最新的排期。
week-over = 那一周已经过去了。发 /week 看最新的排期。
week-far = 太早了：最多提前 { $most } 周安排。
week-nobody = 这里现在没有在用的群。
week-begun = 这一期已经开始发了，换不了。发错了可以撤回。
week-no-story = 案例库里没有这个案例了。请从列表里另选一个。
week-told = 这个案例半年内已经发过，或者排在了别的周。请另选一个。
week-overtaken = 您打开这一页以后，别的编辑改过这里，所以没有照您按的改。现在的安排就在这一页上；还要改，请再按一次。
week-overruled = 📅 { $name } 改了“{ $place }”{ $day }那一周的每周一案：{ $what }。您之前给这里定的不再算数。发 /week 看现在的排期。
week-overruled-story = 换成《{ $title }》
week-overruled-skip = 这周不发
week-overruled-auto = 恢复自动安排
week-overruled-back = 📅 { $name } 撤回了{ $day }那一周的每周一案，里面有您定的。发 /week 看是哪些群。
week-nothing-out = 这里没有已经发出、还能撤回的案例。
week-changed = 改好了
week-unchanged = 已经是这样了
week-recalling = 正在撤回，撤完告诉您

week-day = { $month }月{ $day }日
week-title = 📅 每周一案 · { $name }，共 { $count } 个群
week-line = { $day }那一周：{ $groups } 个群，{ $stories } 个案例
week-line-out = ，已开始发 { $count } 个
week-line-wished = ，编辑定了 { $count } 个
week-how = 点一周，看是哪些案例、为什么选它们。可以换一个、这周不发；发出去 48 小时以内的，可以撤回。
week-look-only = 点一周，看您社区的群会收到什么。要换的话，请告诉民警或值班领导。
week-empty = 您的辖区里还没有会收到每周一案的群。
week-of = 📅 { $day }那一周 · { $name }，{ $count } 个群
week-entry-coming = { $number }. 《{ $title }》· { $groups } 个群 · { $why }
week-entry-out = { $number }. 《{ $title }》· { $groups } 个群 · { $why }
week-entry-none = { $number }. 不发 · { $groups } 个群 · { $why }
week-nothing = 这一周没有要发的。
week-story = 📰 《{ $title }》
week-no-case = 📭 这一周不发案例
week-when = 🕘 最早 { $at } 发，{ $count } 个群
week-at = 🕘 { $at }
week-which = { $more ->
    [0] 👥 { $groups }
   *[other] 👥 { $groups } 等，另有 { $more } 个群
}
week-why = 为什么：{ $why }
week-group = 👥 { $name } · { $day }那一周
week-pick-group = { $day }那一周的 { $count } 个群，点一个单独看、单独改：
week-pick-story = { $name } · { $day }那一周，可以换成这些。半年内发过的、排在别的周的不在里面；括号里是能用的群数，最多 { $count } 个，其余的群按原来的办法选。
week-story-line = { $number }. 《{ $title }》· { $why }
week-no-other = 没有别的案例可换：能用的半年内都发过了，或者这一期已经开始发了。
week-sure-skip = 确定 { $day }那一周 { $count } 个还没发的群都不发吗？之后随时可以恢复。
week-sure-recall = 确定撤回《{ $title }》吗？{ $count } 个群里的图和小测验都会删掉，删了不能恢复，这一周也不再补发。

week-state-count = { $state } { $count } 个
week-state-planned = 等着发
week-state-sending = 正在发
week-state-card-sent = 图已发，小测验马上到
week-state-quiz-sending = 图已发，小测验正在发
week-state-sent = 已发
week-state-unknown = 不确定发没发
week-state-failed = 没发成
week-state-skipped = 没有发
week-state-quiz-going = 正在撤回
week-state-card-going = 正在撤回
week-state-withdrawn = 已撤回

week-recalled = ↩️ 撤回 { $count } 个群：
week-recalled-gone = · 已删掉 { $count } 个
week-recalled-spared = · 还没发就拦住了 { $count } 个
week-recalled-stays = · 有删不掉的 { $count } 个（太久，或者机器人不在群里了），请到群里看一眼
week-recalled-doubtful = · 不确定 { $count } 个，请到群里看一眼
week-recalled-left = · 还在删 { $count } 个

week-quiz =
    小测验：{ $question }
    { $options }
    答案解释：{ $why }

week-button-week = { $day }那一周
week-button-entry = { $number } 《{ $title }》
week-button-none = { $number } 不发的群
week-button-groups = 👥 按群看、单独改
week-button-all = 🔁 整周换成同一个
week-button-none-all = 🚫 这周都不发
week-button-other = 🔁 换一个
week-button-skip = 🚫 这周不发
week-button-undo = ↩️ 恢复自动安排
week-button-look = 👀 看看样子
week-button-recall = 🗑 撤回
week-button-fresh = 🔄 刷新
week-button-sure = 确定
week-button-back = ⬅️ 返回
week-button-weeks = ⬅️ 所有周
