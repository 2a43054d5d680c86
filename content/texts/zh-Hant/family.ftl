# 家人聯繫人：居民自願留一位家人，民警勸阻時請家人打個電話。
# 花括號裏的詞由程序填入，請原樣保留。命令也請原樣保留。

command-family = 留一位家人，被騙時能幫上我

family-door = 私下了解
family-in-group = 留家人聯繫人在私聊裏進行，別人看不到。
family-invitation =
    騙子最怕的，是您身邊有人。
    騙子常叫人「別告訴家裏」，一直佔着電話，家裏人想幫也不知道。您可以在這裏留一位信得過的家人：萬一您報告的事裏，被騙的正是您自己，民警在幫您的時候，可以請他馬上給您打個電話、陪着您。
    · 只在民警正處理您報告的預警時才聯繫，平時不打擾他
    · 只請他「馬上給您打電話，陪着您，別責怪」，不說轉了多少錢、轉給了誰
    · 您來定：有危險就聯繫，還是每次先問您。您定了先問的，只有民警判斷情況緊急、寫明理由，才會不等您答應
    · 每次聯繫都有記錄，預警結束以後會告訴您
    · 隨時發 /family 看一看、改一改、撤回；發 /forget 也會刪掉。一年沒來找過我，同樣刪掉
    請留您當面認識的親人。電話裏、網上有人教您留誰，那個人多半就是騙子。
family-standing = 您留的家人聯繫人：
family-line-telegram = · { $name }（已在這裏答應），{ $terms }
family-line-phone = · { $name }，電話 { $phone }，{ $terms }
family-line-waits = · { $name }：還沒有答應，鏈接三天內有效
family-line-left = · 有一位家人這次沒有答應，或者不再做了
family-terms-always = 有危險就聯繫
family-terms-ask = 每次先問我
family-of = 您是{ $names }的家人聯繫人。對方正被騙、民警需要您的時候，我會在這裏告訴您。
family-button-invite = 請家人在這裏答應
family-button-number = 留家人的電話
family-button-ask = 改成每次先問我：{ $name }
family-button-always = 改成有危險就聯繫：{ $name }
family-button-renumber = 換電話：{ $name }
family-button-withdraw = 撤回：{ $name }
family-button-leave = 不再做{ $name }的聯繫人
family-forward = 請把下面這條消息轉發給您的家人。他點開、按「我願意」就好了，三天內有效，只能用一次。
family-card =
    👪 我是{ $owner }，想請你做我的家人聯繫人。
    萬一我正被騙、民警來幫我的時候，可能會請你馬上給我打個電話，陪陪我。平時不打擾你，你隨時可以退出。
family-card-button = 點開看一看
family-asked =
    { $owner }想請您做家人聯繫人。
    · 什麼時候找您：{ $owner }可能正在被騙，民警正在幫忙的時候
    · 請您做的：馬上給{ $owner }打電話，能到身邊更好；陪着、穩住，請他先掛斷、先別轉賬，別責怪
    · 您會知道：請您給誰打電話。不會告訴您轉了多少錢、對方是誰
    · 我們保存：您的 Telegram 編號和暱稱（加密）。隨時發 /family 退出就刪掉
    您願意嗎？
family-button-yes = 我願意
family-button-no = 先不了
family-agreed = 謝謝您。{ $owner }身邊多了一個人，騙子就少了一分機會。隨時發 /family 可以退出。
family-refused = 好的，沒關係。您的信息沒有留下。
family-number-how =
    請回覆這條消息，寫上稱呼和電話，比如：女兒小敏，後面寫號碼。
    電話加密保存，只有正在幫您的民警在需要時看得到，每次都有記錄。最好先和家人說一聲。
family-number-back = 先不留
family-number-not = 好的，沒有留。想留的時候再發 /family。
family-number-noted = 記下了。電話加密保存，平時誰也看不到。最好和家人說一聲，接到民警或家裏的電話別慌。
family-withdrawn = 已經撤回，刪掉了。
family-left = 已經退出，您的信息刪掉了。謝謝您一直在。
kin-news-agreed = 👪 { $name }答應做您的家人聯繫人了。要改要撤回，隨時發 /family。
kin-news-left = 您請的一位家人這次沒有答應，或者不再做聯繫人了，他的信息已經刪掉。要另請一位，請發 /family。
kin-somebody = 家人
kin-owner = 您的家人

kin-enough = 最多留 { $most } 位家人。要換人，請先撤回一位。
kin-gone = 這一項剛剛有了變化，請發 /family 再看一看
kin-link-gone = 這個鏈接已經用過了，或者過了三天。請您的家人再發 /family 要一個新的。
kin-own-link = 這是給家人的。請把那條消息轉發給他，由他來點開。
kin-no-number = 沒有看到電話號碼。請寫上稱呼和一個號碼，比如：女兒小敏，後面寫 11 位手機號。

kin-call =
    🙏 { $station }的民警想請您幫個忙。
    { $owner }可能正遇上騙子。請您現在就給{ $owner }打個電話，能到身邊更好：陪着，請{ $owner }先掛斷別的電話、先別轉賬，等民警來。
    別責怪，也別追問。打不通，就請離得最近的家人過去看看；覺得有危險，打 110。
    民警不會請您轉賬、要驗證碼。
