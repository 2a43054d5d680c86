# 值勤機器人對民警、值班領導、網格員和運維說的話。花括號裏的詞由程序填入，請原樣保留。

duty-description = 守望值勤端：居民報告的可疑情況，第一時間送到轄區民警、值班領導和網格員手上。想問「這是詐騙嗎」的居民，請找群裏的守望社區機器人。
duty-short-description = 守望值勤端：預警通知與簽收
duty-command-start = 開始接收通知
duty-command-whoami = 我的身份和轄區
duty-command-help = 怎麼用
duty-command-alerts = 正在處理的預警
duty-command-status = 機器人是否正常

role-officer = 民警
role-leader = 值班領導
role-grid-worker = 網格員
duty-role = { $name } · { $role } · { $area }

duty-welcome =
    { $name }，您好！這裏是守望值勤機器人，您的身份是：
    { $roles }

    有預警會立即在這裏通知您，請不要靜音。
duty-how-signing = 收到預警請儘快按「簽收」：第一位簽收的人來跟進，其他人馬上能看到是誰。簽收之後可以轉交同事，核實沒事的可以標為誤報。正在處理的預警隨時發 /alerts 查看。
duty-how-grid-worker = 有需要您先去看一看、穩住當事人的情況，我會馬上發給您；簽收由民警來做。
duty-operator = 您是這套系統的運維：沒有人簽收、消息處理失敗這類情況，會在這裏告訴您，請不要靜音。
not-enrolled = 您好，這裏是守望值勤機器人，供民警、值班領導和網格員使用。您還沒有登記：請向本單位的運維要一個邀請鏈接，點開後按「開始」就可以了。如果對方問您的 Telegram 編號，發 /whoami 就能看到。
code-unknown = 這個邀請碼沒有對上，可能少複製了幾個字。請直接點開收到的鏈接再試一次；還是不行，就請運維重新發一個。
code-expired = 這個邀請碼已經過了有效期。請向運維要一個新的，收到後儘快點開。
code-used = 這個邀請碼已經用過了，一個碼只能用一次。請向運維要一個新的。
code-too-many = 這一小時裏已經試了 { $limit } 次邀請碼，先歇一歇。請一小時後再試，或請運維當面幫您看一下。

duty-whoami =
    您的身份：
    { $roles }
duty-whoami-nobody = 您在這裏還沒有登記身份。您的 Telegram 編號是 { $id }：把它告訴運維，或者向運維要一個邀請鏈接，都可以登記。

duty-help-signing =
    這裏是守望值勤機器人。
    · 有預警會立即通知您；沒有人簽收時，會按順序再通知、逐級往上通知
    · 「簽收」：由您來跟進，第一位按的人算數
    · 「轉交」：簽收之後，可以交給同一條線上的同事
    · 「誤報」：核實沒事，會再問一遍，確認後結束
    · 「詳情」：沒有遮蓋的原話和經過，不能轉發
    · 簽收之後按環節記錄：先按做了什麼，再按結果；卡片會提示下一步和話術。回覆卡片就是寫備註
    按鈕可以放心重複按。
    /alerts 正在處理的預警
    /followups 待回訪
    /duty 誰在當班；換班、請假、交班
    /notice 給群裏發通知
    /week 每週一案：接下來發什麼，換一個、撤回
    /review 待核實的諮詢：居民問到認不出的事，由您來答覆
    /rechecks 待複查的預警：結束的預警由沒參與處置的值班領導複查
    /status 機器人是否正常
    /whoami 我的身份和轄區
duty-help-grid-worker =
    這裏是守望值勤機器人。有需要您先去看一看、穩住當事人的情況，我會馬上發給您；簽收由民警來做。
    /notice 給群裏發通知：提醒大家最近要防什麼
    /week 每週一案：您社區的群接下來會收到什麼
    /status 機器人是否正常
    /whoami 我的身份和轄區
duty-help-nobody = 這裏只供登記過的民警、值班領導和網格員使用。想問一件事是不是詐騙，請找群裏的守望社區機器人。要登記的話，請向本單位的運維要一個邀請鏈接。

duty-status-alive = ✅ 值勤機器人正常，現在是 { $at }。
duty-status-alerts = 您的轄區：等待簽收 { $open } 條，已簽收還沒結束 { $signed } 條。
duty-status-bots = 值勤機器人{ $duty }，社區機器人{ $community }。
duty-status-set-up = 已設置
duty-status-not-here = 在本機沒有設置

duty-alerts-none = 您的轄區現在沒有正在處理的預警。
duty-alerts-title = 正在處理的預警，新的在前，按編號打開：
duty-alerts-line = { $tier } { $number } 號 · { $at } · { $what } · { $state }
duty-alerts-unknown = 套路暫未識別
duty-alerts-open = 等待簽收
duty-alerts-signed = { $name } 已簽收
duty-alerts-step = { $name } · { $step }：{ $outcome }
duty-alerts-button = 打開 { $number } 號
duty-alerts-more = 這裏列出最近 { $shown } 條，一共 { $total } 條。
duty-alerts-others = 這份清單供民警和值班領導查看。有需要您去看一看的，我會直接發給您。

duty-button-sure = 確認誤報
duty-button-back = 返回
duty-sure-wrong = 請再按一次「確認誤報」，這條預警就結束了
duty-choose-colleague = 請選擇轉交給誰
duty-colleague-away-mark = 🌙 { $name }（暫離）
duty-nobody-to-hand-to = 這條線上現在沒有別的同事可以轉交
duty-colleague-gone = 這位同事現在不在可轉交的名單裏，請重新選擇
duty-button-old = 這個按鈕已經失效了，請發 /alerts 重新打開預警

duty-details-title = 📋 { $tier } 預警 { $number } 號的詳情。內容沒有遮蓋，只供辦案使用，請不要外傳。
duty-details-history = 🕘 經過
duty-details-line = { $at } { $what }
duty-details-sent = 詳情發在下面了

duty-words-staff = 我在。有預警會馬上發到這裏；怎麼用，請發 /help。
duty-words-nobody = 這裏只供登記過的值勤人員使用。想問一件事是不是詐騙，請找群裏的守望社區機器人；遇到緊急情況請直接撥打 110。
duty-in-group = 我是守望值勤機器人，只在私聊裏通知值勤人員，就不留在群裏了。群裏請添加守望社區機器人。
duty-sorry = 抱歉，剛才這一步沒有辦成，我已經告訴運維（編號 { $code }）。請再試一次；事情緊急的話，請直接打電話聯繫同事。
operators-staff-unreachable = ⚠️ { $name } 停用了值勤機器人，現在收不到預警。請聯繫本人重新打開，並按「開始」。
