# 话术:遇到哪种抗拒说什么,现场和善后清单。

button-script = 话术
button-lists = 现场清单
refusal-unreachable = 占线/拒接
refusal-door = 不开门
refusal-denies = 否认被骗
refusal-doubts = 不信来人
refusal-mine = 我的钱我做主
refusal-secret = 要求保密
refusal-recover = 再转一笔就能拿回
refusal-ashamed = 怕丢人
script-choose = 💬 预警 { $number } 号：遇到了哪种情况？
script-title = 💬 预警 { $number } 号 · { $refusal }
script-family = 请家人来说：
script-how = 说慢一点，先听后说；记录下一步之后，会记下这段话管不管用。
script-checklist = 📋 预警 { $number } 号的现场清单，从上往下做：
script-aftercare = 🧷 善后清单：

log-script-shown = { $name } 看了话术（{ $refusal }）
