# The rota: who is on duty; swapping, leave, handing over a shift.

duty-command-duty = Who is on duty; swap, hand over
duty-title = 📅 Rota
duty-now = { $area }, on duty: { $names }
duty-now-nobody = nobody
duty-week-line = · from { $starts }: { $names }
duty-no-rota-here = { $area } has no rota yet: alerts go to all officers at once. The rota is written in the deployment file; please ask the operator.
duty-no-rotas = Your areas have no rota yet: alerts go to all officers at once. The rota is written in the deployment file; please ask the operator.
duty-you-are-away = 🌙 You are away until { $ends }; alerts go to { $name } instead.
duty-you-stand-in = 🤝 You stand in for { $name } until { $ends }.
duty-rota-others = The rota is for officers and duty leaders.

duty-button-swap = Swap a shift
duty-button-away = Leave / do not disturb
duty-button-home = I'm back
duty-button-note = Hand over a shift
duty-button-yes = Agree
duty-button-no = I can't
duty-button-no-note = No note now
duty-button-gone = This button no longer works; please send /duty again
duty-until-2h = 2 hours
duty-until-tonight = Until midnight
duty-until-morning = Until 8 tomorrow
duty-until-3d = 3 days

duty-swap-whom = Your next shift: { $starts } to { $ends }. Who shall take it? It counts once they agree.
duty-away-how-long = How long will you be away? Next you choose a colleague to stand in; until they agree, alerts still go to you.
duty-away-whom = Away until { $ends }. Who shall stand in? Once they agree, alerts go to them.
duty-asked = ⏳ { $name } is being asked; I will tell you the answer at once. Until then you are on duty.
duty-asked-note = Sent to them
duty-no-turn = You have no shift within the coming year; nothing to swap
duty-nobody-to-ask = No colleague can stand in right now; alerts still go to you
duty-turn-changed = The rota has just changed; please send /duty and choose again
duty-colleague-away = This colleague is away then, too; please choose another
duty-ask-gone = This request has been withdrawn; there is nothing for you to do
duty-ask-late = This shift has begun already; it is too late to swap

duty-ask-swap = 🔄 { $name } asks whether you can take a shift: { $area }, { $starts } to { $ends }. Would that suit you?
duty-ask-away = 🌙 { $name } will be away and asks you to stand in: once you agree, alerts that would go to { $name } go to you until { $ends }. Would that suit you?
duty-you-agreed = 🤝 Agreed: { $starts } to { $ends }, you stand in for { $name }. Thank you!
duty-you-refused = All right, you did not agree ({ $name }, { $starts } to { $ends }); they have been told.
duty-agreed-swap = 🤝 { $name } agrees: the shift { $starts } to { $ends } is theirs.
duty-agreed-away = 🤝 { $name } agrees to stand in: from now until { $ends }, alerts go to them. If you are back early, send /duty and press “I'm back”.
duty-refused = { $name } cannot do it this time ({ $starts } to { $ends }); you are still on duty. You can ask another colleague with /duty.
duty-unreachable = { $name } could not be reached ({ $starts } to { $ends }); you are still on duty. You can ask another colleague with /duty.
duty-relieved = You no longer stand in for { $name }. Thank you!
duty-welcome-back = Welcome back; alerts come to you as usual
duty-not-away = You were not away; alerts have come to you all along
duty-still-holding = { $count ->
    [one] ❗ One alert in your hands is not closed: please open it with /alerts, and hand it over or go on with it.
   *[other] ❗ { $count } alerts in your hands are not closed: please open them with /alerts, and hand them over or go on with them.
}

duty-write-note = ✍️ Please reply to this message with what the next shift should know: who is still being looked for, who needs another call, what was promised.
duty-noted = 📝 Noted; the next shift gets it when it begins.
duty-noted-now = 📝 Noted, and sent to the colleague on duty now.
duty-no-rota = There is no rota here, so I do not know whom to give it to. Please tell your colleague, or ask the operator to add a rota to the deployment file.
duty-note = 📝 Shift note by { $name }: { $words }
duty-your-shift = 🔔 { $area }: from { $starts } you are on duty.
duty-in-hands = { $count ->
    [one] One alert is being dealt with; open it with /alerts:
   *[other] { $count } alerts are being dealt with; open them with /alerts:
}
duty-in-hands-line = · { $tier } { $number } · { $state }
duty-nothing-in-hands = No alert is being dealt with right now.
operators-shift-unreachable = ⚠️ { $name } is on duty from { $starts }, but the duty bot cannot reach them. Please phone at once, and find somebody else if needed.

log-on-duty = By the rota, told first: { $name }
log-stood-in = { $name } is away; told { $to } who stands in
log-all-away = Everybody on this rung is away; all were told
log-area-gone = The area is no longer in use; moved to { $name }
log-holder-left = { $name } has left duty; paged again until somebody takes it
log-holder-replaced = { $name } has left duty; { $to } takes over
