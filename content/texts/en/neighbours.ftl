# Persuading a neighbour: beginning, each turn, end, and the invitation by the police. What neighbours say is in content/neighbours/.
# Words in braces are filled in; please leave them as they are.

command-practice = Help a neighbour who is about to send money (in Chinese)
button-neighbour = 🏠 Now you persuade a neighbour
neighbour-in-group = A few neighbours are waiting for your advice. This is played in Chinese and in private, where nobody sees what you say.

neighbour-street =
    🏠 Persuade a neighbour
    These people are made up, but what happens to them happens to somebody every day. They are about to send the money; try to talk them out of it. They speak Chinese: what they say, and the sentences to press, are in Chinese, and they understand what you write in Chinese.
    Whom will you see first?
neighbour-button-visit = { $name }: { $about }
neighbour-button-go-on = Go on with { $name }
neighbour-button-street = See other neighbours
neighbour-button-rest = Leave it for now
neighbour-button-yes = Yes, I'll go and see
neighbour-button-not = Another time

neighbour-title = 🏠 { $name }
neighbour-how = What do you say to { $name }? It goes on in Chinese: press a sentence, or write your own. It doesn't matter if it goes wrong.
neighbour-says = { $name }: { $line }
neighbour-you = You: { $words }
neighbour-gauge = Getting through: { $dots }
neighbour-rests = All right, { $name } is waiting here; come back in a few days if you like. /practice leads to { $name } too.
neighbour-past = You have said this already; please look at the last message
neighbour-gone = This neighbour is not at home any more. Send /practice to see others.
neighbour-declined = All right. Send /practice whenever you would like to.

neighbour-yours = 💬 You have just said to { $name }: “{ $words }” Please say it to yourself, too.
neighbour-not-yours = 💬 One more thing that could be said to { $name }: “{ $words }” Please keep it for yourself, too.
neighbour-why = Why it works: { $why }
neighbour-lessons = Next time you could try:
neighbour-lesson =
    · “{ $words }”
    { $why }
neighbour-close =
    This was a made-up story, so that you have a sentence ready when it really happens.
    If there is money you are about to send: no hurry, let it sleep in the account for one more night. To talk it over, call 96110; if it has gone, call 110 at once, then the bank.

neighbour-invitation =
    🏠 The police of { $station } would like to ask you a small favour.
    A made-up neighbour, { $name }, is about to send money; would you try to talk them out of it? It takes a few minutes, goes on in Chinese, and nobody but you sees what you say.
    It is fine if you would rather not.

button-invite-neighbour = Ask the resident to persuade a neighbour
neighbour-asked = The resident who reported has been asked to persuade a neighbour, this once; what they say is seen by none of us (alert { $number })
neighbour-asked-already = This alert's resident has been asked once; they are not disturbed again
neighbour-nobody = The resident who reported has deleted their records and cannot be asked
neighbour-unreached = The resident who reported could not be asked (alert { $number }): they have never opened a private chat, or closed it
log-neighbour-invited = { $name } asked the resident to persuade a neighbour
