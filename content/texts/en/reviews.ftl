# Questions to check: the card officers see in the duty bot, and what residents are told after an answer. Words in braces are filled in.

duty-command-review = Questions to check
review-title = 🔎 Question { $number } · { $area }
review-asked = { $count ->
    [one] 👥 Asked by one resident, last at { $at }
   *[other] 👥 Asked by { $count } residents, last at { $at }
}
review-said-scam = 🤖 We said: very likely a scam ({ $pattern }); somebody says that is not right
review-said-unsure = 🤖 We said: suspicious, looks like “{ $pattern }”; somebody says that is not right
review-said-clear = 🤖 We said: no known scam pattern found; somebody says that is not right
review-said-scam-unknown = 🤖 We said: very likely a scam; somebody says that is not right
review-said-unsure-unknown = 🤖 We said: suspicious, without recognising the pattern
review-said-clear-unknown = 🤖 We said: no known scam pattern found; somebody says that is not right
review-more = { $count ->
    [one] One more is waiting.
   *[other] { $count } more are waiting.
}
review-none = No question is waiting. What residents ask and we do not recognise, or call not right, comes here.
review-none-left = You have seen them all, thank you. Those you skipped come back with /review.
review-which = Of which kind is it?
review-answer-scam = Your answer: a scam, of the kind “{ $kind }”
review-answer-fine = Your answer: not a scam
review-advice-none = Your words to residents: none; they get the library's advice
review-advice-is = Your words to residents: “{ $advice }”
review-how-to-advise = To add a sentence for residents, reply to this message (up to { $most } characters, no links, of numbers only 110 and 96110). Press “Send”, and everybody who asked gets it once.
review-sent = Noted; the residents who asked are being told
review-answered-already = { $name } has answered this already
review-ruled = ✅ Answer by { $name }: { $outcome }
review-ruled-scam = a scam ({ $kind })
review-ruled-fine = not a scam
review-told = 📨 Told in { $told } places, not delivered in { $failed }
review-over = Nobody is waiting for this answer any more.
review-button-scam = A scam
review-button-fine = Not a scam
review-button-skip = Unsure, skip
review-button-other = Another kind
review-button-send = Send
review-button-next = Next
review-button-old = This button no longer works; please send /review again
review-not-yours = Questions to check are answered by officers and duty leaders of the area
review-gone = This one is past the time it is kept; the words are deleted
review-advice-length = Please write 1 to { $most } characters for residents
review-advice-number = Please write no numbers or accounts to residents; of phone numbers only 110 and 96110
review-advice-link = Please write no links to residents
review-advice-blame = This sentence could make somebody feel blamed; please put it differently
review-wave =
    { $count ->
        [one] 🌊 Perhaps a new trick: one resident has asked what the library does not recognise.
       *[other] 🌊 Perhaps a new trick: within two hours { $count } residents asked much the same, and the library does not recognise it.
    }
    💬 In their words: { $words }
    Answer it with /review (question { $number }); everybody who asked will be told.

# What residents get after an answer: nobody's name, and in a group no more than four hundred characters.
correction-in-private = About “{ $quote }”, which you asked
correction-in-group = About “{ $quote }”, which was asked in this group
correction-scam = 📣 { $where }: the police have checked. It is a scam{ $kind }. Please don't react, and if you are in touch with them, stop now.
correction-scam-sorry = 📣 { $where }: I said that I found no known scam pattern. That was wrong, and I am sorry. The police have checked: it is a scam{ $kind }. Please stop now.
correction-fine = 📣 { $where }: the police have checked. It is not a scam.
correction-fine-sorry = 📣 { $where }: I said that it was very likely a scam. That was wrong, and I am sorry for the trouble. The police have checked: it is not a scam.
correction-kind-pattern = , called “{ $pattern }” ({ $family })
correction-kind-family = , of the kind “{ $family }”
correction-advice = 👮 The police say: { $advice }
correction-fine-advice = 👉 If it ever comes to paying first, giving a code or sharing your screen, please ask again, or call 96110.
correction-lost-money = If money has gone out, call 110 at once and ask for an emergency stop-payment.
