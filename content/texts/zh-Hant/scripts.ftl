# 話術:遇到哪種抗拒說什麼,現場和善後清單。

button-script = 話術
button-lists = 現場清單
refusal-unreachable = 佔線/拒接
refusal-door = 不開門
refusal-denies = 否認被騙
refusal-doubts = 不信來人
refusal-mine = 我的錢我做主
refusal-secret = 要求保密
refusal-recover = 再轉一筆就能拿回
refusal-ashamed = 怕丟人
script-choose = 💬 預警 { $number } 號：遇到了哪種情況？
script-title = 💬 預警 { $number } 號 · { $refusal }
script-family = 請家人來說：
script-how = 說慢一點，先聽後說；記錄下一步之後，會記下這段話管不管用。
script-checklist = 📋 預警 { $number } 號的現場清單，從上往下做：
script-aftercare = 🧷 善後清單：

log-script-shown = { $name } 看了話術（{ $refusal }）
