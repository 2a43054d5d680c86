# 群的設置（/settings）和請守望離開（/remove）。只有群管理員能用；私聊裏的 /settings 只管自己的語言。

settings-title = ⚙️ 本群的設置，只有群管理員能改。
settings-area = 轄區：{ $area }
settings-no-area = 轄區：還沒有綁定，請網格員在群裏發 /bind 加轄區代碼
settings-language = 語言：{ $language }
settings-slot = 每週一案：{ $slot }
settings-traits = 群裏的人：{ $traits }
settings-introduction = 進群的介紹：{ $whose }
settings-watch = 旁聽：{ $state }
settings-a-day = 沒人叫我的時候，我一天最多發 { $count } 條（每週一案、小測驗、通知都算在內），多出來的第二天早上再發。只有經人同意的緊急通知不受限制。
settings-no-traits = 還沒有選
settings-introduction-own = 本群自己寫的
settings-introduction-common = 統一的
settings-on = 開着
settings-off = 關着
settings-slot-at = { $day } { $time }
settings-slot-common = { $at }（統一的時間）
settings-slot-none = 不發
settings-day-mon = 週一
settings-day-tue = 週二
settings-day-wed = 週三
settings-day-thu = 週四
settings-day-fri = 週五
settings-day-sat = 週六
settings-day-sun = 週日
# 手定：每种语言用自己的字写自己的名字
settings-language-zh-Hans = 简体中文
settings-language-zh-Hant = 繁體中文
settings-language-en = English

settings-which-language = 🌐 我在本群說哪種語言？
settings-which-slot = 📰 每週一案什麼時候發？現在是：{ $slot }。先選星期，再選鐘點，從下一次算起。
settings-which-traits = 👥 群裏多是什麼樣的人？可以選幾樣。每週一案會挑合適的案例，通知也會找得更準。
settings-what-watch =
    👂 旁聽：沒人叫我的時候，我也看一眼群裏的消息。
    · 只有幾乎肯定是騙局才提醒，一小時最多一次，儘量只讓發消息的人看到
    · 沒有看出問題的消息不保存
    · 平時關着；打開時我會在群裏告訴大家
    要先把我設為管理員，我才看得到這些消息。
settings-words = 👋 我進群時先這樣說，再說怎麼用我：

    { $words }
settings-words-house = 👋 現在用的是統一的介紹：我是誰、由誰運行、怎麼用。可以換成本群自己的話。
settings-write = ✍️ 請回覆這條消息，寫上我進群時要說的話（{ $most } 字以內，不放鏈接，電話只寫 110 和 96110）。怎麼用我、保存些什麼，我會接着說。
settings-words-kept =
    ✅ 記下了。我進群時先這樣說：

    { $words }
settings-words-unchanged = 好的，介紹不改了。
settings-remove =
    👋 要請我離開嗎？按下面的按鈕，我就離開，並刪掉本群的數據：
    · 群名、設置、在群裏問過的話、每週一案和小測驗的記錄、在本群登記的志願者
    · 已經報告給民警的預警由民警繼續處理，到期再刪，裏面不再寫群名
    以後想用，把我重新拉進來就行，一切從頭開始。
settings-own = 🌐 您想讓我用哪種語言和您說話？（群裏的語言由群管理員定）

settings-admins-only = 本群的設置由群管理員來改。您想改什麼，麻煩請他們發一次 /settings。
settings-gone = 這個按鈕已經用不了了，請再發一次 /settings。
remove-in-group = 請在要離開的群裏發 /remove，由群管理員來發。
removed = 👋 好的，我這就離開。本群的設置和問過的話已經刪掉。謝謝大家這段時間的信任；遇到可疑的事，可以打 96110 問一問，緊急請打 110。
watch-cannot-hear = 請先把我設為群管理員，我才看得到沒叫我的消息，然後再按一次。
watch-begins =
    👂 群管理員打開了「旁聽」：從現在起，沒人叫我的時候，我也看一眼群裏的消息。
    只有幾乎肯定是騙局才提醒，一小時最多一次；沒有看出問題的消息不保存。管理員隨時可以用 /settings 關上。
overheard = 👂 沒人叫我，可剛才這條消息讓我有點擔心，先提醒一聲：
overheard-aside = 👂 這條只有您看得到。沒人叫我，可剛才那條消息讓我有點擔心：

words-short = 太短了，請寫一句完整的話。
words-long = 有 { $size } 個字，太長了大家看不完，請壓縮到 { $most } 個字以內。
words-link = 裏面有鏈接（{ $link }），不是官方名單裏的網址。為了讓大家養成「不點鏈接」的習慣，請去掉再發。
words-number = 裏面有號碼（{ $number }）。騙子常留電話，所以這裏只寫 110 和 96110，請去掉再發。
words-private = 裏面像是有銀行卡號、身份證號或收款碼。為了保護個人信息，請去掉再發。
words-scam = 這段話讀起來很像騙子的說法，不能用我的名義說。請換個說法再發。

settings-button-language = 🌐 語言
settings-button-slot = 📰 每週一案
settings-button-traits = 👥 群裏的人
settings-button-words = 👋 進群的介紹
settings-button-watch = 👂 旁聽
settings-button-remove = 請守望離開
settings-button-remove-yes = 離開，並刪掉本群的數據
settings-button-back = ← 返回
settings-button-common = 統一的時間
settings-button-none = 不發每週一案
settings-button-write = ✏️ 換成本群自己的話
settings-button-plain = 用統一的介紹
settings-button-keep = 不改了
settings-button-watch-on = 打開旁聽
settings-button-watch-off = 關上旁聽
