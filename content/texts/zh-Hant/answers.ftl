# 回答「這是詐騙嗎?」時說的話。花括號裏的詞由程序填入,請原樣保留。

answer-scam = 🔴 高度疑似詐騙
answer-scam-named = 🔴 高度疑似詐騙：{ $pattern }（{ $family }）
answer-unsure = 🟡 可疑,先別轉賬
answer-unsure-named = 🟡 可疑,先別轉賬。有點像：{ $pattern }（{ $family }）
answer-unsure-between = 🟡 可疑,先別轉賬。更像「{ $first }」還是「{ $second }」？答一句話，就能看得更準。
answer-clear = 🟢 沒有發現已知套路(不等於安全)
answer-clear-advice = 凡是讓您轉錢、給驗證碼、共享屏幕、下載陌生軟件的，先停一停，問問家人，或者撥打 96110 諮詢。拿不準時，把對方的原話發給我再看一遍。
answer-clear-bare = 光看一個鏈接或者號碼，看不出真假：網址能仿，來電顯示的號碼也能改。先別點、別打過去、別填信息。對方說了什麼、要您做什麼，把原話發給我，我接着看；真有事，從官方應用裏自己查。
answer-reason = · 「{ $quote }」：{ $why }
answer-reason-model = · 「{ $quote }」：{ $why }（AI 生成，僅供參考）
answer-model-doubts = 這句話有點可疑，先核實清楚對方是誰、要做什麼
answer-now = 👉 現在這樣做：{ $advice }
answer-red-flag = 🚩 認準這一條：{ $flag }
answer-ask-yourself = ❓ 再想一個問題：{ $question }
answer-asks-back = ❓ 只問一句：{ $question }
answer-lookalike = ✅ 不是一回事：{ $what }。{ $tell }
answer-source = 依據：{ $source }
answer-unread = （{ $what }）

advice-contacted = 先不理會，不加好友，不點鏈接，和家人商量一下。
advice-engaged = 到此為止：不再投錢，不再提供信息，把聊天記錄留好。
advice-remote = 馬上斷網、關機，換一部手機撥打 110，再打銀行卡背面的客服電話掛失。
advice-paid = 馬上停止轉賬，撥打 110 報警並請求緊急止付，同時聯繫銀行。
advice-after = 保留記錄，到派出所報案；任何收費幫您追款的都是騙局。

emergency-card =
    🆘 先做這四件事，一件一件來：
    1. 停：不再轉賬，不再輸驗證碼
    2. 掛：掛斷電話，退出會議，關掉屏幕共享；關不掉就開飛行模式或關機
    3. 報：換一部手機撥打 110，說「剛剛被騙，請求緊急止付」
    4. 銀行：打銀行卡背面的客服電話，掛失本人的卡
    錢剛轉出去時最要緊的是快。這不是您的錯，現在停下來就是贏。
# 還沒轉錢、正要轉的時候說的；已經轉了的用上面的急救卡。
warning-card =
    ⚠️ 錢還沒轉，一切都來得及。先做這幾件事：
    1. 停：先不轉賬，不給驗證碼，不輸密碼
    2. 掛：掛斷電話，退出會議，關掉屏幕共享
    3. 核實：用自己以前存的號碼打給本人、單位；拿不準就撥打 110 或 96110 問一問
    4. 萬一已經轉了：馬上撥打 110，再打銀行卡背面的客服電話
    願意停下來問一句，您做得很對。
warning-short = ⚠️ 先別轉賬，掛斷電話，關掉屏幕共享，拿不準就撥打 110。轄區民警已經收到您的報告。
emergency-short = 🆘 停止轉賬，掛斷電話，關掉屏幕共享，馬上撥打 110 請求緊急止付，再打銀行客服掛失。
emergency-too = 🆘 停止轉賬，掛斷電話，關掉屏幕共享，馬上撥打 110 請求緊急止付，再打銀行客服掛失。接着按「報告民警」，轄區民警馬上收到。

button-in-danger = 我已轉賬/正在通話
button-report = 報告民警
button-why = 為什麼
button-useful = 有用
button-wrong = 不對
button-yes = 是
button-no = 不是
button-unknown = 不清楚

# 拿不準時反問的一句話，只能用「是」「不是」「不清楚」來答。意思不要改：居民的回答會重新參與判斷。
fact-screen = 對方是不是要您下載會議軟件、共享屏幕，或者遠程幫您操作手機？
fact-account = 對方是不是要您把錢轉到他給的賬戶去「核查」「驗證」或「保管」？
fact-pay = 東西還沒拿到，對方是不是就要您先交錢、先墊錢？
fact-secret = 對方是不是要您別告訴家裏人，或者不讓您掛電話？
fact-code = 對方是不是要您的驗證碼，或者支付密碼、銀行卡密碼？
fact-borrow = 對方是不是要您去借款、貸款，再把錢轉出去？
fact-lend = 對方是不是要用您的銀行卡、手機或賬號，替別人收錢轉錢？
fact-stuck = 裏面的錢是不是提不出來，要您再交錢才能提？
fact-nude = 對方是不是拿您的私密視頻、照片或通訊錄來要錢？
fact-profit = 對方是不是說過穩賺、保本高收益，或者有老師帶着賺？
fact-tasks = 是不是讓您點讚、下單、做任務，說會返佣金？
fact-refund = 對方是不是說要給您退款、賠錢，或者幫您取消會員？
fact-office = 對方是不是說自己是公安、法院或別的機關，說您涉嫌違法？
fact-known = 對方是不是說自己是您的領導、熟人，換了新號？
fact-unmet = 你們是不是在網上認識的，從來沒見過面？
fact-came = 是不是對方主動找上您的，您原來並不認識？
fact-only-asker = 這一句要請提問的人自己來答。您也遇到了的話，把原話發給我就行。
fact-noted = 收到，我重新看了一遍
