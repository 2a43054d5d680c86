# 劝劝邻居：开头、每一个来回、结尾，以及民警的邀请。邻居自己说的话在 content/neighbours/。
# 花括号里的词由程序填入，请原样保留。

command-practice = 劝劝邻居：帮一位快要转钱的邻居拿主意
button-neighbour = 🏠 换您来劝劝邻居
neighbour-in-group = 有几位邻居正等着您拿主意。这个在私聊里玩，别人看不到您说了什么。

neighbour-street =
    🏠 劝劝邻居
    这几位都是编出来的人，可他们碰上的事，天天有人碰上。他们正要把钱转出去，您去劝一劝。
    先去看谁？
neighbour-button-visit = { $name }：{ $about }
neighbour-button-go-on = 接着劝{ $name }
neighbour-button-street = 再看看别的邻居
neighbour-button-rest = 先到这里
neighbour-button-yes = 好，我去看看
neighbour-button-not = 下次吧

neighbour-title = 🏠 { $name }
neighbour-how = 您怎么跟{ $name }说？按一句，或者自己打一句。说错了也不要紧。
neighbour-says = { $name }：{ $line }
neighbour-you = 您：{ $words }
neighbour-gauge = 听进去了：{ $dots }
neighbour-rests = 好的，{ $name }在这儿等您，过几天再来也行。发 /practice 也能找到{ $name }。
neighbour-past = 这句已经说出去了，请看最下面一条
neighbour-gone = 这位邻居不在家了。发 /practice，看看别的邻居。
neighbour-declined = 好的。什么时候想去看看，发 /practice 就行。

neighbour-yours = 💬 您刚才对{ $name }说：“{ $words }”这句话，也请说给自己听。
neighbour-not-yours = 💬 还有一句话，可以对{ $name }说：“{ $words }”这句话，也请留给自己。
neighbour-why = 为什么管用：{ $why }
neighbour-lessons = 下回可以试试：
neighbour-lesson =
    · “{ $words }”
    { $why }
neighbour-close =
    这是编的故事，为的是真碰上的时候，心里先有一句话。
    谁手上要是正有一笔钱等着转，不急，让它在卡里再睡一晚。想找人商量，96110 可以打；钱已经出去了，马上打 110，再找银行。

neighbour-invitation =
    🏠 { $station }的民警想请您帮个小忙。
    有一位编出来的邻居{ $name }，正要把钱转出去，想请您去劝一劝，几分钟就好。您说的话只有您自己看得到。
    不想去也没关系。

button-invite-neighbour = 请居民劝劝邻居
neighbour-asked = 已经请报告的居民去劝劝邻居了，只请这一次；他说什么，我们都看不到（预警 { $number } 号）
neighbour-asked-already = 这件预警已经请过一次了，不再打扰
neighbour-nobody = 报告的居民已经删掉了自己的记录，请不了
neighbour-unreached = 请不到报告的居民（预警 { $number } 号）：没有和守望私聊过，或者关掉了私聊
log-neighbour-invited = { $name } 请居民劝劝邻居
