# 每周一案

bulletin-card =
    📰 每周一案 · { $title }

    { $story }

    🚩 认准这一条：{ $flag }
    遇到类似的事，先问家人、问网格员，或拨打 96110；已经转钱，马上拨打 110。
    （{ $basis }）
bulletin-why-season = 正当时节
bulletin-why-tags = 合这个群的人
bulletin-why-turn = 轮到这一类
