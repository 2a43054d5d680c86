# Alerts: the card in the duty bot, receipts, what the reporter hears, what operators are told.

tier-urgent = 🔴 Urgent
tier-high = 🟠 High
tier-medium = 🟡 Medium
tier-low = 🟢 Low

card-title = { $tier } · Alert { $number }
card-title-again = { $tier } · Alert { $number } (call { $call }, same matter)
card-area = 📍 Area: { $area }
card-area-unknown = 📍 Area: { $area } (still to be confirmed)
card-pattern = 🧩 Pattern: { $pattern } ({ $family })
card-pattern-unknown = 🧩 Pattern: not recognised yet
card-words = 💬 In their words: { $words }
card-predicts = 🔎 Expect: { $predicts }
card-reporter = 🙋 Reported by: { $reporter }
card-reports = 👥 Resident number { $count } to report this
card-raised = 🕘 Reported at: { $at }
card-reporter-group = { $name } (from the group “{ $group }”)
card-group-gone = a group that sent the bot away
card-reporter-private = { $name } (private chat)
card-state-open = ⏳ Waiting for somebody to take it
card-state-signed = ✅ Taken by { $name } at { $at }
card-state-signed-by-you = ✅ You took it at { $at }. Please reach the person as soon as you can
card-state-false-alarm = ⚪ Marked as a false alarm by { $name }
card-go-and-see = 🚶 Please call or drop by first: steady the person and keep the money from going out. The officers have this at the same moment.
button-sign = Take it
button-hand-over = Hand over
button-false-alarm = False alarm
button-details = Details

signed-by-you = It is yours. Please reach the person as soon as you can
signed-by-other = { $name } has already taken this alert
closed-already = This alert is closed ({ $name })
dismissed = Marked as a false alarm. Thank you for checking
handed-over = Handed over to { $name }, who is being told right now. Please press the reason if you can; to pass something on, reply to this card with a sentence; it will be under “Details”
hand-over-why-told = They have been told
hand-over-why-late = Whoever handed it over gives the reason, once and within an hour; if there is more to say, please reply to the card with a sentence
hand-over-sign-first = Please take the alert first, then hand it over
held-by-other = This alert is with { $name }; please talk to them
not-staff = This button is for officers and duty leaders of the area
not-your-area = Alert { $number } is not in your area
no-such-alert = There is no alert { $number }

log-raised = Alert raised ({ $tier })
log-reported = Reported by a resident (number { $count })
log-paged = { $count ->
    [one] One person paged (rung { $call })
   *[other] { $count } people paged (rung { $call })
}
log-unreachable = One person could not be reached
log-signed = { $name } took it
log-handed-over = { $name } handed it over to { $to }
log-handed-why = { $name } handed it over because: { $reason }
log-false-alarm = { $name } marked it as a false alarm
log-tier-raised = Raised to { $tier }
log-supplemented = What a picture or recording said was added
log-stop-payment = The reporter added: { $what }
log-nobody = The whole ladder ran { $count ->
    [one] once
   *[other] { $count } times
}, and nobody took it

receipt-group = Passed on to the local police (alert { $number }). Please send no money for now, and post no card numbers or screenshots in the group; to add something, use the button below and tell me in private.
receipt-group-urgent = 🆘 Passed on to the local police (alert { $number }). Stop paying, hang up, switch off screen sharing, and call 110 now. To add something, use the button below.
receipt-group-again = This has already been passed on to the police (alert { $number }) and is being dealt with.
receipt-group-signed = Passed on to the local police (alert { $number }); an officer has taken it ✅ Please send no money for now. To add something, use the button below.
receipt-group-false-alarm = The police have checked alert { $number }. Thank you for looking out.
receipt-private = Passed on to the local police (alert { $number }). I will tell you as soon as somebody has taken it. Until then, please send no money and give out no codes.
receipt-private-urgent = Passed on to the local police (alert { $number }). I will tell you as soon as somebody has taken it.
receipt-private-joined = Somebody has reported this already, and your report has been added to it (alert { $number }). I will tell you as soon as somebody has taken it. Until then, please send no money and give out no codes.
receipt-private-signed = An officer has signed for this already (alert { $number }), and your report is noted with it. Please keep your phone at hand; do not transfer money or give codes meanwhile.
receipt-private-again = You have reported this already (alert { $number }). The police have it; there is no need to report it again.
button-private = Add in private

closure-signed = An officer has taken what you reported (alert { $number }). Please keep your phone free, and send no money until you have seen or heard an officer whom you have checked yourself.
closure-false-alarm = The police have checked and closed what you reported (alert { $number }). Thank you: it is always better to ask.
report-standing-open = Alert { $number }: the police have been told; waiting for somebody to take it.
report-standing-signed = Alert { $number }: an officer has taken it.
report-standing-closed = Alert { $number }: closed.

nothing-to-report = Please write what looks suspicious after /report, or reply to the message and send /report.
blocked-reporter = Reporting is switched off for you at the moment. If you have questions, please come to the police station. In an emergency, call 110.
too-many-reports = { $limit ->
    [one] You can report once an hour. In an emergency, call 110.
   *[other] You can report { $limit } times an hour. In an emergency, call 110.
}
not-your-report = Only the person who reported this can see how it stands.
no-area = No area has been set up here, so the report was not sent. Please call 110 right away, and ask the group's owner to tell the operator.

operators-nobody-signed = 🚨 Alert { $number }: the whole ladder has run { $turn ->
    [one] once
   *[other] { $turn } times
} and still nobody has taken it! It is starting again from the first rung. Please phone the officers on duty now.
operators-bulletin-unknown = ⚠️ Case of the week { $week }: sending was cut off in { $count ->
    [one] one group
   *[other] { $count } groups
}, and it is not certain whether the post went out ({ $groups }). Please look into the group; nothing is sent again by itself.
operators-update-set-aside = ⚠️ A message could not be handled and has been set aside (code { $code }). The person has had an apology with this code.
