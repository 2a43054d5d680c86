# 志愿者:登记与退出、请人去看一看、民警看到的进展。

kind-guard = 反诈卫士
kind-head = 中心户长
kind-unit = 单位联系人
kind-grid-worker = 网格员
kind-volunteer = 志愿者

command-volunteer = 愿意帮忙找一找邻居、同事

volunteer-door = 私下了解
volunteer-in-group = 谢谢您愿意帮邻居、同事一把。登记在私聊里进行，别人看不到。
volunteer-no-group =
    谢谢您的好意。我还不知道您在哪个群：请先到您的小区群或单位群里发一次 /volunteer，再回到这里。
    那个群要已经由网格员绑定了辖区才行。
volunteer-invitation =
    有邻居、同事正被骗子缠住，电话打不通的时候，熟人早到一步，常常就能把钱保住。
    您愿意在需要时去看一看吗？请选择您的身份：
volunteer-which-group = 您愿意在哪个群的范围里帮忙？
volunteer-consent =
    请您看清楚再决定：
    · 身份：{ $kind }；范围：{ $groups }
    · 什么时候找您：民警在找一位可能正在被骗的邻居、同事，需要有人先到身边。一次只问一位，从近的问起
    · 您会知道：大概在哪里、请您做什么。不会告诉您对方说了什么、转了多少钱、是谁报告的
    · 请您做的：陪着他，稳住他，请他先挂断电话、先别转账，等民警来
    · 请您不要做的：不与可疑的人对质，不强行拦人、不抢手机，不替人保管钱和银行卡，听到的事不往外说
    · 您随时可以说去不了，不用讲理由；觉得不安全就离开，打 110
    · 我们保存：您的 Telegram 编号、昵称（加密）、身份和所在的群。您答应去的那一次，负责的民警会看到您的昵称
    · 随时发 /volunteer 按「退出」，登记就删掉
    由{ $owner }运行。同意吗？
volunteer-standing =
    谢谢您！您已登记为{ $kind }，范围：{ $groups }。
    需要时我会在这里私下问您；去不了，按「去不了」就好。
volunteer-left = 已经退出，您的登记删掉了。谢谢您，随时欢迎再来。
volunteer-not = 好的，没有登记。谢谢您看完，想加入时再发 /volunteer。
volunteer-button-all = 这几个群都可以
volunteer-button-join = 同意加入
volunteer-button-not = 先不加入
volunteer-button-leave = 退出

plea =
    🙏 { $station }的民警想请您帮个忙。
    有一位邻居（同事）可能正在被骗，眼下联系不上。方便的话，请到{ $place }看一看：陪着他，稳住他，请他先挂断电话、先别转账，等民警来。
    不用争论，也不用追问。不要与可疑的人对质，不要强行拦人；觉得不安全就离开，打 110。
plea-or-not = 去不了完全没关系，请按一下「去不了」，我好马上问下一位。
button-i-go = 我去
button-i-cannot = 去不了
button-not-after-all = 去不了了
plea-going = ✅ 谢谢您答应去，民警已经知道了。最好叫上一位邻居同行，到了以后等民警来。
plea-declined = 好的，没关系，谢谢您告诉我。
plea-taken = 已经有人去了，您不用跑这一趟。谢谢您！
plea-over = 这次已经不需要了。谢谢您！
plea-thanks = 这件事已经有了结果，谢谢您伸手帮了邻居一把。请替他保密，听到的事不往外说。
help-gone = 这次已经不需要了，谢谢您

button-volunteers = 请志愿者帮忙
help-where =
    请志愿者去看一看（预警 { $number } 号）：从同群、同社区、同派出所里已经同意帮忙的人问起，一次问一位。
    他们只会知道社区名和您补充的地点，不知道举报内容和当事人的账户。
    要补充地点（如楼栋、单位大门），请回复这条消息写一句；不补充就按「现在就请」。
help-button-now = 现在就请
help-button-back = 先不请
help-button-stop = 不用了
help-not-asked = 好的，没有请志愿者（预警 { $number } 号）。
help-begun = 正在从近到远请志愿者（预警 { $number } 号），有人答应会马上告诉您。
help-asking = 正在请志愿者（预警 { $number } 号），已经问了 { $count } 位，还没有人答应。
help-accepted = { $name } 已答应去（预警 { $number } 号）。
help-nobody = 附近的志愿者都问过了（预警 { $number } 号），还没有人能去。
help-stopped = 已经停了，问过的人都谢过了（预警 { $number } 号）。
help-running = 已经在请志愿者了
help-nobody-near = 附近还没有同意帮忙的志愿者，请直接安排人上门
help-not-now = 要先签收、还没见到人的时候，才请志愿者
helped-going = 👣 { $name } 已答应去（预警 { $number } 号）。
helped-back = { $name } 去不了了（预警 { $number } 号），正在问下一位。
helped-nobody = 附近的志愿者都问过了（预警 { $number } 号），还没有人能去，请直接安排人上门。

log-help-asked = { $name } 请志愿者帮忙
log-help-turn = 问了一位{ $kind }
log-help-unreachable = 有一位{ $kind }联系不上，改问下一位
log-help-goes = 一位{ $kind }答应去
log-help-back = 答应去的{ $kind }去不了了
log-help-nobody = 问了 { $count } 位，没有人能去
log-help-stopped = { $name } 不再请志愿者
