# What is said in answer to “Is this a scam?”. Words in braces are filled in; please leave them as they are.

answer-scam = 🔴 Very likely a scam
answer-scam-named = 🔴 Very likely a scam: { $pattern } ({ $family })
answer-unsure = 🟡 Suspicious: send no money yet
answer-unsure-named = 🟡 Suspicious: send no money yet. It looks like: { $pattern } ({ $family })
answer-unsure-between = 🟡 Suspicious: send no money yet. Is it more like “{ $first }” or “{ $second }”? One answer will tell.
answer-clear = 🟢 No known scam pattern found (which does not mean it is safe)
answer-clear-advice = If anybody wants you to send money, give a code, share your screen or install something you do not know: stop for a moment, ask your family, or call 96110. When in doubt, send me their exact words and I will look again.
answer-clear-bare = A link or a number alone tells little: websites can be copied and caller numbers faked. Don't tap it, call it or fill anything in yet. Send me what they said and what they want you to do, and I will go on from there; if it is real, you will find it in the official app.
answer-reason = · “{ $quote }”: { $why }
answer-reason-model = · “{ $quote }”: { $why } (written by AI, for reference only)
answer-model-doubts = this sounds doubtful; first make sure who they are and what they want
answer-now = 👉 What to do now: { $advice }
answer-red-flag = 🚩 Remember this: { $flag }
answer-ask-yourself = ❓ One more question to ask yourself: { $question }
answer-asks-back = ❓ Just one question: { $question }
answer-lookalike = ✅ Not the same thing: { $what }. { $tell }
answer-source = Based on: { $source }
answer-unread = ({ $what })

advice-contacted = Don't react, don't add them, don't tap links; talk it over with your family.
advice-engaged = Let it end here: pay nothing more, tell nothing more, and keep the chat.
advice-remote = Cut the network or switch the phone off, call 110 from another phone, then have your card blocked through the number on its back.
advice-paid = Stop paying now. Call 110 to report it and ask for an emergency stop-payment, and call your bank.
advice-after = Keep the records and report it at the police station; whoever wants a fee to get your money back is a scammer too.

emergency-card =
    🆘 Four things first, one after the other:
    1. Stop: send nothing more, type no more codes
    2. Hang up: end the call, leave the meeting, switch off screen sharing; if you cannot, use flight mode or switch the phone off
    3. Report: call 110 from another phone and say “I have just been scammed, please stop the payment”
    4. Bank: call the number on the back of your card and have the card blocked
    Right after a payment, speed matters most. This is not your fault, and stopping now is winning.
# Said while the money is still there; for money that has gone there is the emergency card above.
warning-card =
    ⚠️ The money has not gone yet, so nothing is lost. First do this:
    1. Stop: send no money, give no codes, type no passwords
    2. Hang up: end the call, leave the meeting, switch off screen sharing
    3. Check: call the person or the office on a number that you saved yourself; when unsure, ask 110 or 96110
    4. If you have paid after all: call 110 at once, then the number on the back of your bank card
    You did the right thing by stopping to ask.
warning-short = ⚠️ Send no money, hang up, switch off screen sharing; when unsure, call 110. The local police have your report.
emergency-short = 🆘 Stop paying, hang up, switch off screen sharing, call 110 now for an emergency stop-payment, then your bank to block the card.
emergency-too = 🆘 Stop paying, hang up, switch off screen sharing, call 110 for an emergency stop-payment, then your bank. Next press “Report to police”: the local police get it at once.

button-in-danger = I've paid / I'm on the call
button-report = Report to police
button-why = Why
button-useful = Helpful
button-wrong = Not right
button-yes = Yes
button-no = No
button-unknown = Not sure

# One question back when it is unclear, to be answered by yes, no or not sure. Keep the meaning: the answer is judged again.
fact-screen = Do they want you to install a meeting app, share your screen, or let them operate your phone from afar?
fact-account = Do they want you to move money to an account they name, to have it “checked”, “verified” or “kept safe”?
fact-pay = Do they want you to pay first, or to pay for something in advance, before you have got anything?
fact-secret = Do they want you to keep it from your family, or not let you hang up?
fact-code = Do they want a verification code, your payment password or your card's PIN?
fact-borrow = Do they want you to take out a loan and then send that money on?
fact-lend = Do they want to use your bank card, phone or account to take in or pass on money for others?
fact-stuck = Is there money in it that you cannot take out unless you pay again?
fact-nude = Do they demand money over private videos or pictures of you, or over your contacts?
fact-profit = Have they spoken of sure or high returns, or of a teacher who makes you money?
fact-tasks = Are you to like posts, place orders or do tasks for a commission?
fact-refund = Do they say they will refund you, compensate you, or cancel a membership for you?
fact-office = Do they say they are the police, a court or another office, and that you are suspected of something?
fact-known = Do they say they are your boss or somebody you know, with a new number?
fact-unmet = Did you meet online, and have you never met in person?
fact-came = Did they approach you first, without your knowing them before?
fact-only-asker = This question is for the person who asked. If it has happened to you too, just send me the words.
fact-noted = Thank you, I have looked again
