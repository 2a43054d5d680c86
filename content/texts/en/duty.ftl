# What the duty bot says to officers, duty leaders, grid workers and operators. Words in braces are filled in; please leave them as they are.

duty-description = Shouwang for people on duty: what residents report reaches the officers, duty leaders and grid workers of the area at once. To ask whether something is a scam, please use the Shouwang community bot in your group.
duty-short-description = Shouwang for people on duty: alerts, and who takes them
duty-command-start = Begin to receive alerts
duty-command-whoami = My role and area
duty-command-help = How to use this bot
duty-command-alerts = Alerts being dealt with
duty-command-status = Is the bot working

role-officer = Officer
role-leader = Duty leader
role-grid-worker = Grid worker
duty-role = { $name } · { $role } · { $area }

duty-welcome =
    Hello { $name }! This is the Shouwang duty bot. You are:
    { $roles }

    Alerts reach you here at once; please do not mute this chat.
duty-how-signing = When an alert comes, please press “Take it” as soon as you can: the first to press follows it up, and the others see at once who it is. Afterwards you can hand it over to a colleague, or mark it as a false alarm once you have checked. /alerts shows what is being dealt with at any time.
duty-how-grid-worker = When you are needed to look in on somebody and steady them, I will tell you right away; the officers take the alert itself.
duty-operator = You are an operator of this system: when nobody takes an alert, or a message cannot be handled, you will hear of it here. Please do not mute this chat.
not-enrolled = Hello, this is the Shouwang duty bot, for officers, duty leaders and grid workers. You are not enrolled yet: please ask your operator for an invitation link, open it and press Start. If they ask for your Telegram number, /whoami shows it.
code-unknown = This invitation code did not match; perhaps a few characters are missing. Please open the link you were given once more; if it still does not work, ask the operator for a new one.
code-expired = This invitation has run out. Please ask the operator for a new one and open it soon.
code-used = This invitation has been used already; each works only once. Please ask the operator for a new one.
code-too-many = { $limit ->
    [one] One invitation code has been tried within the hour; let's take a break. Please try again in an hour, or ask the operator to look at it with you.
   *[other] { $limit } invitation codes have been tried within the hour; let's take a break. Please try again in an hour, or ask the operator to look at it with you.
}

duty-whoami =
    You are:
    { $roles }
duty-whoami-nobody = You are not enrolled here yet. Your Telegram number is { $id }: give it to the operator, or ask the operator for an invitation link.

duty-help-signing =
    This is the Shouwang duty bot.
    · Alerts reach you at once; while nobody takes one, the next people are told, level by level
    · “Take it”: you follow it up; the first to press counts
    · “Hand over”: once taken, an alert can go to a colleague on the same line
    · “False alarm”: when you have checked; you are asked once more, then it is closed
    · “Details”: the words without anything hidden and what has happened; it cannot be forwarded
    · Once taken, each step is noted: first what you did, then how it went; the card suggests the next step and a script. Replying to the card adds a note
    Buttons can safely be pressed again.
    /alerts alerts being dealt with
    /followups follow-up calls that are due
    /duty who is on duty; swap, leave, hand over a shift
    /notice send a notice to groups
    /week case of the week: what comes next; replace, take back
    /review questions to check: residents asked what was not recognised, and you answer
    /rechecks alerts to review: a leader who had no part in a closed alert reviews it
    /status is the bot working
    /whoami my role and area
duty-help-grid-worker =
    This is the Shouwang duty bot. When you are needed to look in on somebody and steady them, I will tell you right away; the officers take the alert itself.
    /notice send a notice to groups: what to watch out for
    /week case of the week: what your community's groups will get
    /status is the bot working
    /whoami my role and area
duty-help-nobody = This bot is for enrolled officers, duty leaders and grid workers. To ask whether something is a scam, please use the Shouwang community bot in your group. To enrol, please ask your operator for an invitation link.

duty-status-alive = ✅ The duty bot is working; it is { $at }.
duty-status-alerts = Your areas: { $open } waiting to be taken, { $signed } taken and not closed yet.
duty-status-bots = Duty bot { $duty }, community bot { $community }.
duty-status-set-up = set up
duty-status-not-here = not set up on this machine

duty-alerts-none = Nothing is being dealt with in your areas right now.
duty-alerts-title = Alerts being dealt with, newest first; open one by its number:
duty-alerts-line = { $tier } { $number } · { $at } · { $what } · { $state }
duty-alerts-unknown = pattern not recognised yet
duty-alerts-open = waiting to be taken
duty-alerts-signed = taken by { $name }
duty-alerts-step = { $name } · { $step }: { $outcome }
duty-alerts-button = Open { $number }
duty-alerts-more = These are the latest { $shown } of { $total }.
duty-alerts-others = This list is for officers and duty leaders. When you are needed somewhere, I will write to you.

duty-button-sure = Yes, false alarm
duty-button-back = Back
duty-sure-wrong = Press “Yes, false alarm” once more and this alert is closed
duty-choose-colleague = Who shall take it over?
duty-colleague-away-mark = 🌙 { $name } (away)
duty-nobody-to-hand-to = There is no other colleague on this line right now
duty-colleague-gone = This colleague can no longer take it over; please choose again
duty-button-old = This button no longer works; please send /alerts and open the alert again

duty-details-title = 📋 { $tier } · Details of alert { $number }. Nothing is hidden here: for work on this case only, please do not pass it on.
duty-details-history = 🕘 What has happened
duty-details-line = { $at } { $what }
duty-details-sent = The details are below

duty-words-staff = I am here. Alerts come to this chat at once; for how to use it, send /help.
duty-words-nobody = This bot is for enrolled people on duty. To ask whether something is a scam, please use the Shouwang community bot in your group; in an emergency, call 110.
duty-in-group = I am the Shouwang duty bot and speak to people on duty in private only, so I will leave this group. Please add the Shouwang community bot instead.
duty-sorry = I am sorry, that did not work. The operator has been told (code { $code }). Please try again; if it is urgent, phone your colleagues.
operators-staff-unreachable = ⚠️ { $name } has stopped the duty bot and cannot receive alerts now. Please ask them to open it again and press Start.
