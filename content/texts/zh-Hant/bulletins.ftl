# 每週一案

bulletin-card =
    📰 每週一案 · { $title }

    { $story }

    🚩 認準這一條：{ $flag }
    遇到類似的事，先問家人、問網格員，或撥打 96110；已經轉錢，馬上撥打 110。
    （{ $basis }）
bulletin-why-season = 正當時節
bulletin-why-quiz = 這一類的小測驗還有不少人拿不準
bulletin-thanks = 🌱 上個月，群裏的小測驗一共有 { $count } 人次作答。謝謝大家一起把路看清。
bulletin-why-tags = 合這個群的人
bulletin-why-turn = 輪到這一類

# 每週一案的圖
poster-series = 守望 · 每週一案
poster-other = 其他騙法
poster-flag = 認準這一條
poster-ask = 問自己一句
poster-unsure = 拿不準，先打
poster-unsure-number = 96110
poster-paid = 錢已轉，馬上打
poster-paid-number = 110
bulletin-why-near = 附近四周內有 { $count } 人遇到這一類
bulletin-why-off-season = 不是時令
bulletin-why-wish = { $name }選定
bulletin-why-skip = { $name }定的：這週不發
bulletin-why-spent = 半年內沒有可以不重複的案例了
bulletin-why-instead = 編輯選的這個群半年內發過，另選：{ $why }
