# What the community bot says to residents: who it is, help, privacy, joining a group, binding an area, and hints when a question went astray.
# Words in braces are filled in; please leave them as they are, and commands (/ask …) too.

introduction =
    Hello, I am { $name }, an anti-fraud bot run by { $owner }.
    · If a message or call seems suspicious, send or forward me the words, and I will help you see whether it is a scam
    · In a group: reply to the message with /ask, or write @{ $bot } and the words
    · If something feels wrong, press “Report to police”: the local officers on duty get it at once
    · If you have paid, are on the call or are sharing your screen, press “I've paid / I'm on the call”, and we stop that first
    I am a program, not a police officer, and I can be wrong. In an emergency, call 110.
    How to use me: /help. What I keep: /privacy.

help-private =
    How to use me:
    · Just send me what looks suspicious: text, forwarded messages, screenshots or QR codes; several sent together are one matter to me
    · To add something, such as “I have already paid”, simply go on writing; after a while, reply to my answer instead
    · /report with the words, or as a reply to the message: reports it to the local police
    · After a report I ask about the payment, one question at a time (account, amount, time …), to help the police stop it; answer what you know and skip the rest
    · Add me to your neighbourhood or work group, and everybody can ask
    · To practise talking somebody out of it, send /practice: some made-up neighbours are about to send money and wait for you
    · To leave a relative you trust, who can help if you are ever being scammed, send /family
    · If you are willing to help look for a neighbour or colleague when needed, send /volunteer
    Run by { $owner }. In an emergency call 110; for advice call 96110.

help-group =
    How to use me in this group:
    · Reply to the suspicious message with /ask, and I will see whether it is a scam
    · /ask with the words, or @{ $bot } with the words, works too
    · Reply to the message with /report: reports it to the local police; no details are shown in the group
    I do not speak unless I am called. For what you would rather not say here, tap my picture and write to me in private.
    Group administrators can send /settings to change the language and the time of the case of the week, and /remove to send me away.
    Run by { $owner }. In an emergency, call 110.

privacy =
    What I keep, and what I don't:
    · I do not keep what is said in the group without calling me; where an administrator has switched on “Listening” I look at it, and only what is nearly certainly a scam is kept as if somebody had asked me
    · What you ask me is kept encrypted for { $days } days to improve my answers, and then deleted; card and phone numbers in it are hidden wherever it is shown
    · What you report to the police, the payment details you fill in and your name are kept encrypted, for those who deal with the matter only; they are deleted { $alert_days } days after it is closed and reviewed, or after twice that time if it is never reviewed
    · To be able to answer you, I remember your Telegram number and the group in which you last used me; after { $person_days } days without a visit I forget them; I cannot see and do not want your phone number or contacts
    · Messages I receive are stored encrypted until they are handled, then deleted; the logs hold none of your words
    { $where }
    · What I did not recognise, or what you called not right, is shown to an officer with numbers hidden and without your name; I will tell you when there is an answer
    · What you say to the neighbours of /practice is kept encrypted, for you alone; the police cannot see it; it is deleted after { $days } days without a visit
    · Only if you sign up as a volunteer with /volunteer do I keep your nickname (encrypted), role and groups; press “Leave” to delete them
    · Only if you leave a relative with /family do I keep, encrypted, what you call them and their phone number (or their own number here); it is used only while the police deal with an alert that you reported, and you are told each time; press “Withdraw” to delete it
    · When a group administrator sends /remove, I leave and delete the group's settings and what was asked in it
    · Unless you press “Report to police” or send /report, I do not contact the police for you
    · Send /forget to delete your records; to see what is kept about you, ask whoever runs this bot for a copy
    Run by { $owner }. If you have questions, ask the group's owner or the grid worker.

privacy-local = · Everything is judged on this machine; your words go to no outside language model
privacy-opinion = · Everything is judged on this machine first. What was not recognised or is merely suspicious is then, with numbers, links and accounts hidden, shown to an outside language model ({ $model }); it can only raise a doubt, and what it writes is marked as “written by AI”
privacy-voice = · Voice messages you send are passed as they are to an outside service ({ $model }) to be written down; I keep no recording. If you would rather not, please write instead

status = { $patterns ->
    [one] ✅ I am here. The library has one pattern (version { $version }).
   *[other] ✅ I am here. The library has { $patterns } patterns (version { $version }).
}
status-bound = This group belongs to: { $area }.
status-unbound = This group is not bound to an area yet: a grid worker can send /bind with the area's code here. Until then, reports go to the default officers on duty.

standing-advice =
    Until the police have reached you: send no money, give no codes, share no screen; keep the chat and the payment records. If you have paid, call 110 at once, then the number on the back of your bank card.
    Tell the officer the rest when they call; if it cannot wait, send /report with the words here.

nothing-to-ask = Please send me the suspicious words: copied, forwarded or as a screenshot. For example: “Customer service says I have a membership that costs 800 a month unless I install an app to cancel it”.
nothing-to-ask-group = Which message shall I look at? Reply to it with /ask, or write the words after @{ $bot }.
question-gone = This button no longer works. Please send me the words once more and I will look again.
courtesy-thanks = You're welcome. Asking once more means worrying less. Whenever you are unsure, send it to me.
courtesy-frightened =
    Don't panic, I am here. Stop for a moment, one thing after the other:
    · If you have paid, your screen is still shared, or they are still on the phone: hang up, call 110 now, then the number on the back of your bank card
    · If somebody threatens you, or you feel in danger: call 110, and tell the family around you
    · If it has not come to that: send me what they said and what they want you to do, and I will look right away
