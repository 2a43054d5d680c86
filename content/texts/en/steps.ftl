# The seven steps: buttons, outcomes, what to do next, progress on the card.

step-phone = Call
step-analysis = Analyse
step-visit = Visit
step-verify = Verify identity
step-meet = Talk in person
step-feedback = Final feedback
step-end = Close

outcome-phone-persuaded = Persuaded
outcome-phone-denies = Denies being scammed
outcome-phone-busy = Busy
outcome-phone-rejects = Rejects the call
outcome-phone-off = Off / no answer
outcome-phone-wrong = Wrong number
outcome-visit-found = Found
outcome-visit-away = Not found
outcome-visit-shut = Does not open
outcome-verify-match = It is the person
outcome-verify-mismatch = Somebody else
outcome-meet-persuaded = Persuaded
outcome-meet-doubtful = Half convinced
outcome-meet-denies = Still denies
outcome-meet-lost = Left again
outcome-feedback-dissuaded = Dissuaded
outcome-feedback-loss = Money was lost
outcome-feedback-unharmed = Checked: not scammed
outcome-feedback-refused = Not dissuaded
outcome-feedback-unfound = Never found
outcome-analysis-clue = New clue
outcome-analysis-nothing = No new clue
outcome-end-duplicate = Duplicate
outcome-end-station = Passed to a station
outcome-end-transferred = Passed to another unit
outcome-end-malicious = Malicious

next-signed = First call the person; if the line is busy or they reject the call, don't wait: go there
next-phone-persuaded = Have them end the scammer's call and leave screen sharing, and meet them if you can; if money has gone, fill in the stop-payment card now
next-phone-denies = Denial is common; don't argue. Go and talk in person, or have family or the grid worker be there first
next-phone-busy = A busy line is most likely the scammer. Go there now, and have family, neighbours and the workplace contact them too
next-phone-rejects = Call from a landline, or have family or the grid worker call; go there meanwhile
next-phone-off = Look at home and at work first; have family, neighbours and the property office help to reach them
next-phone-wrong = The number is wrong: ask the reporter and family for the right one, and go to the registered address meanwhile
next-visit-found = First have them leave screen sharing and hang up, then verify who they are
next-visit-away = Ask neighbours, the property office, the workplace and family; if it looks like fake police, search hotels, internet cafés and quiet places nearby
next-visit-shut = It is usually the scammer who told them not to open. Say through the door who you are, ask them to call 110 to check; have family, the grid worker or a neighbour knock
next-verify-match = Go through the checklist step by step, then talk slowly with the script
next-verify-mismatch = It is somebody else: ask where the person went and go on looking
next-meet-persuaded = Do the aftercare list, then the final feedback
next-meet-doubtful = Do the aftercare list first and have family stay with them; after the feedback, call often as the follow-ups say
next-meet-denies = Let somebody else talk: family, a colleague, somebody of their age; if needed, have them call 110 on the spot
next-meet-lost = Go on looking at once, and have family and the workplace hold on to them

card-in-hands = ✅ With { $name } (taken at { $at })
card-in-hands-since = ✅ With { $name } ({ $signer } took it at { $at })
card-missing = { $count ->
    [one] ✍️ One more person must take it
   *[other] ✍️ { $count } more people must take it
}
card-last-step = 🧭 { $step }: { $outcome }
card-analysis-clue = 🔎 Analysis: a new clue; please tell the colleague on the visit
card-analysis-nothing = 🔎 Analysis: no new clue
card-withdrawn = Alert { $number }: you are no longer on the duty list, so this card has been taken back. Thank you!
card-elsewhere = Alert { $number }: { $area } has it now. It is outside your area, so this card has been taken back.
card-state-handed-to-you = ✅ { $name } took it and has handed it to you. Please reach the person as soon as you can
card-handed-why = 💬 Handed over because: { $reason }
handed-why-busy = on another call right now
handed-why-area = the person is in their area
handed-why-closer = they are closer and know the place
handed-why-shift = end of shift
card-again-relapsed = 🔁 A follow-up found a relapse: { $came }. Please get in touch again and meet soon
card-again-station = ↪️ Passed on by { $name }; please take it
card-again-left = 🔁 { $name } has left duty; please take it again
card-still = { $count ->
    [one] ⏰ Stood still once past its deadline: please move it on now; if you cannot, hand it over or raise it
   *[other] ⏰ Stood still { $count } times past its deadline: please move it on now; if you cannot, hand it over or raise it
}
card-next = ➡️ { $next }
card-due = ⏱ Progress is due by { $at }
card-visitors = 👣 On the visit: { $names }
card-closed = 🏁 { $name } gave the final feedback: { $outcome }
card-malicious = ⛔ Marked as malicious by { $name }
card-duplicate = 🔁 The same matter as alert { $other }; merged
card-transferred = ↗️ { $name } passed it on to another unit

button-more = More
button-go-along = I'll go there
button-lift = Raise
button-duplicate = Duplicate
button-station = Pass to a station
button-transferred = Pass to another unit
button-malicious = Malicious

co-signed = You have taken it too
marked-malicious = Marked as malicious; reporting is switched off for the reporter
lifted = Raised: the duty leader is being told
lifted-nobody = There is no other duty leader above to be told; please phone
step-taken = Noted
step-going = Noted. Please visit in twos or more, and take care
step-choose = How did it go?
step-choose-other = With which alert is it the same matter?
step-choose-station = To which station shall it go?
step-other = { $number } · { $at } · { $what }
step-more = Please choose
step-other-none = There is nothing to choose from right now
step-noted = Your note is under alert { $number }
step-overtaken = This has just changed and was brought up to date; please look before you press
step-unknown = There is no such step; please open the alert again with /alerts
step-not-now = It is too early for this step; please see the next step on the card
step-not-yours = This step is noted by the officer in charge or a duty leader
step-other-gone = What you chose has just changed; please choose again
duty-sure-malicious = Marking it as malicious switches off reporting for the reporter; press “Yes, malicious” to confirm
duty-button-sure-malicious = Yes, malicious

log-co-signed = { $name } took it too
log-step = { $name } · { $step }: { $outcome }
log-joined = { $name } goes there
log-noted = Note by { $name }:
log-lifted = { $name } asked to raise it
log-stood-still = Stood still past its deadline; { $name } and the duty leaders were told again
log-merged = Merged into alert { $to }, with { $count ->
    [one] one report
   *[other] { $count } reports
}
log-parted = Not the same matter as alert { $to }; its reports were given back
log-malicious = { $name } marked it as malicious

closure-contacted = About what you reported (alert { $number }): the police have reached the person and are dealing with it. Thank you.
closure-closed = What you reported (alert { $number }) has been dealt with. Thank you for looking out.
receipt-group-contacted = Passed on to the local police (alert { $number }); they have been in touch ✅ To add something, use the button below.
receipt-group-closed = Alert { $number } has been dealt with. Thank you for looking out.
