# 待核实的咨询：民警在值勤机器人里看到的卡片，和答复以后告诉居民的话。花括号里的词由程序填入，请原样保留。

duty-command-review = 待核实的咨询
review-title = 🔎 待核实 { $number } 号 · { $area }
review-asked = 👥 问过的居民：{ $count } 位，最近一次 { $at }
review-said-scam = 🤖 我们当时说：高度疑似诈骗（{ $pattern }），有人说不对
review-said-unsure = 🤖 我们当时说：可疑，有点像“{ $pattern }”，有人说不对
review-said-clear = 🤖 我们当时说：没有发现已知套路，有人说不对
review-said-scam-unknown = 🤖 我们当时说：高度疑似诈骗，有人说不对
review-said-unsure-unknown = 🤖 我们当时说：可疑，但认不出是哪种套路
review-said-clear-unknown = 🤖 我们当时说：没有发现已知套路，有人说不对
review-more = 后面还有 { $count } 条。
review-none = 现在没有待核实的咨询。有居民问到认不出的事，或者说我们答得不对，会排到这里。
review-none-left = 都看过了，谢谢。跳过的那些，再发 /review 还会看到。
review-which = 属于哪一种？
review-answer-scam = 您的答复：是诈骗，属于“{ $kind }”
review-answer-fine = 您的答复：不是诈骗
review-advice-none = 给居民的话：没有写，按套路库的建议来说
review-advice-is = 给居民的话：“{ $advice }”
review-how-to-advise = 想写一句给居民的话，就直接回复这条消息（{ $most } 字以内，不写链接，电话只写 110 和 96110）。按“发出”以后，问过的居民会各收到一次。
review-sent = 已记下，正在告诉问过的居民
review-answered-already = 这一条 { $name } 已经答复过了
review-ruled = ✅ { $name } 的答复：{ $outcome }
review-ruled-scam = 是诈骗（{ $kind }）
review-ruled-fine = 不是诈骗
review-told = 📨 已告诉 { $told } 处，没有送到 { $failed } 处
review-over = 这一条已经没有人在等答复了。
review-button-scam = 是诈骗
review-button-fine = 不是诈骗
review-button-skip = 看不准，跳过
review-button-other = 其他类型
review-button-send = 发出
review-button-next = 下一条
review-button-old = 这个按钮已经失效了，请发 /review 重新打开
review-not-yours = 待核实的咨询由本辖区的民警和值班领导来答复
review-gone = 这一条已经过了保存期，原话已删除
review-advice-length = 给居民的话请写 1 到 { $most } 个字
review-advice-number = 给居民的话里请不要写号码和账号，电话只写 110 和 96110
review-advice-link = 给居民的话里请不要写链接
review-advice-blame = 这句话可能让当事人觉得被责怪，请换个说法
review-wave =
    🌊 可能的新套路：两小时里有 { $count } 位居民问了差不多的事，套路库认不出来。
    💬 原话：{ $words }
    发 /review 可以答复（待核实 { $number } 号），问过的居民都会收到。

# 答复以后发给居民：不出现任何人的名字，群里不超过四百字。
correction-in-private = 您之前问过的“{ $quote }”
correction-in-group = 群里之前问到的“{ $quote }”
correction-scam = 📣 { $where }，民警核实过了：是诈骗{ $kind }。请不要理会，已经在联系的请马上停下来。
correction-scam-sorry = 📣 { $where }，我当时说没有发现已知套路，说错了，很抱歉。民警核实过了：是诈骗{ $kind }。请马上停下来。
correction-fine = 📣 { $where }，民警核实过了：这件事不是诈骗。
correction-fine-sorry = 📣 { $where }，我当时说是高度疑似诈骗，说错了，很抱歉，给您添麻烦了。民警核实过了：这件事不是诈骗。
correction-kind-pattern = ，套路叫“{ $pattern }”（{ $family }）
correction-kind-family = ，属于{ $family }
correction-advice = 👮 民警的话：{ $advice }
correction-fine-advice = 👉 以后如果提到先转钱、给验证码或者共享屏幕，还请再问一问，或者拨打 96110。
correction-lost-money = 如果钱已经转出去，请马上拨打 110，请求紧急止付。
