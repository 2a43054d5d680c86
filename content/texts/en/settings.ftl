# A group's settings (/settings) and sending the bot away (/remove). For administrators of the group; in private, /settings is about one's own language.

settings-title = ⚙️ Settings of this group. Only its administrators can change them.
settings-area = Area: { $area }
settings-no-area = Area: not bound yet; a grid worker can send /bind with the area's code here
settings-language = Language: { $language }
settings-slot = Case of the week: { $slot }
settings-traits = People in this group: { $traits }
settings-introduction = Introduction: { $whose }
settings-watch = Listening: { $state }
settings-a-day = { $count ->
    [one] Unasked I post at most one message a day (case of the week, quiz and notices together); the rest waits for the next morning. Only urgent notices that somebody agreed to are exempt.
   *[other] Unasked I post at most { $count } messages a day (case of the week, quiz and notices together); the rest waits for the next morning. Only urgent notices that somebody agreed to are exempt.
}
settings-no-traits = not chosen yet
settings-introduction-own = the group's own words
settings-introduction-common = the common one
settings-on = on
settings-off = off
settings-slot-at = { $day } { $time }
settings-slot-common = { $at } (the common time)
settings-slot-none = none
settings-day-mon = Mon
settings-day-tue = Tue
settings-day-wed = Wed
settings-day-thu = Thu
settings-day-fri = Fri
settings-day-sat = Sat
settings-day-sun = Sun
settings-language-zh-Hans = 简体中文
settings-language-zh-Hant = 繁體中文
settings-language-en = English

settings-which-language = 🌐 Which language shall I speak in this group?
settings-which-slot = 📰 When shall the case of the week come? Now: { $slot }. First choose the day, then the hour; it counts from the next time.
settings-which-traits = 👥 Who is in this group? You may choose several. The case of the week suits them better, and notices find them.
settings-what-watch =
    👂 Listening: I also look at messages nobody called me for.
    · I speak only when I am nearly certain that it is a scam, at most once an hour, and where I can only to whoever wrote it
    · Messages in which I see nothing are not kept
    · It is off by default; when it is switched on, I say so in the group
    I must be an administrator to see these messages.
settings-words = 👋 When I join, I first say this, and then how to use me:

    { $words }
settings-words-house = 👋 The common introduction is in use: who I am, who runs me, how to use me. You can put the group's own words in its place.
settings-write = ✍️ Please reply to this message with what I shall say when I join (up to { $most } characters, no links, of numbers only 110 and 96110). How to use me and what I keep I add myself.
settings-words-kept =
    ✅ Noted. When I join, I first say this:

    { $words }
settings-words-unchanged = All right, the introduction stays as it is.
settings-remove =
    👋 Shall I leave? Press the button below, and I leave and delete what I keep of this group:
    · its title and settings, what was asked in it, its cases of the week and quizzes, and volunteers who signed up in it
    · alerts that were reported stay with the police and are deleted in time; they no longer name the group
    To have me back, just add me again; everything begins anew.
settings-own = 🌐 In which language shall I speak with you? (The language of a group is chosen by its administrators)

settings-admins-only = The settings are for administrators of this group. To change something, please ask one of them to send /settings.
settings-gone = This button no longer works; please send /settings again.
remove-in-group = An administrator can send /remove in the group that I shall leave.
removed = 👋 All right, I am leaving. The group's settings and what was asked in it are deleted. Thank you for your trust; if something is suspicious, ask 96110, and in an emergency call 110.
watch-cannot-hear = Please make me an administrator first, so that I can see messages nobody called me for; then press again.
watch-begins =
    👂 An administrator has switched on “Listening”: from now on I also look at messages nobody called me for.
    I speak only when I am nearly certain that it is a scam, at most once an hour; messages in which I see nothing are not kept. Administrators can switch it off with /settings at any time.
overheard = 👂 Nobody called me, but this message worries me a little:
overheard-aside = 👂 Only you can see this. Nobody called me, but that message worries me a little:

words-short = That is too short; please write a whole sentence.
words-long = This has { $size } characters, more than people will read; please cut it to { $most }.
words-link = There is a link in it ({ $link }) that is not on the official list. So that people get used to not tapping links, please leave it out.
words-number = There is a number in it ({ $number }). Scammers like to leave numbers, so only 110 and 96110 are written here; please leave it out.
words-private = It seems to hold a bank card number, an ID number or a payment code. To protect people's data, please leave it out.
words-scam = This reads much like what a scammer would say and can't be said in my name. Please put it differently.

settings-button-language = 🌐 Language
settings-button-slot = 📰 Case of the week
settings-button-traits = 👥 People
settings-button-words = 👋 Introduction
settings-button-watch = 👂 Listening
settings-button-remove = Send Shouwang away
settings-button-remove-yes = Leave and delete the group's data
settings-button-back = ← Back
settings-button-common = The common time
settings-button-none = No case of the week
settings-button-write = ✏️ Use the group's own words
settings-button-plain = Use the common introduction
settings-button-keep = Leave it as it is
settings-button-watch-on = Switch listening on
settings-button-watch-off = Switch listening off
