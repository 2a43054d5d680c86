# 複查、每週倒查、系統自查。花括號裏的詞由程序填入，請原樣保留。

duty-command-rechecks = 待複查的預警
card-title-review = 🔍 請複查 · { $tier } 預警 { $number } 號
card-review-due = 🔍 等待值班領導複查
card-reviewed = 🔍 { $name } 已複查
card-sent-back = ↩️ { $name } 複查後退回：{ $reason }
button-recheck-pass = 複查通過
button-recheck-back = 退回重辦
button-recheck-keep = 先不退回

rechecks-none = 現在沒有等您複查的預警。
rechecks-title = 等您複查的預警，等得久的在前，按編號打開：
rechecks-line-state = 待複查
recheck-accepted = 已複查，謝謝
recheck-why = 請回覆這條消息，寫一寫預警 { $number } 號為什麼要退回、接下來希望怎麼辦（{ $most } 字以內）。負責的民警會馬上看到。
recheck-sent-back = 預警 { $number } 號已退回，負責的民警馬上會收到通知和您寫的原因。
recheck-kept = 好的，沒有退回
recheck-already = { $name } 已經複查過了
recheck-moved-on = 這條預警剛剛有了變化，已為您刷新，請看一眼
recheck-own = 這條預警您參與過處置，請由另一位值班領導來復查
recheck-not-leader = 複查由值班領導來做

log-recheck-asked = 請 { $name } 複查
log-recheck-passed = { $name } 複查通過
log-recheck-refused = { $name } 複查後退回：

operators-nobody-reviews = ⚠️ 預警 { $number } 號已經結束，可是沒有一位沒參與過處置的值班領導可以複查。請在部署文件裏補上，或請上一級安排。

lookback-title = 📋 倒查清單 { $week }：上週新增預警 { $raised } 條
lookback-line = { $number } 號 · { $tier } · { $area }：{ $why }
lookback-more = 還有 { $count } 條，請運維用 shouwang audit week 查看。
lookback-none = 沒有需要倒查的預警。
lookback-seal = 日誌封印 { $seal }，請留存備查。
lookback-stood-still = 到時間沒有進展 { $count } 次
lookback-nobody = 整輪無人簽收 { $count } 次
lookback-recheck-refused = 複查退回 { $count } 次

audit-ladder-gone = 預警 { $number } 號沒有人簽收，可是升級流程斷了
audit-ladder-late = 預警 { $number } 號沒有人簽收，升級流程該通知下一檔卻沒有動靜
audit-second-gone = 預警 { $number } 號還缺 { $count } 人簽收，可是升級流程斷了
audit-second-late = 預警 { $number } 號還缺 { $count } 人簽收，升級流程該通知下一檔卻沒有動靜
audit-ladder-ahead = 時鐘往回撥過，預警 { $number } 號的升級流程還在等一個沒到的時間
audit-deadline-ahead = 時鐘往回撥過，預警 { $number } 號的時限變得太遠
audit-deadline-none = 預警 { $number } 號在處置中，卻沒有時限
audit-alarm-gone = 預警 { $number } 號在處置中，到時提醒斷了
audit-alarm-late = 預警 { $number } 號過了時限，該有的提醒還沒有發出
audit-page-late = 預警 { $number } 號有一條通知超過一分鐘沒有發出
audit-page-gone = 預警 { $number } 號有一條通知斷在了半路
audit-call-late = 預警 { $number } 號第 { $count } 次回訪到了時間，卻沒有交給任何人
audit-call-gone = 預警 { $number } 號第 { $count } 次回訪的提醒斷在了半路
audit-call-untold = 預警 { $number } 號錯過的第 { $count } 次回訪還沒有告訴領導
audit-help-gone = 預警 { $number } 號在請志願者幫忙，可是沒有繼續往下問
audit-help-unending = 預警 { $number } 號請志願者幫忙沒有結束的時間
audit-help-needless = 預警 { $number } 號已經不需要志願者，求助卻沒有結束
audit-plea-gone = 預警 { $number } 號有一條求助斷在了半路
audit-kin-gone = 預警 { $number } 號請家人幫忙的消息斷在了半路
audit-kin-unending = 預警 { $number } 號請家人幫忙沒有結束的時間
audit-kin-untaken = 預警 { $number } 號請家人幫忙的事結束了，有人的手機上還留着內容
audit-kin-untold = 預警 { $number } 號結束了，當事人還沒有聽說請過誰
audit-plea-untaken = 預警 { $number } 號的求助結束了，有人的手機上還留着地點
audit-question-unasked = 預警 { $number } 號的報告人沒有收到止付卡的提問
audit-answers-gone = 待核實 { $number } 號答覆了，卻沒有在找問過的人
audit-answer-gone = 待核實 { $number } 號的答覆有一條斷在了半路
audit-answer-late = 待核實 { $number } 號的答覆有一條超過一小時沒有送到
audit-inbox-stuck = { $bot }有 { $count } 條消息超過一分鐘沒有處理
audit-inbox-set-aside = { $bot }有一條消息處理失敗、單獨存放（編號 { $code }，{ $fault }）
audit-edition-missing = 「{ $group }」{ $week } 的每週一案沒有排上
audit-edition-stuck = 「{ $group }」{ $week } 的每週一案停在半路
audit-edition-failed = { $week } 的每週一案有 { $count } 個群沒有發出，或者無法確定：{ $groups }
audit-broadcast-stuck = { $number } 號群發停住了，還剩 { $count } 個群
audit-broadcast-doubt = { $number } 號群發有 { $count } 個群無法確定是否已經發出，請到群裏看一眼
audit-review-gone = 預警 { $number } 號等待複查，可是沒有人被請去複查
audit-review-late = 預警 { $number } 號等待複查超過兩天
audit-note-waiting = { $name }寫的交班說明（{ $area }）過了換班還沒有人收到
audit-silent = { $bot }從 { $at } 起沒有心跳，可能已經停了
audit-role-community = 社區機器人
audit-role-duty = 值勤機器人

log-ladder-again = 系統自查：升級流程斷了，已重新開始
