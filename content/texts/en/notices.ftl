# Notices: what grid workers, officers and duty leaders write to groups.

duty-command-notice = Send a notice to groups
button-heard = Read, and told my family
notice-heard = Noted. Thank you for telling your family!
notice-heard-already = You have pressed this already, thank you!
notice-not-here = This notice is no longer here; thank you for looking

notice-post =
    📢 Anti-fraud notice · { $area }

    { $words }

notice-post-urgent =
    🔴 Urgent · Anti-fraud notice · { $area }

    { $words }

notice-urgent = 🔴 Urgent: goes out at once however much the groups have been told today, and begins with “Urgent”. Another officer or duty leader must agree; only for when people are being scammed right now and tomorrow is too late.
notice-judge-urgent = 🔴 Marked as urgent: not bound by how much a group is told a day. Please see whether it really can't wait until tomorrow.
notice-put-off = { $count ->
    [one] One of the groups has been told enough today; it gets it tomorrow morning
   *[other] { $count } of the groups have been told enough today; they get it tomorrow morning
}
notice-not-you = Notices are sent by enrolled grid workers, officers and duty leaders.
notice-not-yours = This notice is not in your area; the button did nothing
notice-own = For a notice of your own, please ask another colleague to look at it
notice-gone = This notice is no longer here; please begin again with /notice
notice-moved-on = This notice has already been handed in; please see /notice
notice-changed = The notice has just changed; please look once more before sending
notice-writer-left = The colleague who wrote this notice is no longer in charge of this area, so it cannot be sent
notice-no-second = For this audience another officer or duty leader must agree, and there is nobody to ask right now; please choose a smaller audience, or ask the operator
notice-file-gone = The picture or video could not be fetched; please send it again
notice-short = The notice is too short; please write a whole sentence
notice-long = The notice has { $size } characters, more than people will read; please cut it to { $most }
notice-link = The notice holds a link ({ $link }) that is not on the official list. So that residents get used to not tapping links, please leave it out and say where to go or whom to ask
notice-hidden-link = Some of the words hide a link ({ $link }). Scammers hide links like this, so notices do without; please write an official address openly, and leave any other out
notice-number = The notice holds a number ({ $number }). Scammers like to leave numbers in fake notices, so only 110 and 96110 are written here; to reach the community, please write “come to the office” or “ask me in the group”
notice-private = The notice seems to hold a bank card number, an ID number or a payment code. To protect people's data, please leave it out and send it again
notice-film-long = { $most ->
    [one] The video is too long; please cut it to one second
   *[other] The video is too long; please cut it to { $most } seconds
}
notice-large = The file is too large; please send one under 20 MB
notice-odd = You can send text, one picture, or a short video of up to a minute here
notice-album = A notice holds one picture or one video; the others were left out. For another one, press “Change the words” and send that one alone.
notice-edited-late = You have changed the message you wrote the notice with, but the notice has already been handed in, and groups will not see the change. For the new words, send /notice, press “Notices sent”, stop it or take it back, and write a new one.
notice-passed = The time it was meant for has passed, so nothing went out, and the page now says “now”. To send it now, press once more; for another time, press “Change the time” or “Ask for changes”
notice-time = I did not understand this time, or it has passed, or it is more than 30 days ahead. Please press a button, or write for example: 2026-11-28 19:00

notice-write =
    ✍️ Write a notice to groups: send the text, or a picture or a video of up to a minute with its text.
    Say three things: what happened, what to do, who most needs to know. No links; of numbers only 110 and 96110.
notice-write-again = You have one in the making; another message replaces its text or picture. To go on with it, press “See how it looks”.
notice-templates = 📝 Choose a sample; you can send it as it is, or put it in your own words and send them to me:
notice-words-for-picture = 🖼 Got it. Please add a sentence: older people who cannot read small print in a picture should learn from it what this is about.
notice-for-whom = 👥 For which groups?
notice-for-tags = 🏷 For groups with which people? You may choose several; a group that has one of them gets it.
notice-to = { $area } · { $kinds } · { $tags }: { $count ->
    [one] one group
   *[other] { $count } groups
}
notice-any-kind = groups of every kind
notice-any-tag = everybody
notice-doubtful = ⚠️ To the bot, this reads much like what a scammer would say. If it is a warning, begin it with “Warning” and nobody will mistake it; if you are sure, you can send it as it is.
notice-when = ⏰ When shall it go out? Press a button below, or write the time, for example: 2026-11-28 19:00 (within 30 days).
notice-ready = 👆 This is how groups will see it.
notice-goes-now = Time: now
notice-goes-at = Time: { $at }
notice-second = 🤝 A notice beyond one community or 20 groups goes out only when another officer or duty leader agrees. Press the button below and I will ask one.
notice-sent-back = ↩️ { $name } asks you to change it: { $reason }
notice-dropped = All right, this notice will not be sent; what you wrote is deleted.
notice-asked = ⏳ A colleague has been asked to look; once they agree it goes out as planned below, and I will tell you at once.
notice-judge = 🤝 { $name } has written the notice above. Please look: is it right, and for the right groups? Once you agree it goes out.
notice-why-not = ✍️ Please reply to this message and say what should be changed (up to { $most } characters).
notice-was-approved = ✅ { $name } has agreed; the notice is on its way.
notice-was-refused = ↩️ { $name } has asked the writer to change it.
notice-changed-since = This notice has changed; no need to look any more, thank you!
notice-approved = ✅ { $name } has agreed to your notice.
notice-refused = ↩️ { $name } has looked at your notice and asks you to change it: { $reason }
notice-expired = Nobody agreed to your notice for three days; it has lapsed and what you wrote is deleted. Please write it again with /notice, or ask a colleague in person.

