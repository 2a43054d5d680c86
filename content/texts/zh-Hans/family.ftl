# 家人联系人：居民自愿留一位家人，民警劝阻时请家人打个电话。
# 花括号里的词由程序填入，请原样保留。命令也请原样保留。

command-family = 留一位家人，被骗时能帮上我

family-door = 私下了解
family-in-group = 留家人联系人在私聊里进行，别人看不到。
family-invitation =
    骗子最怕的，是您身边有人。
    骗子常叫人“别告诉家里”，一直占着电话，家里人想帮也不知道。您可以在这里留一位信得过的家人：万一您报告的事里，被骗的正是您自己，民警在帮您的时候，可以请他马上给您打个电话、陪着您。
    · 只在民警正处理您报告的预警时才联系，平时不打扰他
    · 只请他“马上给您打电话，陪着您，别责怪”，不说转了多少钱、转给了谁
    · 您来定：有危险就联系，还是每次先问您。您定了先问的，只有民警判断情况紧急、写明理由，才会不等您答应
    · 每次联系都有记录，预警结束以后会告诉您
    · 随时发 /family 看一看、改一改、撤回；发 /forget 也会删掉。一年没来找过我，同样删掉
    请留您当面认识的亲人。电话里、网上有人教您留谁，那个人多半就是骗子。
family-standing = 您留的家人联系人：
family-line-telegram = · { $name }（已在这里答应），{ $terms }
family-line-phone = · { $name }，电话 { $phone }，{ $terms }
family-line-waits = · { $name }：还没有答应，链接三天内有效
family-line-left = · 有一位家人这次没有答应，或者不再做了
family-terms-always = 有危险就联系
family-terms-ask = 每次先问我
family-of = 您是{ $names }的家人联系人。对方正被骗、民警需要您的时候，我会在这里告诉您。
family-button-invite = 请家人在这里答应
family-button-number = 留家人的电话
family-button-ask = 改成每次先问我：{ $name }
family-button-always = 改成有危险就联系：{ $name }
family-button-renumber = 换电话：{ $name }
family-button-withdraw = 撤回：{ $name }
family-button-leave = 不再做{ $name }的联系人
family-forward = 请把下面这条消息转发给您的家人。他点开、按「我愿意」就好了，三天内有效，只能用一次。
family-card =
    👪 我是{ $owner }，想请你做我的家人联系人。
    万一我正被骗、民警来帮我的时候，可能会请你马上给我打个电话，陪陪我。平时不打扰你，你随时可以退出。
family-card-button = 点开看一看
family-asked =
    { $owner }想请您做家人联系人。
    · 什么时候找您：{ $owner }可能正在被骗，民警正在帮忙的时候
    · 请您做的：马上给{ $owner }打电话，能到身边更好；陪着、稳住，请他先挂断、先别转账，别责怪
    · 您会知道：请您给谁打电话。不会告诉您转了多少钱、对方是谁
    · 我们保存：您的 Telegram 编号和昵称（加密）。随时发 /family 退出就删掉
    您愿意吗？
family-button-yes = 我愿意
family-button-no = 先不了
family-agreed = 谢谢您。{ $owner }身边多了一个人，骗子就少了一分机会。随时发 /family 可以退出。
family-refused = 好的，没关系。您的信息没有留下。
family-number-how =
    请回复这条消息，写上称呼和电话，比如：女儿小敏，后面写号码。
    电话加密保存，只有正在帮您的民警在需要时看得到，每次都有记录。最好先和家人说一声。
family-number-back = 先不留
family-number-not = 好的，没有留。想留的时候再发 /family。
family-number-noted = 记下了。电话加密保存，平时谁也看不到。最好和家人说一声，接到民警或家里的电话别慌。
family-withdrawn = 已经撤回，删掉了。
family-left = 已经退出，您的信息删掉了。谢谢您一直在。
kin-news-agreed = 👪 { $name }答应做您的家人联系人了。要改要撤回，随时发 /family。
kin-news-left = 您请的一位家人这次没有答应，或者不再做联系人了，他的信息已经删掉。要另请一位，请发 /family。
kin-somebody = 家人
kin-owner = 您的家人

kin-enough = 最多留 { $most } 位家人。要换人，请先撤回一位。
kin-gone = 这一项刚刚有了变化，请发 /family 再看一看
kin-link-gone = 这个链接已经用过了，或者过了三天。请您的家人再发 /family 要一个新的。
kin-own-link = 这是给家人的。请把那条消息转发给他，由他来点开。
kin-no-number = 没有看到电话号码。请写上称呼和一个号码，比如：女儿小敏，后面写 11 位手机号。

kin-call =
    🙏 { $station }的民警想请您帮个忙。
    { $owner }可能正遇上骗子。请您现在就给{ $owner }打个电话，能到身边更好：陪着，请{ $owner }先挂断别的电话、先别转账，等民警来。
    别责怪，也别追问。打不通，就请离得最近的家人过去看看；觉得有危险，打 110。
    民警不会请您转账、要验证码。
