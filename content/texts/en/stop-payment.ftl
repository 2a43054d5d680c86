# The stop-payment card: what is asked in private after a report, one question at a time, and what the police see of it.
# Each sentence puts 110 and the bank first; no pressure, no blame, every question can be skipped. Words in braces are filled in.

stop-head = 🆘 First call 110, then your bank; what you write below goes to the police at once.
stop-question = ({ $place }/{ $total }) { $question }
stop-how = Write what you know, in one sentence if you like; if you don't know, press “Skip”.
stop-noted = 📝 Noted: { $what }
stop-held = Noted already: { $value }. Write it again to change it, or press “Skip”.
stop-unclear = I did not understand this. Please write it like the example, or press “Skip”.
stop-past = This question is done; please see the last one below.
stop-proposed = 🖼 The picture shows: { $what }. Is that right?
stop-done = ✅ All noted, and given to the police. If something else comes to mind, press “Add payment details”.
stop-rests = ✅ That is a good place to stop; what you wrote is with the police. If something else comes to mind, press “Add payment details”.
stop-nothing-noted = It's fine to leave it empty. If something comes to mind, press “Add payment details” at any time.
stop-screen-now = 🆘 Switch off screen sharing now and leave the meeting; if you cannot, use flight mode or switch the phone off, and call 110 from another phone.

stop-doubt-card = 🔎 One digit of this card number ({ $value }) seems to be off; please compare it with the payment record. If it is right, press “It is right” or send it again, and I note it as it is.
stop-doubt-wallet = 🔎 One character of this wallet address ({ $value }) seems to be off; please copy it from the payment record again. If it is right, press “It is right” or send it again, and I note it as it is.
stop-doubt-phone = 🔎 This number ({ $value }) seems to have a digit too many or too few; please look again. If it is right, press “It is right” or send it again, and I note it as it is.
stop-doubt-link = 🔎 This address ({ $value }) seems incomplete; please look again. If it is right, press “It is right” or send it again, and I note it as it is.

stop-ask-account = To which account were you to send the money? A card number, an Alipay or WeChat account or a wallet address; the last digits alone will do. You can also send a screenshot of the payment.
stop-ask-bank = Which bank or platform is that account with? For example: China Construction Bank, Alipay.
stop-ask-amount = How much did you send? For example: 35000. If you have not sent anything, press “Not sent yet”.
stop-ask-time = When did you send it? With the minute, if you can, for example: today 21:03; or press one of the buttons.
stop-ask-channel = How did you send it? Press one, or write it.
stop-ask-phone = From which phone number do they contact you?
stop-ask-contact = What is their WeChat, QQ or platform account?
stop-ask-app = Which app did they have you install, or which link did you open? Write its name, or paste the link.
stop-ask-screen = Is your screen still being shared? Meetings and remote help count, too.
stop-ask-callback = On which number can the police reach you?

stop-field-account = Receiving account
stop-field-bank = Receiving bank or platform
stop-field-amount = Amount
stop-field-time = Time of payment
stop-field-channel = Way of payment
stop-field-phone = Their phone
stop-field-contact = Their account
stop-field-app = Their app or link
stop-field-screen = Screen sharing
stop-field-callback = Reporter's phone
stop-field-paid = Money sent or not

stop-choice-unpaid = Not sent yet
stop-choice-now = Just now
stop-choice-today = Today
stop-choice-yesterday = Yesterday
stop-choice-earlier = Earlier
stop-choice-mobile = Mobile / online banking
stop-choice-wechat = WeChat
stop-choice-alipay = Alipay
stop-choice-scan = QR code
stop-choice-counter = Bank counter
stop-choice-atm = ATM
stop-choice-cash = Cash
stop-choice-coins = Cryptocurrency
stop-choice-on = Still on
stop-choice-off = Switched off
stop-choice-never = Never shared

button-stop-open = Add payment details
button-stop-other = Go on with alert { $number }
button-stop-skip = Skip
button-stop-back = Previous question
button-stop-end = Stop here
button-stop-keep = It is right
button-stop-yes = Right
button-stop-no = Not right

stop-tail = ends in { $digits }
stop-unpaid = No money sent yet
stop-screen-on = Screen is still shared
stop-leads = Clues: { $what }
stop-summary-more = { $line } ({ $count } cards in all)

card-stop-payment = 🧾 Stop-payment card: { $line }
button-stop-payment = Payment details
button-copy-account = Copy the receiving account
button-copy-brief = Copy the key facts

stop-nothing = Nobody has filled in payment details yet; please contact the reporter.
stop-page-title = Payment details · Alert { $number } (as given by the reporter; please check with the person)
stop-page-reporter = Reporter: { $name }
stop-page-line = { $place }. { $field }: { $value }
stop-page-unchecked = { $line } (not verified)
stop-page-missing = Not given: { $what }
stop-page-open = To be asked in person: name, ID number, sending account and its bank, name of the receiving account, time and amount of each payment, receipts.
