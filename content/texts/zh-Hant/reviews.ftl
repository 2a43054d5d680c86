# 待核實的諮詢：民警在值勤機器人裏看到的卡片，和答覆以後告訴居民的話。花括號裏的詞由程序填入，請原樣保留。

duty-command-review = 待核實的諮詢
review-title = 🔎 待核實 { $number } 號 · { $area }
review-asked = 👥 問過的居民：{ $count } 位，最近一次 { $at }
review-said-scam = 🤖 我們當時說：高度疑似詐騙（{ $pattern }），有人說不對
review-said-unsure = 🤖 我們當時說：可疑，有點像「{ $pattern }」，有人說不對
review-said-clear = 🤖 我們當時說：沒有發現已知套路，有人說不對
review-said-scam-unknown = 🤖 我們當時說：高度疑似詐騙，有人說不對
review-said-unsure-unknown = 🤖 我們當時說：可疑，但認不出是哪種套路
review-said-clear-unknown = 🤖 我們當時說：沒有發現已知套路，有人說不對
review-more = 後面還有 { $count } 條。
review-none = 現在沒有待核實的諮詢。有居民問到認不出的事，或者說我們答得不對，會排到這裏。
review-none-left = 都看過了，謝謝。跳過的那些，再發 /review 還會看到。
review-which = 屬於哪一種？
review-answer-scam = 您的答覆：是詐騙，屬於「{ $kind }」
review-answer-fine = 您的答覆：不是詐騙
review-advice-none = 給居民的話：沒有寫，按套路庫的建議來說
review-advice-is = 給居民的話：「{ $advice }」
review-how-to-advise = 想寫一句給居民的話，就直接回覆這條消息（{ $most } 字以內，不寫鏈接，電話只寫 110 和 96110）。按「發出」以後，問過的居民會各收到一次。
review-sent = 已記下，正在告訴問過的居民
review-answered-already = 這一條 { $name } 已經答覆過了
review-ruled = ✅ { $name } 的答覆：{ $outcome }
review-ruled-scam = 是詐騙（{ $kind }）
review-ruled-fine = 不是詐騙
review-told = 📨 已告訴 { $told } 處，沒有送到 { $failed } 處
review-over = 這一條已經沒有人在等答覆了。
review-button-scam = 是詐騙
review-button-fine = 不是詐騙
review-button-skip = 看不準，跳過
review-button-other = 其他類型
review-button-send = 發出
review-button-next = 下一條
review-button-old = 這個按鈕已經失效了，請發 /review 重新打開
review-not-yours = 待核實的諮詢由本轄區的民警和值班領導來答覆
review-gone = 這一條已經過了保存期，原話已刪除
review-advice-length = 給居民的話請寫 1 到 { $most } 個字
review-advice-number = 給居民的話裏請不要寫號碼和賬號，電話只寫 110 和 96110
review-advice-link = 給居民的話裏請不要寫鏈接
review-advice-blame = 這句話可能讓當事人覺得被責怪，請換個說法
review-wave =
    🌊 可能的新套路：兩小時裏有 { $count } 位居民問了差不多的事，套路庫認不出來。
    💬 原話：{ $words }
    發 /review 可以答覆（待核實 { $number } 號），問過的居民都會收到。

# 答覆以後發給居民：不出現任何人的名字，群裏不超過四百字。
correction-in-private = 您之前問過的「{ $quote }」
correction-in-group = 群裏之前問到的「{ $quote }」
correction-scam = 📣 { $where }，民警核實過了：是詐騙{ $kind }。請不要理會，已經在聯繫的請馬上停下來。
correction-scam-sorry = 📣 { $where }，我當時說沒有發現已知套路，說錯了，很抱歉。民警核實過了：是詐騙{ $kind }。請馬上停下來。
correction-fine = 📣 { $where }，民警核實過了：這件事不是詐騙。
correction-fine-sorry = 📣 { $where }，我當時說是高度疑似詐騙，說錯了，很抱歉，給您添麻煩了。民警核實過了：這件事不是詐騙。
correction-kind-pattern = ，套路叫「{ $pattern }」（{ $family }）
correction-kind-family = ，屬於{ $family }
correction-advice = 👮 民警的話：{ $advice }
correction-fine-advice = 👉 以後如果提到先轉錢、給驗證碼或者共享屏幕，還請再問一問，或者撥打 96110。
correction-lost-money = 如果錢已經轉出去，請馬上撥打 110，請求緊急止付。
