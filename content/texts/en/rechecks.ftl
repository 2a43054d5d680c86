# Review of closed alerts, the weekly look back, and what the system finds about itself. Words in braces are filled in.

duty-command-rechecks = Alerts to review
card-title-review = 🔍 Please review · { $tier } · Alert { $number }
card-review-due = 🔍 Waiting for a duty leader's review
card-reviewed = 🔍 Reviewed by { $name }
card-sent-back = ↩️ { $name } reviewed it and sent it back: { $reason }
button-recheck-pass = Pass
button-recheck-back = Send back
button-recheck-keep = Don't send it back

rechecks-none = No alert is waiting for your review.
rechecks-title = Alerts waiting for your review, the longest waiting first; open one by its number:
rechecks-line-state = to review
recheck-accepted = Reviewed, thank you
recheck-why = Please reply to this message and say why alert { $number } goes back and what you would like to happen (up to { $most } characters). The officer in charge sees it at once.
recheck-sent-back = Alert { $number } has been sent back; the officer in charge is being told, with your reason.
recheck-kept = All right, it was not sent back
recheck-already = { $name } has reviewed it already
recheck-moved-on = This alert has just changed and was brought up to date; please have a look
recheck-own = You had a part in this alert; please let another duty leader review it
recheck-not-leader = Reviews are made by duty leaders

log-recheck-asked = { $name } was asked to review
log-recheck-passed = { $name } reviewed it: passed
log-recheck-refused = { $name } reviewed it and sent it back:

operators-nobody-reviews = ⚠️ Alert { $number } is closed, but there is no duty leader without a part in it to review it. Please add one to the deployment file, or ask the level above.

lookback-title = 📋 Looking back { $week }: { $raised ->
    [one] one new alert
   *[other] { $raised } new alerts
} last week
lookback-line = { $number } · { $tier } · { $area }: { $why }
lookback-more = { $count ->
    [one] And one more; operators see it with shouwang audit week.
   *[other] And { $count } more; operators see them with shouwang audit week.
}
lookback-none = No alert needs a second look.
lookback-seal = Seal of the log: { $seal }. Please keep it.
lookback-stood-still = { $count ->
    [one] stood still once past its deadline
   *[other] stood still { $count } times past its deadline
}
lookback-nobody = { $count ->
    [one] one whole ladder without anybody taking it
   *[other] { $count } whole ladders without anybody taking it
}
lookback-recheck-refused = { $count ->
    [one] sent back once in review
   *[other] sent back { $count } times in review
}

audit-ladder-gone = Nobody has taken alert { $number }, and its ladder has broken off
audit-ladder-late = Nobody has taken alert { $number }; the next rung is due and nothing moves
audit-second-gone = Alert { $number } still needs { $count ->
    [one] one person
   *[other] { $count } people
} to take it, and its ladder has broken off
audit-second-late = Alert { $number } still needs { $count ->
    [one] one person
   *[other] { $count } people
} to take it; the next rung is due and nothing moves
audit-ladder-ahead = The clock was turned back; the ladder of alert { $number } waits for a time that has not come
audit-deadline-ahead = The clock was turned back; the deadline of alert { $number } is too far off
audit-deadline-none = Alert { $number } is being dealt with but has no deadline
audit-alarm-gone = Alert { $number } is being dealt with, and its reminder has broken off
audit-alarm-late = Alert { $number } is past its deadline, and the reminder has not gone out
audit-page-late = A page for alert { $number } has not gone out for more than a minute
audit-page-gone = A page for alert { $number } broke off half-way
audit-call-late = Follow-up call { $count } of alert { $number } is due and was given to nobody
audit-call-gone = The reminder of follow-up call { $count } of alert { $number } broke off half-way
audit-call-untold = No leader has been told of the missed follow-up call { $count } of alert { $number }
audit-help-gone = Volunteers are wanted for alert { $number }, but nobody further is being asked
audit-help-unending = The call for volunteers for alert { $number } has no end
audit-help-needless = Alert { $number } needs no volunteers any more, but the call has not ended
audit-plea-gone = A call for help for alert { $number } broke off half-way
audit-plea-untaken = The call for help for alert { $number } is over, and somebody's phone still shows the place
audit-kin-gone = A message to family for alert { $number } broke off half-way
audit-kin-unending = The call to family for alert { $number } has no end
audit-kin-untaken = The call to family for alert { $number } is over, and somebody's phone still shows it
audit-kin-untold = Alert { $number } is closed, and the person has not been told who was asked
audit-question-unasked = The reporter of alert { $number } was not asked about the payment
audit-answers-gone = Question { $number } was answered, but nobody is looking for those who asked
audit-answer-gone = An answer to question { $number } broke off half-way
audit-answer-late = An answer to question { $number } has not been delivered for more than an hour
audit-inbox-stuck = { $bot }: { $count ->
    [one] one message has
   *[other] { $count } messages have
} waited for more than a minute
audit-inbox-set-aside = { $bot }: a message could not be handled and has been set aside (code { $code }, { $fault })
audit-edition-missing = “{ $group }”: the case of the week { $week } was not planned
audit-edition-stuck = “{ $group }”: the case of the week { $week } stopped half-way
audit-edition-failed = The case of the week { $week } did not go out, or it is uncertain, in { $count ->
    [one] one group
   *[other] { $count } groups
}: { $groups }
audit-broadcast-stuck = Broadcast { $number } has stopped with { $count ->
    [one] one group
   *[other] { $count } groups
} to go
audit-broadcast-doubt = It is not certain whether broadcast { $number } went out in { $count ->
    [one] one group; please look into it
   *[other] { $count } groups; please look into them
}
audit-review-gone = Alert { $number } waits for review, but nobody was asked
audit-review-late = Alert { $number } has waited for review for more than two days
audit-note-waiting = The shift note by { $name } ({ $area }) has reached nobody since the change of shift
audit-silent = { $bot } has shown no sign of life since { $at }; it may have stopped
audit-role-community = Community bot
audit-role-duty = Duty bot

log-ladder-again = Self-check: the ladder had broken off and was started again
