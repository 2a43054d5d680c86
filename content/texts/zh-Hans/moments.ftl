# 时间和钱数怎么说。

moment-earlier = 更早
moment-today = 今天
moment-yesterday = 昨天
moment-day = { $month }月{ $day }日
moment-day-of-year = { $year }年{ $month }月{ $day }日
moment-weekday = { $day ->
    [1] 周一
    [2] 周二
    [3] 周三
    [4] 周四
    [5] 周五
    [6] 周六
   *[7] 周日
}
moment-yuan = 元