kin-button-yes = 我马上联系
kin-button-later = 晚一点
kin-button-lost = 打不通
kin-button-how = 怎么开口
kin-said-yes = ✅ 谢谢您，民警已经知道了。慢慢说，先听后劝。
kin-said-later = 好的，民警知道了。方便的时候请尽快，可以随时再按「我马上联系」。
kin-said-lost = 民警知道您没打通了。请试试别的家人、邻居，方便就过去看看。
kin-how = 可以这样开口：{ $text }
kin-call-over = 这次已经不需要了，谢谢您
kin-leave = 👪 正在帮您的民警想请{ $name }给您打个电话、陪陪您。不会说您转了多少钱、转给了谁。可以吗？
kin-leave-yes = 可以
kin-leave-no = 先不要
kin-leave-given = 好的，告诉民警了。家人来电话，您就接一下。
kin-leave-refused = 好的，听您的，已经告诉民警。请先别转账，等民警来。
kin-over-relative = 这件事这会儿不用您再做什么了，谢谢您。别责怪，多陪陪家里人。
kin-over-owner = 这会儿不需要了，谢谢您。
kin-over-officer = 👪 家人电话已收回。
kin-owner-consent = 您报告的事情已经处理结束。办理的时候，民警按您留的意思请{ $name }联系过您。要改要撤回，发 /family。谢谢您，家里人也是关心您。
kin-owner-order = 您报告的事情已经处理结束。办理的时候情况紧急，民警写明理由，没有先问您就请{ $name }联系了您，这已经记在处置记录里。要改要撤回，发 /family。

button-kin = 联系家人
kin-choose = 👪 预警 { $number } 号，报告人留的家人。先确认报告人就是当事人本人，再请家人。
kin-line = · { $owner }的{ $name }（{ $way }，{ $terms }）{ $state }
kin-line-fresh = { $line } ⚠️ 预警前三天内才留的，请先核实是不是家人
kin-way-telegram = 由我来请他打电话
kin-way-phone = 留了电话
kin-state-leave = ：正在问本人
kin-state-allowed = ：本人同意了
kin-state-refused = ：本人没有同意
kin-state-asked = ：已经请了，等回音
kin-state-accepted = ：答应马上联系
kin-state-later = ：说晚一点，或没打通
kin-state-failed = ：没有联系上
kin-state-shown = ：电话已经看过
kin-button-call = 请{ $name }打电话
kin-button-show = 看{ $name }的电话
kin-button-leave = 先问本人
kin-button-not = 先不联系
kin-ask-first = 当事人希望先问他本人，再联系{ $name }
kin-why-how =
    预警 { $number } 号：当事人希望先问他本人，再联系{ $name }。
    · 来得及：按「先问本人」
    · 情况紧急、来不及问，或本人被骗子控制：回复这条消息写明理由，就直接联系。理由记入处置记录，预警结束后会告诉当事人
kin-why = 请写明理由（至少几个字），会记入处置记录
kin-none = 报告人没有留家人联系人，或者已经撤回
kin-not-now = 要先签收、还没结束的时候，才联系家人
kin-refused = 本人没有同意联系{ $name }；情况紧急的，写明理由
kin-leave-asked = 正在问本人，有回音告诉您
kin-being-asked = 正在请{ $name }打电话，有回音告诉您
kin-accepted = { $name } 已经答应马上联系
kin-later = { $name } 说晚一点，或没打通
kin-number-above = 电话发给过您了，请看上面
kin-number-shown = { $name }的电话发在下面了
kin-number = 👪 预警 { $number } 号，{ $name }的电话：{ $phone }。请说明身份，只请家人打电话、陪着，不说案情。预警结束或一天后收回。
kin-not-called = 好的，没有联系家人（预警 { $number } 号）。
kin-told-yes = 👪 { $name } 答应马上联系当事人（预警 { $number } 号）。
kin-told-later = 👪 { $name } 说晚一点再联系（预警 { $number } 号），别只等这一头。
kin-told-lost = 👪 { $name } 没有打通（预警 { $number } 号），请继续上门。
kin-told-unreachable = 👪 没有联系上{ $name }（预警 { $number } 号），请换一位，或直接上门。
kin-told-unasked = 👪 问不到当事人本人（预警 { $number } 号）。情况紧急的，按「联系家人」写明理由直接联系。
kin-told-allowed = 👪 当事人同意联系{ $name }（预警 { $number } 号）；要看电话的，请再按一次「联系家人」。
kin-told-refused = 👪 当事人不同意联系{ $name }（预警 { $number } 号）。

log-kin-asked = { $name } 联系家人（当事人同意）
log-kin-ordered = { $name } 不等当事人同意，联系家人，理由：
log-kin-leave = { $name } 请当事人同意联系家人
log-kin-allowed = 当事人同意联系家人
log-kin-refused = 当事人不同意联系家人
log-kin-accepted = 家人答应马上联系
log-kin-later = 家人说晚一点，或没打通
log-kin-unreachable = 没有联系上家人
