# 止付卡：報告之後私下一題一題問的話，和民警看到的止付信息。
# 每一句都讓 110 和銀行排在最前面；不催、不怪，哪一題都可以跳過。花括號裏的詞由程序填入，請原樣保留。

stop-head = 🆘 先打 110，再打銀行客服；下面的信息會馬上給民警。
stop-question = （{ $place }/{ $total }）{ $question }
stop-how = 知道多少寫多少，寫在一句裏也行；不知道就按「跳過」。
stop-noted = 📝 記下了：{ $what }
stop-held = 已經記下：{ $value }。要改就重新寫，不改按「跳過」。
stop-unclear = 這一句我沒看懂。請照例子寫，或者按「跳過」。
stop-past = 這一題已經過去了，請看最下面的一題。
stop-proposed = 🖼 圖上看到：{ $what }，對嗎？
stop-done = ✅ 都記好了，已經給民警。又想起什麼，按「補充轉賬信息」。
stop-rests = ✅ 先到這裏也很好，寫下的已經給民警。又想起什麼，按「補充轉賬信息」。
stop-nothing-noted = 沒寫也沒關係。想起什麼，隨時按「補充轉賬信息」。
stop-screen-now = 🆘 現在就關掉屏幕共享，退出會議；關不掉就開飛行模式或關機，換一部手機打 110。

stop-doubt-card = 🔎 這個卡號（{ $value }）好像有一位不對，請對着轉賬記錄再看一眼。沒有錯，就按「沒有錯」或再發一遍，我照樣記下。
stop-doubt-wallet = 🔎 這個錢包地址（{ $value }）好像有一位不對，請從轉賬記錄裏再複製一次。沒有錯，就按「沒有錯」或再發一遍，我照樣記下。
stop-doubt-phone = 🔎 這個號碼（{ $value }）好像多一位或少一位，請再看一眼。沒有錯，就按「沒有錯」或再發一遍，我照樣記下。
stop-doubt-link = 🔎 這個網址（{ $value }）好像沒寫全，請再看一眼。沒有錯，就按「沒有錯」或再發一遍，我照樣記下。

stop-ask-account = 對方讓您把錢打到哪個賬號？卡號、支付寶或微信賬號、錢包地址都行，只知道尾號也行。也可以直接發轉賬截圖。
stop-ask-bank = 這個賬號是哪家銀行、哪個平台的？比如：建設銀行、支付寶。
stop-ask-amount = 轉了多少錢？比如：三萬五、35000。還沒轉就按「還沒轉」。
stop-ask-time = 什麼時候轉的？最好寫到幾點幾分，比如：今天 21:03；也可以按下面的。
stop-ask-channel = 用什麼轉的？按一個，或者自己寫。
stop-ask-phone = 對方用什麼電話聯繫您？
stop-ask-contact = 對方的微信、QQ 或平台賬號是什麼？
stop-ask-app = 對方讓您下載了什麼 App，或打開了什麼鏈接？寫名字，或把鏈接貼過來。
stop-ask-screen = 現在屏幕還在共享嗎？會議、遠程協助也算。
stop-ask-callback = 民警打哪個電話能找到您？

stop-field-account = 收款賬號
stop-field-bank = 收款銀行或平台
stop-field-amount = 金額
stop-field-time = 轉賬時間
stop-field-channel = 轉賬渠道
stop-field-phone = 對方電話
stop-field-contact = 對方賬號
stop-field-app = 對方 App 或鏈接
stop-field-screen = 屏幕共享
stop-field-callback = 報告人電話
stop-field-paid = 是否已轉賬

stop-choice-unpaid = 還沒轉
stop-choice-now = 剛剛
stop-choice-today = 今天
stop-choice-yesterday = 昨天
stop-choice-earlier = 更早
stop-choice-mobile = 手機銀行/網銀
stop-choice-wechat = 微信
stop-choice-alipay = 支付寶
stop-choice-scan = 掃碼
stop-choice-counter = 銀行櫃枱
stop-choice-atm = ATM
stop-choice-cash = 現金
stop-choice-coins = 虛擬幣
stop-choice-on = 還開着
stop-choice-off = 已經關了
stop-choice-never = 沒有共享

button-stop-open = 補充轉賬信息
button-stop-other = 繼續填預警 { $number } 號
button-stop-skip = 跳過
button-stop-back = 上一題
button-stop-end = 先到這裏
button-stop-keep = 沒有錯
button-stop-yes = 對
button-stop-no = 不對

stop-tail = 尾號{ $digits }
stop-unpaid = 還沒有轉賬
stop-screen-on = 屏幕仍在共享
stop-leads = 線索：{ $what }
stop-summary-more = { $line }（共 { $count } 份）

card-stop-payment = 🧾 止付卡：{ $line }
button-stop-payment = 止付信息
button-copy-account = 複製收款賬號
button-copy-brief = 複製關鍵信息

stop-nothing = 還沒有人填寫止付信息，請直接聯繫報告人。
stop-page-title = 止付信息 · 預警 { $number } 號（報告人自填，請向本人核對）
stop-page-reporter = 報告人：{ $name }
stop-page-line = { $place }. { $field }：{ $value }
stop-page-unchecked = { $line }（未校驗）
stop-page-missing = 未填：{ $what }
stop-page-open = 還需當面問清：姓名、身份證號、轉出賬戶與開戶行、收款戶名、每一筆的時間和金額、轉賬憑證。
