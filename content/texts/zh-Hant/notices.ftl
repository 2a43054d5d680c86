# 通知：網格員、民警和值班領導寫給群裏的話。

duty-command-notice = 給群裏發通知
button-heard = 已讀並轉告家人
notice-heard = 記下了，謝謝您轉告家人！
notice-heard-already = 您已經按過了，謝謝您！
notice-not-here = 這條通知已經不在了，謝謝您留意

notice-post =
    📢 { $area }反詐通知

    { $words }

notice-post-urgent =
    🔴 緊急 · { $area }反詐通知

    { $words }

notice-not-you = 發通知供登記過的網格員、民警和值班領導使用。
notice-not-yours = 這份通知不在您的轄區，按鈕沒有起作用
notice-own = 自己寫的通知，要請另一位同事來看
notice-gone = 這份通知已經不在了，請發 /notice 重新開始
notice-moved-on = 這份通知已經交出去了，請發 /notice 查看
notice-changed = 內容剛剛有了變化，請再看一遍再發
notice-writer-left = 寫這份通知的同事已經不負責這個轄區，不能發出
notice-no-second = 這個範圍要請另一位民警或值班領導同意，現在沒有可以請的人，請把範圍改小一些，或聯繫運維
notice-file-gone = 圖片或視頻取不到了，請重新發一次
notice-short = 通知太短了，請寫一句完整的話
notice-long = 通知有 { $size } 個字，太長了大家看不完，請壓縮到 { $most } 個字以內
notice-link = 通知裏有鏈接（{ $link }），不是官方名單裏的網址。為了讓居民養成「不點鏈接」的習慣，請去掉鏈接，改成寫清楚在哪裏辦、找誰問
notice-hidden-link = 有幾個字後面藏着鏈接（{ $link }）。騙子常這樣藏，所以通知裏不用；官方網址請直接寫出來，別的請去掉再發
notice-number = 通知裏有號碼（{ $number }）。騙子常冒充通知留電話，所以這裏只寫 110 和 96110；要聯繫社區，請寫「到居委會」或「在群裏問我」
notice-private = 通知裏像是有銀行卡號、身份證號或收款碼。為了保護個人信息，請去掉再發
notice-film-long = 視頻太長了，請剪到 { $most } 秒以內
notice-large = 文件太大了，請發 20 MB 以內的
notice-odd = 這裏能發文字、一張圖片，或一分鐘以內的短視頻
notice-album = 一份通知只放一張圖片或一段視頻，後面的沒有放進去。要換一張，請按「改內容」，再單獨發那一張。
notice-edited-late = 您改了寫通知的那條消息，可通知已經交出去了，群裏看到的不會跟着變。要換成新的，請發 /notice，按「發過的通知」停下或撤回，再重新寫一份。
notice-passed = 原來定的時間已經過了，所以還沒有發，下面改成了「馬上」。要現在發，請再按一次；要另定時間，請按「改時間」或「請對方修改」
notice-time = 沒看懂這個時間，或者它已經過了、超過了 30 天。可以寫：明天 9:30、週五下午三點、11月28日 19點

notice-write =
    ✍️ 寫一份給群裏的通知：請直接發文字，或發一張圖片、一分鐘以內的短視頻並配上文字。
    寫清楚三件事：發生了什麼、大家怎麼做、誰最需要知道。不要放鏈接；電話只寫 110 和 96110。
notice-write-again = 您已經寫過一份，再發一條就會換掉原來的文字或圖片；要接着發出，請按「看看樣子」。
notice-templates = 📝 挑一份樣稿，選好以後可以直接發，也可以照着改成自己的話再發給我：
notice-words-for-picture = 🖼 收到了。請再發一句話：字小、看不清圖片的老人，也能從這句話裏知道是什麼事。
notice-for-whom = 👥 發給哪些群？
notice-for-tags = 🏷 發給有哪些人的群？可以選幾樣，有其中一樣的群都會收到。
notice-to = { $area } · { $kinds } · { $tags }：共 { $count } 個群
notice-any-kind = 各類群
notice-any-tag = 不分人群
notice-doubtful = ⚠️ 機器人讀着覺得這段話很像騙子的說法。如果是在提醒大家防騙，開頭寫上「提醒」就不會誤會；確認無誤可以照常發。
notice-when = ⏰ 什麼時候發？可以按下面的按鈕，也可以直接寫時間，比如：明天 9:30、週五下午三點、11月28日 19點（30 天以內）。
notice-ready = 👆 群裏看到的就是上面這樣。
notice-goes-now = 時間：馬上
notice-goes-at = 時間：{ $at }
notice-second = 🤝 超出一個社區或超過 20 個群的通知，要另一位民警或值班領導同意才發出。按下面的按鈕，我去請對方看。
notice-urgent = 🔴 緊急：群裏今天的消息再多也馬上發，開頭寫明「緊急」。要另一位民警或值班領導同意才發出，只用在眼下正有人上當、等不到明天的時候。
notice-judge-urgent = 🔴 標了「緊急」：不受每個群每天消息條數的限制。請看看是不是真的等不到明天。
notice-sent-back = ↩️ { $name } 請您改一改：{ $reason }
notice-dropped = 好的，這份通知不發了，寫的內容已經刪除。
notice-asked = ⏳ 已經請同事看了，同意以後就按下面的安排發出，有結果馬上告訴您。
notice-judge = 🤝 { $name } 寫了上面這份通知，請您看一看：內容對不對，範圍合不合適。同意以後就發出。
notice-why-not = ✍️ 請回覆這條消息，告訴對方要改什麼（{ $most } 字以內）。
notice-was-approved = ✅ { $name } 已經同意，通知已經安排發出。
notice-was-refused = ↩️ { $name } 已經請寫的人修改。
notice-changed-since = 這份通知已經有了變化，不用再看了，謝謝您！
notice-approved = ✅ { $name } 同意了您的通知。
notice-refused = ↩️ { $name } 看了您的通知，請您改一改：{ $reason }
notice-expired = 您的通知三天沒有人同意，已經作廢，寫的內容已經刪除。請發 /notice 重新寫，或當面請同事幫忙看。