notice-is-planned = 🗓 Notice { $id } goes out at { $at }.
notice-is-going = 📤 Notice { $id } is going out.
notice-is-done = ✅ Notice { $id } has gone out.
notice-is-stopped = ⏹ Notice { $id } has been stopped; what has not gone out stays here.
notice-is-recalled = ↩️ Notice { $id } is being taken back.
notice-was-recalled = ↩️ Notice { $id } has been taken back.
notice-report-area = { $area } · { $count ->
    [one] one group
   *[other] { $count } groups
}
notice-seconds-left = , about { $count ->
    [one] one second
   *[other] { $count } seconds
} to go
notice-minutes-left = , about { $count ->
    [one] one minute
   *[other] { $count } minutes
} to go
notice-sent = { $count ->
    [one] delivered to one group
   *[other] delivered to { $count } groups
}
notice-stays = { $count ->
    [one] still in one group
   *[other] still in { $count } groups
}
notice-left = { $count } to go
notice-failed = { $count } not delivered
notice-unknown = { $count } uncertain
notice-spared = { $count } not sent
notice-taken-back = { $count } taken back
notice-bare = { $count ->
    [one] One of the groups takes no pictures or films and got the words alone: { $groups }
   *[other] { $count } of the groups take no pictures or films and got the words alone: { $groups }
}
notice-missed = · { $group }: { $why }
notice-missed-more = { $count ->
    [one] · and one more group
   *[other] · and { $count } more groups
}
notice-reads = { $count ->
    [one] 👪 One person has read it and told their family
   *[other] 👪 { $count } people have read it and told their families
}
notice-why-stays = still there: older than 48 hours, or the bot may not delete it; an administrator of the group can
notice-why-blocked = takes no messages from the bot
notice-why-gone = the bot is no longer in the group
notice-why-moved = the group has moved and was not found yet
notice-why-muted = the bot may not write there; please ask the group's owner
notice-why-unpictured = the group takes no pictures or videos; tried again, the words go alone
notice-why-topic = the topic is no longer there
notice-why-refused = Telegram did not take it
notice-why-flood = Telegram asked us to wait
notice-why-line = the network was down
notice-why-held = waited too long for its turn
notice-why-full = the group had been told enough that day, and the next day would have been too late
notice-why-late = its time had passed, so it was not sent
notice-why-twice = merged with another group that has it
notice-why-crash = the machine stopped while sending; please look into the group whether it arrived
notice-why-uncertain = the network broke off; please look into the group whether it arrived
notice-why-error = something went wrong; please look into the group whether it arrived
notice-sure-recall = Taking back deletes this notice in groups where it is younger than 48 hours; older ones stay. Are you sure?
notice-sure-doubts = It is not certain whether these groups have it. Please look into them first: sent again, some may see it twice. Are you sure?
notice-list = 📒 The latest notices:
notice-line = { $id } · { $area } · { $words }
notice-none = No notice has been sent yet

notice-button-templates = 📝 Use a sample
notice-button-list = 📒 Notices sent
notice-button-open = Notice { $id }
notice-button-look = 👀 See how it looks
notice-button-drop = Don't send it
notice-button-back = Back
notice-button-wider = ⬆️ { $area }
notice-button-narrower = ⬇️ { $area }
notice-button-tags = 🏷 People
notice-button-words = ✏️ Change the words
notice-button-audience = 👥 Change the groups
notice-button-time = ⏰ Change the time
notice-button-plain = Without the picture
notice-button-anew = Write a new one
notice-button-send = 🚀 Send now
notice-button-later = 🗓 Send at that time
notice-button-ask = 🤝 Ask a colleague, then send
notice-button-take-back = Take it back to change it
notice-button-yes = Agree to send
notice-button-no = Ask for changes
notice-button-keep = Don't send it back
notice-button-stop = ⏹ Stop sending
notice-button-fresh = 🔄 How it stands now
notice-button-retry = Try the undelivered again
notice-button-doubts = Send the uncertain again
notice-button-again = 📆 Again next week
notice-button-recall = ↩️ Take back
notice-button-urgent = 🔴 Urgent
notice-button-sure = Yes, sure
notice-button-told = People in the group press this once they have read it; readers are counted, names are not kept
notice-at-tonight = Today 19:00
notice-at-morning = Tomorrow 9:00
notice-at-evening = Tomorrow 19:00
notice-at-week = In a week, 9:00
notice-at-now = Send right away
notice-kind-neighbourhood = Neighbourhood groups
notice-kind-workplace = Workplace groups
notice-kind-school = School groups
notice-tag-elderly = Older people
notice-tag-students = Students
notice-tag-parents = Parents
notice-tag-minors = Minors
notice-tag-accountants = Accountants
notice-tag-factory = Factory workers
notice-tag-merchants = Shopkeepers
notice-tag-travellers = Travellers
notice-tag-investors = Investors
notice-tag-job-seekers = Job seekers
notice-tag-drivers = Drivers
notice-tag-shoppers = Online shoppers
notice-tag-gamers = Gamers
notice-tag-singles = Singles
notice-tag-overseas = People abroad
