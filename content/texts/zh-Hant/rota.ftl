# 值班安排：誰當班、換班、請假、交班。

duty-command-duty = 誰在當班、換班和交班
duty-title = 📅 值班安排
duty-now = { $area } 當班：{ $names }
duty-now-nobody = 沒有排班
duty-week-line = · { $starts } 起：{ $names }
duty-no-rota-here = { $area } 還沒有排班：預警會同時通知所有民警。排班寫在部署文件裏，請運維來加。
duty-no-rotas = 您的轄區還沒有排班：預警會同時通知所有民警。排班寫在部署文件裏，請運維來加。
duty-you-are-away = 🌙 您暫離到 { $ends }，預警改為通知 { $name }。
duty-you-stand-in = 🤝 您替 { $name } 代班到 { $ends }。
duty-rota-others = 值班安排供民警和值班領導查看。

duty-button-swap = 換班
duty-button-away = 請假/勿擾
duty-button-home = 我回來了
duty-button-note = 交班
duty-button-yes = 同意
duty-button-no = 不行
duty-button-no-note = 先不寫了
duty-button-gone = 這個按鈕已經失效了，請發 /duty 重新打開值班安排
duty-until-2h = 2 小時
duty-until-tonight = 到今晚 24 點
duty-until-morning = 到明早 8 點
duty-until-3d = 3 天

duty-swap-whom = 您的下一班：{ $starts } 到 { $ends }。想請誰來替？對方同意以後才算數。
duty-away-how-long = 要離開多久？下一步選一位代班的同事；對方同意之前，預警照樣通知您。
duty-away-whom = 暫離到 { $ends }。想請誰代班？對方同意以後，預警才改為通知對方。
duty-asked = ⏳ 已經去問 { $name } 了，有答覆馬上告訴您。在那之前還是您當班。
duty-asked-note = 已發給對方
duty-no-turn = 往後一年裏沒有排到您的班，不用換
duty-nobody-to-ask = 現在沒有可以代班的同事，預警會照樣通知您
duty-turn-changed = 排班剛剛有了變化，請發 /duty 重新選擇
duty-colleague-away = 這位同事這段時間也不在，請換一位
duty-ask-gone = 這個請求已經撤回了，您不用管
duty-ask-late = 這一班的時間已經到了，來不及換了

duty-ask-swap = 🔄 { $name } 想請您替一班：{ $area }，{ $starts } 到 { $ends }。您方便嗎？
duty-ask-away = 🌙 { $name } 要離開一陣，想請您代班：您同意以後到 { $ends }，本來通知 { $name } 的預警會改為通知您。您方便嗎？
duty-you-agreed = 🤝 說好了：{ $starts } 到 { $ends }，由您替 { $name }。謝謝您！
duty-you-refused = 好的，沒有答應 { $name }（{ $starts } 到 { $ends }），已經告訴對方。
duty-agreed-swap = 🤝 { $name } 同意了：{ $starts } 到 { $ends } 的班由對方來值。
duty-agreed-away = 🤝 { $name } 同意代班：從現在到 { $ends }，預警改為通知對方。提前回來請發 /duty，按「我回來了」。
duty-refused = { $name } 這次不方便（{ $starts } 到 { $ends }），還是您當班。可以發 /duty 再問一位同事。
duty-unreachable = { $name } 現在聯繫不上（{ $starts } 到 { $ends }），還是您當班。可以發 /duty 再問一位同事。
duty-relieved = 替 { $name } 的代班到此結束，謝謝您！
duty-welcome-back = 歡迎回來，預警照常通知您
duty-not-away = 您沒有請假，預警一直照常通知您
duty-still-holding = ❗ 您手上還有 { $count } 條預警沒有結束：請發 /alerts 打開，轉交給同事，或繼續跟進。

duty-write-note = ✍️ 請回覆這條消息，寫下要交給下一班的事：誰還在找、誰要再打電話、答應了什麼。
duty-noted = 📝 記下了，交班的時候會發給下一班。
duty-noted-now = 📝 記下了，已經發給現在當班的同事。
duty-no-rota = 這裏還沒有排班，不知道該交給誰。請直接告訴同事，或請運維在部署文件裏加上排班。
duty-note = 📝 { $name } 的交班說明：{ $words }
duty-your-shift = 🔔 { $area }：{ $starts } 起由您當班。
duty-in-hands = 正在處理的預警 { $count } 條，發 /alerts 打開：
duty-in-hands-line = · { $tier } { $number } 號 · { $state }
duty-nothing-in-hands = 現在沒有正在處理的預警。
operators-shift-unreachable = ⚠️ { $name } 從 { $starts } 起當班，但值勤機器人聯繫不上本人。請馬上打電話，必要時換人。

log-on-duty = 按排班先通知當班：{ $name }
log-stood-in = { $name } 暫離，改為通知代班的 { $to }
log-all-away = 這一檔的人都請了假，照樣全部通知
log-area-gone = 原轄區已停用，改歸 { $name }
log-holder-left = { $name } 已離崗，重新通知、等人簽收
log-holder-replaced = { $name } 已離崗，由 { $to } 接手
