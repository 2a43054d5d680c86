# 每周一案

bulletin-card =
    📰 每周一案 · { $title }

    { $story }

    🚩 认准这一条：{ $flag }
    遇到类似的事，先问家人、问网格员，或拨打 96110；已经转钱，马上拨打 110。
    （{ $basis }）
bulletin-why-season = 正当时节
bulletin-why-quiz = 这一类的小测验还有不少人拿不准
bulletin-thanks = 🌱 上个月，群里的小测验一共有 { $count } 人次作答。谢谢大家一起把路看清。
bulletin-why-tags = 合这个群的人
bulletin-why-turn = 轮到这一类

# 每周一案的图
poster-series = 守望 · 每周一案
poster-other = 其他骗法
poster-flag = 认准这一条
poster-ask = 问自己一句
poster-unsure = 拿不准，先打
poster-unsure-number = 96110
poster-paid = 钱已转，马上打
poster-paid-number = 110
bulletin-why-near = 附近四周内有 { $count } 人遇到这一类
bulletin-why-off-season = 不是时令
bulletin-why-wish = { $name }选定
bulletin-why-skip = { $name }定的：这周不发
bulletin-why-spent = 半年内没有可以不重复的案例了
bulletin-why-instead = 编辑选的这个群半年内发过，另选：{ $why }
