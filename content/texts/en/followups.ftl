# Follow-ups: calls within 28 days, by tier.

duty-command-followups = Follow-up calls that are due
followup-title = 📞 Follow-up: { $tier } · alert { $number } (call { $nth } of { $of })
followup-area = 📍 { $area }
followup-what = 🧩 { $what }
followup-met = 🤝 First met or persuaded: { $at }
followup-how = Please call and ask how they are: whether the other side has been in touch again or asked for money, and whether the app is off the phone. Listen more than you talk; no blame.
followup-missed = ⚠️ This call has been due for a day; would the duty leader please arrange it
followup-done = ✅ { $name }: { $outcome }
followup-dropped = ⚪ This call is no longer needed
followup-came-safe = No further contact
followup-came-still = Still in contact
followup-came-paid = Paid again
followup-came-unreached = Not reached
followup-recorded = Noted
followup-recorded-relapse = Noted. The alert is open again and raised; officers and duty leaders are being told
followup-recorded-again = Noted. You will be reminded again tomorrow
followup-gone = This call is no longer on the list; please see /followups
followup-none = No follow-up call is due.
followup-list = Follow-up calls that are due, the longest waiting first:
followup-line = { $tier } { $number } · call { $nth } · due { $at }
followup-line-missed = { $tier } { $number } · call { $nth } · due { $at } · overdue
followup-open = Open { $number }, call { $nth }
followup-unreached-twice = The follow-up calls of alert { $number } have failed to reach the person twice in a row; please arrange a visit.
operators-nobody-calls = ⚠️ Alert { $number }, call { $count }: it is time, and no officer and no leader can be reminded. Please have them open the duty bot, and have somebody make this call.

log-followed-up = { $name } made follow-up call { $count }: { $came }
log-followup-missed = Follow-up call { $count } is overdue; the duty leader has been told
log-relapsed = The follow-up found a relapse; raised to { $tier }
