# 預警:民警端卡片、舉報回執、舉報人聽到的結果、運維提醒。

tier-urgent = 🔴 緊急
tier-high = 🟠 高危
tier-medium = 🟡 中危
tier-low = 🟢 低危

card-title = { $tier } 預警 { $number } 號
card-title-again = { $tier } 預警 { $number } 號（第 { $call } 次通知，同一件事）
card-area = 📍 轄區：{ $area }
card-area-unknown = 📍 轄區：{ $area }（轄區待核實）
card-pattern = 🧩 套路：{ $pattern }（{ $family }）
card-pattern-unknown = 🧩 套路：暫未識別
card-words = 💬 原話：{ $words }
card-predicts = 🔎 預計：{ $predicts }
card-reporter = 🙋 舉報人：{ $reporter }
card-reports = 👥 第 { $count } 位居民報告
card-raised = 🕘 報告時間：{ $at }
card-reporter-group = { $name }（來自「{ $group }」）
card-group-gone = 已請機器人離開的群
card-reporter-private = { $name }（私聊）
card-state-open = ⏳ 等待簽收
card-state-signed = ✅ 已由 { $name } 於 { $at } 簽收
card-state-signed-by-you = ✅ 您已於 { $at } 簽收，請儘快聯繫當事人
card-state-false-alarm = ⚪ { $name } 已標記為誤報
card-go-and-see = 🚶 請先電話或上門看一看，穩住當事人、別讓錢轉出去。民警已同時收到。
button-sign = 簽收
button-hand-over = 轉交
button-false-alarm = 誤報
button-details = 詳情

signed-by-you = 簽收成功。請儘快聯繫當事人
signed-by-other = 這條預警已由 { $name } 簽收
closed-already = 這條預警已經結束（{ $name }）
dismissed = 已標記為誤報，謝謝核實
handed-over = 已轉交給 { $name }，對方會馬上收到通知。方便的話按一下原因；有要交代的，回覆這張卡片寫一句，對方在「詳情」裏看得到
hand-over-why-told = 已告訴對方
hand-over-why-late = 轉交的原因由轉交的人在一小時內說一次；還有要說的，請回覆卡片寫一句
hand-over-sign-first = 請先簽收，再轉交
held-by-other = 這條預警在 { $name } 手上，請與其聯繫
not-staff = 這個按鈕只供本轄區的民警和值班領導使用
not-your-area = 預警 { $number } 號不在您的轄區
no-such-alert = 沒有找到預警 { $number } 號

log-raised = 生成預警（{ $tier }）
log-reported = 居民報告（第 { $count } 位）
log-paged = 通知 { $count } 人（第 { $call } 檔）
log-unreachable = 有一人通知不到
log-signed = { $name } 簽收
log-handed-over = { $name } 轉交給 { $to }
log-handed-why = { $name } 轉交的原因：{ $reason }
log-false-alarm = { $name } 標記誤報
log-tier-raised = 升級為 { $tier }
log-supplemented = 補上了從圖片或語音裏讀出的內容
log-stop-payment = 報告人補充了：{ $what }
log-nobody = 整個升級順序走完第 { $count } 遍，無人簽收

receipt-group = 已轉給轄區民警（預警 { $number } 號）。請先不要轉賬，也不要在群裏發卡號、截圖；有要補充的，點下面的按鈕私下說。
receipt-group-urgent = 🆘 已轉給轄區民警（預警 { $number } 號）。現在請停止轉賬、掛斷電話、關掉屏幕共享，馬上撥打 110。要補充的話，點下面的按鈕私下說。
receipt-group-again = 這件事已經轉給民警了（預警 { $number } 號），正在處理。
receipt-group-signed = 已轉給轄區民警（預警 { $number } 號），民警已簽收 ✅ 請先不要轉賬；要補充的，點下面的按鈕私下說。
receipt-group-false-alarm = 預警 { $number } 號已由民警核實，謝謝您多留一份心。
receipt-private = 已轉給轄區民警（預警 { $number } 號），有人簽收我會馬上告訴您。這段時間請不要轉賬、不要給驗證碼。
receipt-private-urgent = 已轉給轄區民警（預警 { $number } 號），有人簽收我會馬上告訴您。
receipt-private-joined = 這件事已經有人報告過，您的報告也記在一起了（預警 { $number } 號）。有人簽收我會馬上告訴您；這段時間請不要轉賬、不要給驗證碼。
receipt-private-signed = 這件事民警已簽收（預警 { $number } 號），您的報告也記在一起了。請保持電話暢通；這段時間請不要轉賬、不要給驗證碼。
receipt-private-again = 您已經報告過這件事了（預警 { $number } 號），民警那邊已經收到，不用重複報告。
button-private = 私下補充

closure-signed = 您報告的事情（預警 { $number } 號）民警已簽收。請保持電話暢通；在見到或聽到您自己核實過的民警之前，不要轉賬。
closure-false-alarm = 您報告的事情（預警 { $number } 號）民警已經核實、結束。謝謝您，寧可多問一句。
report-standing-open = 預警 { $number } 號：已經通知民警，正在等簽收。
report-standing-signed = 預警 { $number } 號：民警已簽收。
report-standing-closed = 預警 { $number } 號：已結束。

nothing-to-report = 請把可疑的內容寫在 /report 後面，或者回覆那條消息再發 /report。
blocked-reporter = 您的報告功能暫時被停用，如有疑問請到派出所當面說明。遇到緊急情況請直接撥打 110。
too-many-reports = 一小時內最多報告 { $limit } 次。緊急情況請直接撥打 110。
not-your-report = 只有報告人自己能看這條進展。
no-area = 這裏還沒有設置轄區，報告沒有送出。請馬上撥打 110，並告訴群主聯繫運維。

operators-nobody-signed = 🚨 預警 { $number } 號：整個升級順序走完第 { $turn } 遍，仍然沒有人簽收！正在從頭再通知。請立即用電話聯繫值班民警。
operators-bulletin-unknown = ⚠️ { $week } 的每週一案：有 { $count } 個群在發送時中斷，無法確定是否已經發出（{ $groups }）。請到群裏看一眼；系統不會自動重發。
operators-update-set-aside = ⚠️ 有一條消息處理失敗，已單獨存放（編號 { $code }）。當事人已收到道歉和編號。
