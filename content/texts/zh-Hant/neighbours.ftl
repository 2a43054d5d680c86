# 勸勸鄰居：開頭、每一個來回、結尾，以及民警的邀請。鄰居自己說的話在 content/neighbours/。
# 花括號裏的詞由程序填入，請原樣保留。

command-practice = 勸勸鄰居：幫一位快要轉錢的鄰居拿主意
button-neighbour = 🏠 換您來勸勸鄰居
neighbour-in-group = 有幾位鄰居正等着您拿主意。這個在私聊裏玩，別人看不到您說了什麼。

neighbour-street =
    🏠 勸勸鄰居
    這幾位都是編出來的人，可他們碰上的事，天天有人碰上。他們正要把錢轉出去，您去勸一勸。
    先去看誰？
neighbour-button-visit = { $name }：{ $about }
neighbour-button-go-on = 接着勸{ $name }
neighbour-button-street = 再看看別的鄰居
neighbour-button-rest = 先到這裏
neighbour-button-yes = 好，我去看看
neighbour-button-not = 下次吧

neighbour-title = 🏠 { $name }
neighbour-how = 您怎麼跟{ $name }說？按一句，或者自己打一句。說錯了也不要緊。
neighbour-says = { $name }：{ $line }
neighbour-you = 您：{ $words }
neighbour-gauge = 聽進去了：{ $dots }
neighbour-rests = 好的，{ $name }在這兒等您，過幾天再來也行。發 /practice 也能找到{ $name }。
neighbour-past = 這句已經說出去了，請看最下面一條
neighbour-gone = 這位鄰居不在家了。發 /practice，看看別的鄰居。
neighbour-declined = 好的。什麼時候想去看看，發 /practice 就行。

neighbour-yours = 💬 您剛才對{ $name }說：「{ $words }」這句話，也請說給自己聽。
neighbour-not-yours = 💬 還有一句話，可以對{ $name }說：「{ $words }」這句話，也請留給自己。
neighbour-why = 為什麼管用：{ $why }
neighbour-lessons = 下回可以試試：
neighbour-lesson =
    · 「{ $words }」
    { $why }
neighbour-close =
    這是編的故事，為的是真碰上的時候，心裏先有一句話。
    誰手上要是正有一筆錢等着轉，不急，讓它在卡裏再睡一晚。想找人商量，96110 可以打；錢已經出去了，馬上打 110，再找銀行。

neighbour-invitation =
    🏠 { $station }的民警想請您幫個小忙。
    有一位編出來的鄰居{ $name }，正要把錢轉出去，想請您去勸一勸，幾分鐘就好。您說的話只有您自己看得到。
    不想去也沒關係。

button-invite-neighbour = 請居民勸勸鄰居
neighbour-asked = 已經請報告的居民去勸勸鄰居了，只請這一次；他說什麼，我們都看不到（預警 { $number } 號）
neighbour-asked-already = 這件預警已經請過一次了，不再打擾
neighbour-nobody = 報告的居民已經刪掉了自己的記錄，請不了
neighbour-unreached = 請不到報告的居民（預警 { $number } 號）：沒有和守望私聊過，或者關掉了私聊
log-neighbour-invited = { $name } 請居民勸勸鄰居