notice-is-planned = 🗓 通知 { $id } 號，定在 { $at } 發出。
notice-is-going = 📤 通知 { $id } 號，正在發。
notice-is-done = ✅ 通知 { $id } 號，發完了。
notice-is-stopped = ⏹ 通知 { $id } 號，已經停下，沒發的不再發。
notice-is-recalled = ↩️ 通知 { $id } 號，正在撤回。
notice-was-recalled = ↩️ 通知 { $id } 號，撤回結束。
notice-report-area = { $area } · 共 { $count } 個群
notice-seconds-left = ，大約還要 { $count } 秒
notice-minutes-left = ，大約還要 { $count } 分鐘
notice-sent = 送到 { $count } 個群
notice-stays = 還留着 { $count } 個群
notice-left = 還剩 { $count } 個
notice-failed = 沒送到 { $count } 個
notice-unknown = 不確定 { $count } 個
notice-put-off = 其中 { $count } 個群今天收到的消息已經夠多，明天早上接着發
notice-spared = 沒有發 { $count } 個
notice-taken-back = 已撤回 { $count } 個
notice-missed = · { $group }：{ $why }
notice-missed-more = · 還有 { $count } 個群
notice-reads = 👪 { $count } 人已讀並轉告家人
notice-why-stays = 還在群裏：超過了 48 小時，或者機器人刪不掉，要刪請群管理員動手
notice-why-blocked = 對方不收機器人的消息
notice-why-gone = 機器人已經不在群裏
notice-why-moved = 群搬了家，還沒跟上
notice-why-muted = 群裏不讓機器人發言，請群主放開
notice-why-unpictured = 群裏不讓發圖片、視頻，再發一次就只發文字
notice-why-topic = 原來的話題不在了
notice-why-refused = Telegram 沒有收下
notice-why-flood = Telegram 請我們稍後再發
notice-why-line = 網絡沒有通
notice-why-held = 等了太久還沒輪到
notice-why-late = 過了該發的時間，沒有再發
notice-why-twice = 和另一個群合併了，已經發過
notice-why-full = 群裏那天的消息已經夠多，等到第二天就過了該發的時間
notice-why-crash = 發的時候機器斷了，不知道發沒發出，請到群裏看一眼
notice-why-uncertain = 網絡斷了，不知道發沒發出，請到群裏看一眼
notice-why-error = 出了意外，不知道發沒發出，請到群裏看一眼
notice-sure-recall = 撤回會刪掉群裏 48 小時以內的這條通知，更早的留着。確定嗎？
notice-sure-doubts = 下面這些群不知道發沒發出。請先到群裏看一眼：再發一次，有的群可能會看到兩遍。確定嗎？
notice-list = 📒 最近的通知：
notice-line = { $id } 號 · { $area } · { $words }
notice-none = 還沒有發過通知

notice-button-templates = 📝 用樣稿
notice-button-list = 📒 發過的通知
notice-button-open = { $id } 號
notice-button-look = 👀 看看樣子
notice-button-drop = 不發了
notice-button-back = 返回
notice-button-wider = ⬆️ { $area }
notice-button-narrower = ⬇️ { $area }
notice-button-tags = 🏷 人群
notice-button-words = ✏️ 改內容
notice-button-audience = 👥 改範圍
notice-button-time = ⏰ 改時間
notice-button-urgent = 🔴 緊急
notice-button-plain = 去掉圖片
notice-button-anew = 重新寫一份
notice-button-send = 🚀 現在發出
notice-button-later = 🗓 按時發出
notice-button-ask = 🤝 請同事同意後發出
notice-button-take-back = 拿回來再改
notice-button-yes = 同意發出
notice-button-no = 請對方修改
notice-button-keep = 先不退回
notice-button-stop = ⏹ 停止發送
notice-button-fresh = 🔄 看最新情況
notice-button-retry = 沒送到的再發一次
notice-button-doubts = 不確定的再發一次
notice-button-again = 📆 下週再發
notice-button-recall = ↩️ 撤回
notice-button-sure = 確定
notice-button-told = 群裏的人看完按這個按鈕，會數一數有多少人讀過，不記名字
notice-at-tonight = 今天 19:00
notice-at-morning = 明天 9:00
notice-at-evening = 明天 19:00
notice-at-week = 下週今天 9:00
notice-at-now = 馬上發
notice-kind-neighbourhood = 業主群
notice-kind-workplace = 單位群
notice-kind-school = 學校群
notice-tag-elderly = 老年人
notice-tag-students = 學生
notice-tag-parents = 家長
notice-tag-minors = 未成年人
notice-tag-accountants = 財務人員
notice-tag-factory = 工廠員工
notice-tag-merchants = 商戶
notice-tag-travellers = 出行的人
notice-tag-investors = 愛理財的人
notice-tag-job-seekers = 找工作的人
notice-tag-drivers = 司機
notice-tag-shoppers = 愛網購的人
notice-tag-gamers = 愛玩遊戲的人
notice-tag-singles = 單身的人
notice-tag-overseas = 在海外的人
