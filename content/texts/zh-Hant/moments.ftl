# 時間和錢數怎麼說。

moment-earlier = 更早
moment-today = 今天
moment-yesterday = 昨天
moment-day = { $month }月{ $day }日
moment-day-of-year = { $year }年{ $month }月{ $day }日
moment-weekday = { $day ->
    [1] 週一
    [2] 週二
    [3] 週三
    [4] 週四
    [5] 週五
    [6] 週六
   *[7] 週日
}
moment-yuan = 元
