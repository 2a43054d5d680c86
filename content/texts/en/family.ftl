# A relative to contact: residents may leave one, so that family can call when the police try to stop a scam.
# Words in braces are filled in; please leave them as they are, and commands too.

command-family = Leave a relative who can help if I am being scammed

family-door = See in private
family-in-group = A relative is left in private chat, where nobody else can see it.
family-invitation =
    What scammers fear most is somebody at your side.
    They often say “don't tell your family” and keep the line busy, so that family who would help do not know. You can leave a relative you trust here: if it ever turns out that you yourself are being scammed in something you reported, the police can ask them to call you at once and stay with you.
    · They are contacted only while the police deal with an alert you reported; otherwise nobody disturbs them
    · They are only asked to “call you at once, stay with you and not blame you”; not told how much was sent, or to whom
    · You decide: contact them whenever there is danger, or ask you first each time. If you chose to be asked, only an officer who judges it urgent and writes down why can go ahead without your answer
    · Each contact is recorded, and you are told once the alert is closed
    · Send /family at any time to look, change or withdraw; /forget deletes it too, and so does a year without a visit
    Please leave a relative you know in person. If somebody on the phone or online tells you whom to leave, that somebody is probably the scammer.
family-standing = The relatives you left:
family-line-telegram = · { $name } (agreed here), { $terms }
family-line-phone = · { $name }, phone { $phone }, { $terms }
family-line-waits = · { $name }: has not agreed yet; the link works for three days
family-line-left = · One relative said no this time, or no longer does it
family-terms-always = contact when there is danger
family-terms-ask = ask me first each time
family-of = You are the relative to contact for { $names }. If they are being scammed and the police need you, I will tell you here.
family-button-invite = Ask a relative to agree here
family-button-number = Leave a relative's phone number
family-button-ask = Ask me first each time: { $name }
family-button-always = Contact when there is danger: { $name }
family-button-renumber = Change the number: { $name }
family-button-withdraw = Withdraw: { $name }
family-button-leave = No longer be there for { $name }
family-forward = Please forward the message below to your relative. They open it and press “I'm willing”, and that is all. It works for three days, and once.
family-card =
    👪 I am { $owner }, and I would like you to be the relative to contact for me.
    If I am ever being scammed and the police are helping me, they may ask you to call me at once and stay with me. Otherwise nobody disturbs you, and you can leave at any time.
family-card-button = Open and see
family-asked =
    { $owner } would like you to be the relative to contact.
    · When: when the police are helping { $owner }, who may be in the hands of a scammer
    · What you are asked to do: call { $owner } at once, better still go there; stay, steady them, ask them to hang up and send nothing, and do not blame them
    · What you will know: whom to call. Not how much was sent, nor who the other side is
    · What we keep: your Telegram number and nickname (encrypted). Send /family and leave at any time to delete them
    Are you willing?
family-button-yes = I'm willing
family-button-no = Not now
family-agreed = Thank you. { $owner } has one more person at their side, and scammers one chance less. You can leave at any time with /family.
family-refused = All right, no problem. Nothing about you was kept.
family-number-how =
    Please reply to this message with what you call them and the number, for example: daughter Min, followed by the number.
    It is kept encrypted; only an officer who is helping you can see it when needed, and each time is recorded. It is best to tell your relative first.
family-number-back = Not now
family-number-not = All right, nothing was kept. Send /family whenever you would like to.
family-number-noted = Noted. The number is kept encrypted and nobody sees it in ordinary times. It is best to tell your relative, so that a call from the police or from home does not frighten them.
family-withdrawn = Withdrawn and deleted.
family-left = You have left and your details are deleted. Thank you for having been there.
kin-news-agreed = 👪 { $name } has agreed to be your relative to contact. To change or withdraw this, send /family.
kin-news-left = A relative you asked said no this time or no longer does it; their details are deleted. To ask another, send /family.
kin-somebody = a relative
kin-owner = your relative

kin-enough = { $most ->
    [one] You can leave one relative. To change, please withdraw that one first.
   *[other] You can leave up to { $most } relatives. To change one, please withdraw one first.
}
kin-gone = This has just changed; please send /family to look again
kin-link-gone = This link has been used or is older than three days. Please ask your relative to send /family for a new one.
kin-own-link = This is for your relative. Please forward that message to them, and let them open it.
kin-no-number = I saw no phone number. Please write what you call them and a number, for example: daughter Min, followed by an 11-digit mobile number.

kin-call =
    🙏 The police of { $station } would like to ask for your help.
    { $owner } may be in the hands of a scammer. Please call { $owner } now, better still go there: stay with them, ask them to end other calls and send nothing until the police arrive.
    Please do not blame or question. If you cannot get through, ask the nearest relative to go and see; if you feel there is danger, call 110.
    The police will never ask you for money or a code.