kin-button-yes = 我馬上聯繫
kin-button-later = 晚一點
kin-button-lost = 打不通
kin-button-how = 怎麼開口
kin-said-yes = ✅ 謝謝您，民警已經知道了。慢慢說，先聽後勸。
kin-said-later = 好的，民警知道了。方便的時候請儘快，可以隨時再按「我馬上聯繫」。
kin-said-lost = 民警知道您沒打通了。請試試別的家人、鄰居，方便就過去看看。
kin-how = 可以這樣開口：{ $text }
kin-call-over = 這次已經不需要了，謝謝您
kin-leave = 👪 正在幫您的民警想請{ $name }給您打個電話、陪陪您。不會說您轉了多少錢、轉給了誰。可以嗎？
kin-leave-yes = 可以
kin-leave-no = 先不要
kin-leave-given = 好的，告訴民警了。家人來電話，您就接一下。
kin-leave-refused = 好的，聽您的，已經告訴民警。請先別轉賬，等民警來。
kin-over-relative = 這件事這會兒不用您再做什麼了，謝謝您。別責怪，多陪陪家裏人。
kin-over-owner = 這會兒不需要了，謝謝您。
kin-over-officer = 👪 家人電話已收回。
kin-owner-consent = 您報告的事情已經處理結束。辦理的時候，民警按您留的意思請{ $name }聯繫過您。要改要撤回，發 /family。謝謝您，家裏人也是關心您。
kin-owner-order = 您報告的事情已經處理結束。辦理的時候情況緊急，民警寫明理由，沒有先問您就請{ $name }聯繫了您，這已經記在處置記錄裏。要改要撤回，發 /family。

button-kin = 聯繫家人
kin-choose = 👪 預警 { $number } 號，報告人留的家人。先確認報告人就是當事人本人，再請家人。
kin-line = · { $owner }的{ $name }（{ $way }，{ $terms }）{ $state }
kin-line-fresh = { $line } ⚠️ 預警前三天內才留的，請先核實是不是家人
kin-way-telegram = 由我來請他打電話
kin-way-phone = 留了電話
kin-state-leave = ：正在問本人
kin-state-allowed = ：本人同意了
kin-state-refused = ：本人沒有同意
kin-state-asked = ：已經請了，等回音
kin-state-accepted = ：答應馬上聯繫
kin-state-later = ：說晚一點，或沒打通
kin-state-failed = ：沒有聯繫上
kin-state-shown = ：電話已經看過
kin-button-call = 請{ $name }打電話
kin-button-show = 看{ $name }的電話
kin-button-leave = 先問本人
kin-button-not = 先不聯繫
kin-ask-first = 當事人希望先問他本人，再聯繫{ $name }
kin-why-how =
    預警 { $number } 號：當事人希望先問他本人，再聯繫{ $name }。
    · 來得及：按「先問本人」
    · 情況緊急、來不及問，或本人被騙子控制：回覆這條消息寫明理由，就直接聯繫。理由記入處置記錄，預警結束後會告訴當事人
kin-why = 請寫明理由（至少幾個字），會記入處置記錄
kin-none = 報告人沒有留家人聯繫人，或者已經撤回
kin-not-now = 要先簽收、還沒結束的時候，才聯繫家人
kin-refused = 本人沒有同意聯繫{ $name }；情況緊急的，寫明理由
kin-leave-asked = 正在問本人，有回音告訴您
kin-being-asked = 正在請{ $name }打電話，有回音告訴您
kin-accepted = { $name } 已經答應馬上聯繫
kin-later = { $name } 說晚一點，或沒打通
kin-number-above = 電話發給過您了，請看上面
kin-number-shown = { $name }的電話發在下面了
kin-number = 👪 預警 { $number } 號，{ $name }的電話：{ $phone }。請說明身份，只請家人打電話、陪着，不說案情。預警結束或一天後收回。
kin-not-called = 好的，沒有聯繫家人（預警 { $number } 號）。
kin-told-yes = 👪 { $name } 答應馬上聯繫當事人（預警 { $number } 號）。
kin-told-later = 👪 { $name } 說晚一點再聯繫（預警 { $number } 號），別只等這一頭。
kin-told-lost = 👪 { $name } 沒有打通（預警 { $number } 號），請繼續上門。
kin-told-unreachable = 👪 沒有聯繫上{ $name }（預警 { $number } 號），請換一位，或直接上門。
kin-told-unasked = 👪 問不到當事人本人（預警 { $number } 號）。情況緊急的，按「聯繫家人」寫明理由直接聯繫。
kin-told-allowed = 👪 當事人同意聯繫{ $name }（預警 { $number } 號）；要看電話的，請再按一次「聯繫家人」。
kin-told-refused = 👪 當事人不同意聯繫{ $name }（預警 { $number } 號）。

log-kin-asked = { $name } 聯繫家人（當事人同意）
log-kin-ordered = { $name } 不等當事人同意，聯繫家人，理由：
log-kin-leave = { $name } 請當事人同意聯繫家人
log-kin-allowed = 當事人同意聯繫家人
log-kin-refused = 當事人不同意聯繫家人
log-kin-accepted = 家人答應馬上聯繫
log-kin-later = 家人說晚一點，或沒打通
log-kin-unreachable = 沒有聯繫上家人
