# 群的设置（/settings）和请守望离开（/remove）。只有群管理员能用；私聊里的 /settings 只管自己的语言。

settings-title = ⚙️ 本群的设置，只有群管理员能改。
settings-area = 辖区：{ $area }
settings-no-area = 辖区：还没有绑定，请网格员在群里发 /bind 加辖区代码
settings-language = 语言：{ $language }
settings-slot = 每周一案：{ $slot }
settings-traits = 群里的人：{ $traits }
settings-introduction = 进群的介绍：{ $whose }
settings-watch = 旁听：{ $state }
settings-a-day = 没人叫我的时候，我一天最多发 { $count } 条（每周一案、小测验、通知都算在内），多出来的第二天早上再发。只有经人同意的紧急通知不受限制。
settings-no-traits = 还没有选
settings-introduction-own = 本群自己写的
settings-introduction-common = 统一的
settings-on = 开着
settings-off = 关着
settings-slot-at = { $day } { $time }
settings-slot-common = { $at }（统一的时间）
settings-slot-none = 不发
settings-day-mon = 周一
settings-day-tue = 周二
settings-day-wed = 周三
settings-day-thu = 周四
settings-day-fri = 周五
settings-day-sat = 周六
settings-day-sun = 周日
settings-language-zh-Hans = 简体中文
settings-language-zh-Hant = 繁體中文
settings-language-en = English

settings-which-language = 🌐 我在本群说哪种语言？
settings-which-slot = 📰 每周一案什么时候发？现在是：{ $slot }。先选星期，再选钟点，从下一次算起。
settings-which-traits = 👥 群里多是什么样的人？可以选几样。每周一案会挑合适的案例，通知也会找得更准。
settings-what-watch =
    👂 旁听：没人叫我的时候，我也看一眼群里的消息。
    · 只有几乎肯定是骗局才提醒，一小时最多一次，尽量只让发消息的人看到
    · 没有看出问题的消息不保存
    · 平时关着；打开时我会在群里告诉大家
    要先把我设为管理员，我才看得到这些消息。
settings-words = 👋 我进群时先这样说，再说怎么用我：

    { $words }
settings-words-house = 👋 现在用的是统一的介绍：我是谁、由谁运行、怎么用。可以换成本群自己的话。
settings-write = ✍️ 请回复这条消息，写上我进群时要说的话（{ $most } 字以内，不放链接，电话只写 110 和 96110）。怎么用我、保存些什么，我会接着说。
settings-words-kept =
    ✅ 记下了。我进群时先这样说：

    { $words }
settings-words-unchanged = 好的，介绍不改了。
settings-remove =
    👋 要请我离开吗？按下面的按钮，我就离开，并删掉本群的数据：
    · 群名、设置、在群里问过的话、每周一案和小测验的记录、在本群登记的志愿者
    · 已经报告给民警的预警由民警继续处理，到期再删，里面不再写群名
    以后想用，把我重新拉进来就行，一切从头开始。
settings-own = 🌐 您想让我用哪种语言和您说话？（群里的语言由群管理员定）

settings-admins-only = 本群的设置由群管理员来改。您想改什么，麻烦请他们发一次 /settings。
settings-gone = 这个按钮已经用不了了，请再发一次 /settings。
remove-in-group = 请在要离开的群里发 /remove，由群管理员来发。
removed = 👋 好的，我这就离开。本群的设置和问过的话已经删掉。谢谢大家这段时间的信任；遇到可疑的事，可以打 96110 问一问，紧急请打 110。
watch-cannot-hear = 请先把我设为群管理员，我才看得到没叫我的消息，然后再按一次。
watch-begins =
    👂 群管理员打开了“旁听”：从现在起，没人叫我的时候，我也看一眼群里的消息。
    只有几乎肯定是骗局才提醒，一小时最多一次；没有看出问题的消息不保存。管理员随时可以用 /settings 关上。
overheard = 👂 没人叫我，可刚才这条消息让我有点担心，先提醒一声：
overheard-aside = 👂 这条只有您看得到。没人叫我，可刚才那条消息让我有点担心：

words-short = 太短了，请写一句完整的话。
words-long = 有 { $size } 个字，太长了大家看不完，请压缩到 { $most } 个字以内。
words-link = 里面有链接（{ $link }），不是官方名单里的网址。为了让大家养成“不点链接”的习惯，请去掉再发。
words-number = 里面有号码（{ $number }）。骗子常留电话，所以这里只写 110 和 96110，请去掉再发。
words-private = 里面像是有银行卡号、身份证号或收款码。为了保护个人信息，请去掉再发。
words-scam = 这段话读起来很像骗子的说法，不能用我的名义说。请换个说法再发。

settings-button-language = 🌐 语言
settings-button-slot = 📰 每周一案
settings-button-traits = 👥 群里的人
settings-button-words = 👋 进群的介绍
settings-button-watch = 👂 旁听
settings-button-remove = 请守望离开
settings-button-remove-yes = 离开，并删掉本群的数据
settings-button-back = ← 返回
settings-button-common = 统一的时间
settings-button-none = 不发每周一案
settings-button-write = ✏️ 换成本群自己的话
settings-button-plain = 用统一的介绍
settings-button-keep = 不改了
settings-button-watch-on = 打开旁听
settings-button-watch-off = 关上旁听