kin-button-yes = I'll call now
kin-button-later = A bit later
kin-button-lost = No answer
kin-button-how = How to begin
kin-said-yes = ✅ Thank you, the police know. Take your time; listen first.
kin-said-later = All right, the police know. Please do it as soon as you can; you can press “I'll call now” at any time.
kin-said-lost = The police know that there was no answer. Please try other relatives or neighbours, and go and see if you can.
kin-how = You could begin like this: { $text }
kin-call-over = This is no longer needed, thank you
kin-leave = 👪 The police who are helping you would like { $name } to call you and stay with you. Nobody will say how much you sent, or to whom. Is that all right?
kin-leave-yes = Yes
kin-leave-no = Not now
kin-leave-given = Thank you, the police know. When your relative calls, please pick up.
kin-leave-refused = All right, as you wish; the police know. Please send no money until they arrive.
kin-over-relative = There is nothing more you need to do about this for now, thank you. Please don't blame them; be there for them.
kin-over-owner = This is no longer needed, thank you.
kin-over-officer = 👪 The relative's phone number has been taken back.
kin-owner-consent = What you reported has been dealt with. While working on it the police contacted { $name }, as you had wished. To change or withdraw this, send /family. Thank you; your family cares for you.
kin-owner-order = What you reported has been dealt with. It was urgent, so the police wrote down why and contacted { $name } without asking you first; this is in the record. To change or withdraw this, send /family.

button-kin = Contact family
kin-choose = 👪 Alert { $number }: the relatives the reporter left. First make sure the reporter is the person in danger, then ask family.
kin-line = · { $name } of { $owner } ({ $way }, { $terms }){ $state }
kin-line-fresh = { $line } ⚠️ left within three days before the alert: first make sure they are family
kin-way-telegram = I ask them to call
kin-way-phone = left a phone number
kin-state-leave = : the person is being asked
kin-state-allowed = : the person agreed
kin-state-refused = : the person did not agree
kin-state-asked = : asked, waiting for an answer
kin-state-accepted = : will call at once
kin-state-later = : later, or no answer yet
kin-state-failed = : could not be reached
kin-state-shown = : number has been shown
kin-button-call = Ask { $name } to call
kin-button-show = Show the number of { $name }
kin-button-leave = Ask the person first
kin-button-not = Not now
kin-ask-first = The person wishes to be asked before { $name } is contacted
kin-why-how =
    Alert { $number }: the person wishes to be asked before { $name } is contacted.
    · If there is time: press “Ask the person first”
    · If it is urgent and there is no time, or the scammer controls the person: reply to this message with the reason, and { $name } is contacted at once. The reason goes into the record, and the person is told after the alert
kin-why = Please write the reason (a few words at least); it goes into the record
kin-none = The reporter left no relative, or has withdrawn them
kin-not-now = Family is contacted while an alert is taken and not closed
kin-refused = The person did not agree that { $name } is contacted; if it is urgent, write the reason
kin-leave-asked = The person is being asked; I will tell you the answer
kin-being-asked = { $name } is being asked to call; I will tell you the answer
kin-accepted = { $name } has agreed to call at once
kin-later = { $name } said later, or got no answer
kin-number-above = You have been sent the number already; please look above
kin-number-shown = The number of { $name } is below
kin-number = 👪 Alert { $number }, phone number of { $name }: { $phone }. Please say who you are; only ask them to call and stay with the person, and say nothing of the case. It is taken back when the alert closes, or after a day.
kin-not-called = All right, family was not contacted (alert { $number }).
kin-told-yes = 👪 { $name } will call the person at once (alert { $number }).
kin-told-later = 👪 { $name } will call later (alert { $number }); please don't wait for this alone.
kin-told-lost = 👪 { $name } got no answer (alert { $number }); please go on with the visit.
kin-told-unreachable = 👪 { $name } could not be reached (alert { $number }); please try another relative, or go there.
kin-told-unasked = 👪 The person could not be asked (alert { $number }). If it is urgent, press “Contact family” and write the reason.
kin-told-allowed = 👪 The person agrees that { $name } is contacted (alert { $number }); to see the number, press “Contact family” again.
kin-told-refused = 👪 The person does not agree that { $name } is contacted (alert { $number }).

log-kin-asked = { $name } contacted family (the person agreed)
log-kin-ordered = { $name } contacted family without waiting for the person, because:
log-kin-leave = { $name } asked the person whether family may be contacted
log-kin-allowed = The person agreed that family is contacted
log-kin-refused = The person did not agree that family is contacted
log-kin-accepted = Family will call at once
log-kin-later = Family said later, or got no answer
log-kin-unreachable = Family could not be reached
