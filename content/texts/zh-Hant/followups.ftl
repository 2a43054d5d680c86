# 回訪:28 天內按檔次打的電話。

duty-command-followups = 待回訪
followup-title = 📞 回訪：{ $tier } 預警 { $number } 號（第 { $nth } 次，共 { $of } 次）
followup-area = 📍 { $area }
followup-what = 🧩 { $what }
followup-met = 🤝 首次見面或勸住：{ $at }
followup-how = 請打電話問候一下：最近對方有沒有再聯繫、有沒有再讓轉賬、手機裏裝的軟件刪了沒有。多聽少說，不責備。
followup-missed = ⚠️ 這次回訪過了一天還沒有結果，請值班領導安排
followup-done = ✅ { $name }：{ $outcome }
followup-dropped = ⚪ 這次回訪不需要了
followup-came-safe = 未再接觸
followup-came-still = 仍在聯繫
followup-came-paid = 再次轉賬
followup-came-unreached = 聯繫不上
followup-recorded = 已記錄
followup-recorded-relapse = 已記錄。預警已重新打開並提級，民警和值班領導馬上會收到通知
followup-recorded-again = 已記錄。明天會再提醒一次
followup-gone = 這次回訪已經不在名單裏了，請發 /followups 看看
followup-none = 現在沒有等着回訪的。
followup-list = 等着回訪的，久等的在前：
followup-line = { $tier } { $number } 號 · 第 { $nth } 次 · { $at } 應回訪
followup-line-missed = { $tier } { $number } 號 · 第 { $nth } 次 · { $at } 應回訪 · 已超時
followup-open = 打開 { $number } 號第 { $nth } 次
followup-unreached-twice = 預警 { $number } 號的回訪已連續兩次聯繫不上本人，請安排上門看看。
operators-nobody-calls = ⚠️ 預警 { $number } 號第 { $count } 次回訪到了時間，可是沒有一位民警或值班領導能收到提醒。請聯繫他們打開值勤機器人，並請人打這通電話。

log-followed-up = { $name } 第 { $count } 次回訪：{ $came }
log-followup-missed = 第 { $count } 次回訪超時，已提醒值班領導
log-relapsed = 回訪發現反覆，升級為 { $tier }
