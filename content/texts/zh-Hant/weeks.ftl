# 值勤機器人的 /week：每週一案的排期

duty-command-week = 每週一案：看看、換一個、撤回

week-operator = 運維
week-not-you = 每週一案的排期，供登記過的民警、值班領導和網格員查看。
week-not-yours = 這個群不在您可以改的範圍裏：民警和值班領導可以改自己轄區和下面轄區的群，網格員可以看自己社區的。
week-unknown = 這個按鈕已經換了樣子。發 /week 看最新的排期。
week-over = 那一週已經過去了。發 /week 看最新的排期。
week-far = 太早了：最多提前 { $most } 周安排。
week-nobody = 這裏現在沒有在用的群。
week-begun = 這一期已經開始發了，換不了。發錯了可以撤回。
week-no-story = 案例庫裏沒有這個案例了。請從列表裏另選一個。
week-told = 這個案例半年內已經發過，或者排在了別的周。請另選一個。
week-overtaken = 您打開這一頁以後，別的編輯改過這裏，所以沒有照您按的改。現在的安排就在這一頁上；還要改，請再按一次。
week-overruled = 📅 { $name } 改了「{ $place }」{ $day }那一週的每週一案：{ $what }。您之前給這裏定的不再算數。發 /week 看現在的排期。
week-overruled-story = 換成《{ $title }》
week-overruled-skip = 這週不發
week-overruled-auto = 恢復自動安排
week-overruled-back = 📅 { $name } 撤回了{ $day }那一週的每週一案，裏面有您定的。發 /week 看是哪些群。
week-nothing-out = 這裏沒有已經發出、還能撤回的案例。
week-changed = 改好了
week-unchanged = 已經是這樣了
week-recalling = 正在撤回，撤完告訴您

week-day = { $month }月{ $day }日
week-title = 📅 每週一案 · { $name }，共 { $count } 個群
week-line = { $day }那一週：{ $groups } 個群，{ $stories } 個案例
week-line-out = ，已開始發 { $count } 個
week-line-wished = ，編輯定了 { $count } 個
week-how = 點一週，看是哪些案例、為什麼選它們。可以換一個、這週不發；發出去 48 小時以內的，可以撤回。
week-look-only = 點一週，看您社區的群會收到什麼。要換的話，請告訴民警或值班領導。
week-empty = 您的轄區裏還沒有會收到每週一案的群。
week-of = 📅 { $day }那一週 · { $name }，{ $count } 個群
week-entry-coming = { $number }. 《{ $title }》· { $groups } 個群 · { $why }
week-entry-out = { $number }. 《{ $title }》· { $groups } 個群 · { $why }
week-entry-none = { $number }. 不發 · { $groups } 個群 · { $why }
week-nothing = 這一週沒有要發的。
week-story = 📰 《{ $title }》
week-no-case = 📭 這一週不發案例
week-when = 🕘 最早 { $at } 發，{ $count } 個群
week-at = 🕘 { $at }
week-which = { $more ->
    [0] 👥 { $groups }
   *[other] 👥 { $groups } 等，另有 { $more } 個群
}
week-why = 為什麼：{ $why }
week-group = 👥 { $name } · { $day }那一週
week-pick-group = { $day }那一週的 { $count } 個群，點一個單獨看、單獨改：
week-pick-story = { $name } · { $day }那一週，可以換成這些。半年內發過的、排在別的周的不在裏面；括號裏是能用的群數，最多 { $count } 個，其餘的群按原來的辦法選。
week-story-line = { $number }. 《{ $title }》· { $why }
week-no-other = 沒有別的案例可換：能用的半年內都發過了，或者這一期已經開始發了。
week-sure-skip = 確定 { $day }那一週 { $count } 個還沒發的群都不發嗎？之後隨時可以恢復。
week-sure-recall = 確定撤回《{ $title }》嗎？{ $count } 個群裏的圖和小測驗都會刪掉，刪了不能恢復，這一週也不再補發。

week-state-count = { $state } { $count } 個
week-state-planned = 等着發
week-state-sending = 正在發
week-state-card-sent = 圖已發，小測驗馬上到
week-state-quiz-sending = 圖已發，小測驗正在發
week-state-sent = 已發
week-state-unknown = 不確定發沒發
week-state-failed = 沒發成
week-state-skipped = 沒有發
week-state-quiz-going = 正在撤回
week-state-card-going = 正在撤回
week-state-withdrawn = 已撤回

week-recalled = ↩️ 撤回 { $count } 個群：
week-recalled-gone = · 已刪掉 { $count } 個
week-recalled-spared = · 還沒發就攔住了 { $count } 個
week-recalled-stays = · 有刪不掉的 { $count } 個（太久，或者機器人不在群裏了），請到群裏看一眼
week-recalled-doubtful = · 不確定 { $count } 個，請到群裏看一眼
week-recalled-left = · 還在刪 { $count } 個

week-quiz =
    小測驗：{ $question }
    { $options }
    答案解釋：{ $why }

week-button-week = { $day }那一週
week-button-entry = { $number } 《{ $title }》
week-button-none = { $number } 不發的群
week-button-groups = 👥 按群看、單獨改
week-button-all = 🔁 整週換成同一個
week-button-none-all = 🚫 這週都不發
week-button-other = 🔁 換一個
week-button-skip = 🚫 這週不發
week-button-undo = ↩️ 恢復自動安排
week-button-look = 👀 看看樣子
week-button-recall = 🗑 撤回
week-button-fresh = 🔄 刷新
week-button-sure = 確定
week-button-back = ⬅️ 返回
week-button-weeks = ⬅️ 所有周
