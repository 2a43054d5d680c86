# 志願者:登記與退出、請人去看一看、民警看到的進展。

kind-guard = 反詐衛士
kind-head = 中心戶長
kind-unit = 單位聯繫人
kind-grid-worker = 網格員
kind-volunteer = 志願者

command-volunteer = 願意幫忙找一找鄰居、同事

volunteer-door = 私下了解
volunteer-in-group = 謝謝您願意幫鄰居、同事一把。登記在私聊裏進行，別人看不到。
volunteer-no-group =
    謝謝您的好意。我還不知道您在哪個群：請先到您的小區群或單位群裏發一次 /volunteer，再回到這裏。
    那個群要已經由網格員綁定了轄區才行。
volunteer-invitation =
    有鄰居、同事正被騙子纏住，電話打不通的時候，熟人早到一步，常常就能把錢保住。
    您願意在需要時去看一看嗎？請選擇您的身份：
volunteer-which-group = 您願意在哪個群的範圍裏幫忙？
volunteer-consent =
    請您看清楚再決定：
    · 身份：{ $kind }；範圍：{ $groups }
    · 什麼時候找您：民警在找一位可能正在被騙的鄰居、同事，需要有人先到身邊。一次只問一位，從近的問起
    · 您會知道：大概在哪裏、請您做什麼。不會告訴您對方說了什麼、轉了多少錢、是誰報告的
    · 請您做的：陪着他，穩住他，請他先掛斷電話、先別轉賬，等民警來
    · 請您不要做的：不與可疑的人對質，不強行攔人、不搶手機，不替人保管錢和銀行卡，聽到的事不往外說
    · 您隨時可以說去不了，不用講理由；覺得不安全就離開，打 110
    · 我們保存：您的 Telegram 編號、暱稱（加密）、身份和所在的群。您答應去的那一次，負責的民警會看到您的暱稱
    · 隨時發 /volunteer 按「退出」，登記就刪掉
    由{ $owner }運行。同意嗎？
volunteer-standing =
    謝謝您！您已登記為{ $kind }，範圍：{ $groups }。
    需要時我會在這裏私下問您；去不了，按「去不了」就好。
volunteer-left = 已經退出，您的登記刪掉了。謝謝您，隨時歡迎再來。
volunteer-not = 好的，沒有登記。謝謝您看完，想加入時再發 /volunteer。
volunteer-button-all = 這幾個群都可以
volunteer-button-join = 同意加入
volunteer-button-not = 先不加入
volunteer-button-leave = 退出

plea =
    🙏 { $station }的民警想請您幫個忙。
    有一位鄰居（同事）可能正在被騙，眼下聯繫不上。方便的話，請到{ $place }看一看：陪着他，穩住他，請他先掛斷電話、先別轉賬，等民警來。
    不用爭論，也不用追問。不要與可疑的人對質，不要強行攔人；覺得不安全就離開，打 110。
plea-or-not = 去不了完全沒關係，請按一下「去不了」，我好馬上問下一位。
button-i-go = 我去
button-i-cannot = 去不了
button-not-after-all = 去不了了
plea-going = ✅ 謝謝您答應去，民警已經知道了。最好叫上一位鄰居同行，到了以後等民警來。
plea-declined = 好的，沒關係，謝謝您告訴我。
plea-taken = 已經有人去了，您不用跑這一趟。謝謝您！
plea-over = 這次已經不需要了。謝謝您！
plea-thanks = 這件事已經有了結果，謝謝您伸手幫了鄰居一把。請替他保密，聽到的事不往外說。
help-gone = 這次已經不需要了，謝謝您

button-volunteers = 請志願者幫忙
help-where =
    請志願者去看一看（預警 { $number } 號）：從同群、同社區、同派出所裏已經同意幫忙的人問起，一次問一位。
    他們只會知道社區名和您補充的地點，不知道舉報內容和當事人的賬戶。
    要補充地點（如樓棟、單位大門），請回覆這條消息寫一句；不補充就按「現在就請」。
help-button-now = 現在就請
help-button-back = 先不請
help-button-stop = 不用了
help-not-asked = 好的，沒有請志願者（預警 { $number } 號）。
help-begun = 正在從近到遠請志願者（預警 { $number } 號），有人答應會馬上告訴您。
help-asking = 正在請志願者（預警 { $number } 號），已經問了 { $count } 位，還沒有人答應。
help-accepted = { $name } 已答應去（預警 { $number } 號）。
help-nobody = 附近的志願者都問過了（預警 { $number } 號），還沒有人能去。
help-stopped = 已經停了，問過的人都謝過了（預警 { $number } 號）。
help-running = 已經在請志願者了
help-nobody-near = 附近還沒有同意幫忙的志願者，請直接安排人上門
help-not-now = 要先簽收、還沒見到人的時候，才請志願者
helped-going = 👣 { $name } 已答應去（預警 { $number } 號）。
helped-back = { $name } 去不了了（預警 { $number } 號），正在問下一位。
helped-nobody = 附近的志願者都問過了（預警 { $number } 號），還沒有人能去，請直接安排人上門。

log-help-asked = { $name } 請志願者幫忙
log-help-turn = 問了一位{ $kind }
log-help-unreachable = 有一位{ $kind }聯繫不上，改問下一位
log-help-goes = 一位{ $kind }答應去
log-help-back = 答應去的{ $kind }去不了了
log-help-nobody = 問了 { $count } 位，沒有人能去
log-help-stopped = { $name } 不再請志願者
