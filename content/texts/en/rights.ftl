# What residents have a right to: checking who comes to them, and having their own records deleted.
# Words in braces are filled in; please leave them as they are, and commands too.

command-verify = Check a visitor or caller by the 4-digit code they give
card-code = 🔑 Check code { $code } (until { $until }): ask the person to send Shouwang /verify { $code }. The code on the card renews itself
card-same = 🔁 Same words as alert { $other }
card-reporter-gone = (deleted at their wish, or after the time set)
verify-genuine = ✅ This code is genuine: { $station } is dealing with an alert. Real officers will not ask you to send money, give a code or share your screen either; if somebody does, hang up at once and call 110.
verify-unknown = ⚠️ It does not match. Please do not believe them: hang up, and call 110 yourself to check. Codes change every half hour; please make sure it was copied correctly.
verify-how = Please write the 4-digit code they gave you after /verify, for example /verify 1234. If they cannot give one, hang up, and call 110 yourself to check.
verify-too-many = Too many checks just now; please try again in ten minutes. If it cannot wait, do not believe them: hang up, and call 110 yourself to check.

command-forget = Delete my records
forget-in-private = To delete your records, please tap my picture, and send /forget in private.
forget-sure =
    Are you sure that you want your records deleted? They cannot be brought back.
    What is deleted:
    · What you asked, the record of my answers, your “Helpful” and “Not right”, and what waits for an officer to check
    · What you said to the neighbours
    · Your Telegram number, the group in which you last used me, the relatives you left, and your own sign-up as a volunteer or as somebody's relative
    · Your name, number, words and stop-payment card in reports that are closed
    What stays:
    · An alert that is being dealt with needs your report to find people; it is deleted by itself when closed
    · The alert itself is a record of the police; it is kept encrypted, and its contents are deleted { $alert_days } days after review
    · The log of acts cannot be changed; it holds only times and acts, neither your number nor your words
    · If reporting was switched off for you, only the number and that fact
button-forget = Yes, delete
button-keep = Not now
forget-done = Deleted. Whenever you are unsure about something, come and ask me again; in an emergency, call 110.
forget-waits = Deleted. Alert { $numbers }, which you reported, is still being dealt with; your name, number and words in it are deleted by themselves within an hour or two after it is closed.
forget-kept = All right, nothing was touched.
