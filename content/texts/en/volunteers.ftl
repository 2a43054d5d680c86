# Volunteers: signing up and leaving, being asked to go and see, and what officers see of it.

kind-guard = Anti-fraud guard
kind-head = Neighbourhood contact
kind-unit = Workplace contact
kind-grid-worker = Grid worker
kind-volunteer = Volunteer

command-volunteer = Be willing to help look for neighbours or colleagues

volunteer-door = See in private
volunteer-in-group = Thank you for being willing to lend a neighbour or colleague a hand. Signing up is done in private, where nobody else sees it.
volunteer-no-group =
    Thank you for your kindness. I do not know yet which group you are in: please send /volunteer once in your neighbourhood or work group, then come back here.
    A grid worker must have bound that group to an area.
volunteer-invitation =
    When a neighbour or colleague is in the hands of a scammer and the phone is busy, a familiar face that arrives a little earlier often saves the money.
    Would you be willing to go and see when needed? Please choose what you are:
volunteer-which-group = In which group's area would you help?
volunteer-consent =
    Please read this before you decide:
    · You are: { $kind }; area: { $groups }
    · When you are asked: when the police look for a neighbour or colleague who may be in the hands of a scammer, and somebody should be there first. One person is asked at a time, the nearest first
    · What you will know: roughly where, and what to do. Not what the other side said, how much was sent, or who reported it
    · What you are asked to do: stay with the person, steady them, ask them to hang up and send nothing until the police arrive
    · What you are asked not to do: confront suspicious people, hold anybody or take their phone, keep anybody's money or cards, or tell others what you hear
    · You can say that you can't go at any time, without a reason; if you feel unsafe, leave and call 110
    · What we keep: your Telegram number, nickname (encrypted), role and groups. When you agree to go, the officer in charge sees your nickname
    · Send /volunteer at any time and press “Leave” to delete your sign-up
    Run by { $owner }. Do you agree?
volunteer-standing =
    Thank you! You are signed up as: { $kind }; area: { $groups }.
    When needed I will ask you here in private; if you can't go, just press “I can't”.
volunteer-left = You have left and your sign-up is deleted. Thank you; you are always welcome back.
volunteer-not = All right, you were not signed up. Thank you for reading; send /volunteer whenever you would like to join.
volunteer-button-all = Any of these groups
volunteer-button-join = I agree, sign me up
volunteer-button-not = Not now
volunteer-button-leave = Leave

plea =
    🙏 The police of { $station } would like to ask for your help.
    A neighbour (or colleague) may be in the hands of a scammer and cannot be reached. If you can, please go to { $place } and see: stay with them, steady them, ask them to hang up and send nothing until the police arrive.
    No need to argue or to ask questions. Please do not confront suspicious people or hold anybody; if you feel unsafe, leave and call 110.
plea-or-not = It is perfectly fine if you can't; please press “I can't”, so that I can ask the next person.
button-i-go = I'll go
button-i-cannot = I can't
button-not-after-all = I can't after all
plea-going = ✅ Thank you for going; the police know. Best take a neighbour along, and wait there for the police.
plea-declined = All right, no problem; thank you for telling me.
plea-taken = Somebody is on the way already; you need not go. Thank you!
plea-over = This is no longer needed. Thank you!
plea-thanks = This has come to an end. Thank you for lending your neighbour a hand. Please keep what you heard to yourself.
help-gone = This is no longer needed, thank you

button-volunteers = Ask volunteers
help-where =
    Ask volunteers to go and see (alert { $number }): those who agreed to help are asked one at a time, from the same group to the same community to the same station.
    They learn only the name of the community and the place you add, nothing of the report or of the person's accounts.
    To add a place (a building, a company gate), reply to this message with a sentence; otherwise press “Ask now”.
help-button-now = Ask now
help-button-back = Not now
help-button-stop = No longer needed
help-not-asked = All right, no volunteers were asked (alert { $number }).
help-begun = Volunteers are being asked, the nearest first (alert { $number }); I will tell you as soon as somebody agrees.
help-asking = { $count ->
    [one] Volunteers are being asked (alert { $number }): one so far, and nobody has agreed yet.
   *[other] Volunteers are being asked (alert { $number }): { $count } so far, and nobody has agreed yet.
}
help-accepted = { $name } has agreed to go (alert { $number }).
help-nobody = All volunteers nearby have been asked (alert { $number }), and nobody can go.
help-stopped = Stopped; everybody who was asked has been thanked (alert { $number }).
help-running = Volunteers are being asked already
help-nobody-near = Nobody nearby has agreed to help; please send somebody yourselves
help-not-now = Volunteers are asked while an alert is taken and the person has not been met
helped-going = 👣 { $name } has agreed to go (alert { $number }).
helped-back = { $name } can't go after all (alert { $number }); the next person is being asked.
helped-nobody = All volunteers nearby have been asked (alert { $number }), and nobody can go; please send somebody yourselves.

log-help-asked = { $name } asked volunteers for help
log-help-turn = Asked: { $kind }
log-help-unreachable = Could not be reached, asked the next: { $kind }
log-help-goes = Agreed to go: { $kind }
log-help-back = Agreed before, but cannot go after all: { $kind }
log-help-nobody = { $count ->
    [one] One person was asked, and nobody can go
   *[other] { $count } people were asked, and nobody can go
}
log-help-stopped = { $name } stopped asking volunteers