courtesy-hello = Hello, I am { $name }. When you are unsure about a message or call, send me the words and I will help you see.
unread-picture-unreadable = One picture could not be opened; perhaps it did not arrive completely. Please send it again, or type what it says.
unread-picture-too-big = One picture is too large for me to open. Please send a screenshot of the important part, or type what it says.
unread-picture-too-slow = One picture holds so much that I did not finish reading it. Please send a screenshot of the important part, or type what it says.
unread-picture-no-text = I found no text in one of the pictures. Tell me what they said and I will look right away.
unread-missing = One file did not reach me; perhaps the network is slow. Please send it again in a moment, or type what it says.
unread-recording = I cannot listen to recordings or watch videos yet. Please tell me in writing what they said and I will look right away.
unread-package = This is an installation package. Please do not install or open a package that somebody sends you in a chat; get the apps you need from your phone's own app store. If it is installed already, cut the network first and have family or an officer look at the phone with you. Send me what they said and I will go on helping.
unread-file = I cannot open files yet. Please do not open files from strangers either; send me what they said and I will help you see.
answer-unread-short = (Some pictures or files could not be read; this is about the rest)
no-such-command = There is no such command; please see /help
thanks-useful = Thank you, I am glad it helped.
thanks-wrong = Thank you for telling me, I have noted it. When in doubt, trust what the police and 96110 say.
why-sent = I have sent you the reasons in private
guest-title = Shouwang: is this a scam?
button-open-private = Ask me in private

pressed-report = Passed on to the local police (alert { $number })
pressed-report-again = You have reported this already (alert { $number }); the police have it
report-anonymous = You are writing anonymously in the group's name, so the police could not find you. Please press “Report to police” under an answer, or send me /report in private.
reported-picture = (a picture; ask the reporter for the original)
reported-recording = (a recording or video; ask the reporter for the original)
reported-package = (an installation package)
reported-file = (a file; ask the reporter for the original)
reported-contact = Contact: { $name }, phone { $phone }
reported-message = (a message without words; please ask the reporter for it)
reported-contents = What the picture or recording says: { $text }

group-welcome =
    Hello everybody, I am { $name }. I help you see whether something is a scam. I am run by { $owner } and serve { $area }.
    Reply to a suspicious message with /ask, or write @{ $bot } and the words. I do not speak unless I am called. What I keep: /privacy.
group-who-binds =
    Hello everybody, I am { $name }. I help you see whether something is a scam. I am run by { $owner }.
    One step is missing: would the grid worker of this neighbourhood please send /bind with the area's code here, so that I know which police station to turn to when somebody reports.
    You can use me now: reply to a suspicious message with /ask, or write @{ $bot } and the words. I do not speak unless I am called.
group-welcome-own =
    { $words }
    I am { $name }, run by { $owner }, and serve { $area }. Reply to a suspicious message with /ask, or write @{ $bot } and the words. I do not speak unless I am called. What I keep: /privacy.
group-who-binds-own =
    { $words }
    I am { $name }, run by { $owner }. One step is missing: would the grid worker of this neighbourhood please send /bind with the area's code here, so that I know which police station to turn to when somebody reports.
    You can use me now: reply to a suspicious message with /ask, or write @{ $bot } and the words. I do not speak unless I am called.
bound = Done: this group belongs to { $area }. When somebody reports, the police there are told.
bind-in-group = Please send /bind with the area's code in the group that you want to bind.
bind-which-area = Please write the area's code after /bind; the operator knows the codes.
bind-anonymous = You are writing anonymously, so I cannot tell which grid worker you are. Please switch anonymity off and send /bind again.
bind-not-allowed = Binding an area is for grid workers, officers and operators; please ask one of them to send /bind here.
bind-no-area = No area has this code; please check it with the operator.
bind-taken = This group is bound to an area already. To move it, please ask whoever is in charge of that area, or the operator.
bind-other-area = { $area } is not in your care; please ask a grid worker there, or the operator, to bind it.

apology = I am sorry, I could not handle your last message (code { $code }); the operator has been told. You can send it again later; if it is urgent, call 110.

command-start = Get to know Shouwang
command-help = How to use me
command-ask = Is this a scam? With the words, or as a reply
command-report = Report to the local police
command-privacy = What I keep
command-status = Am I here, and where does this group belong
command-bind = Bind this group to an area (grid workers)
command-settings = Settings: language, time of the case of the week (in groups for administrators)
command-remove = Send Shouwang away and delete the group's data (administrators)

bot-description =
    A suspicious message or call, and you are not sure whether it is a scam? Send me the words; I compare them with known patterns and tell you what to do now.
    If needed, press “Report to police”: the local officers on duty get it at once.
    I am a program, not a police officer; in an emergency call 110.
bot-short-description = Helps you see whether this is a scam; one press reports it to the local police. In an emergency call 110.
