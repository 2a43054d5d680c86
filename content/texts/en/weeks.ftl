# /week in the duty bot: the plan of the case of the week, and why a story was chosen.

duty-command-week = Case of the week: look, change, take back

week-operator = the operator
week-not-you = The plan of the case of the week is for enrolled officers, duty leaders and grid workers.
week-not-yours = This group is not among those you may change: officers and duty leaders may change groups in their area and below, grid workers may look at their own community's.
week-unknown = This button has changed. Send /week for the latest plan.
week-over = That week is over. Send /week for the latest plan.
week-far = { $most ->
    [one] That is too early: plan at most one week ahead.
   *[other] That is too early: plan at most { $most } weeks ahead.
}
week-nobody = No group is in use here now.
week-begun = This edition is going out already and can't be changed. If it is wrong, you can take it back.
week-no-story = The library no longer has this story. Please choose another from the list.
week-told = This story was told within half a year, or waits for another week. Please choose another.
week-overtaken = Another editor changed this after you opened the page, so your press changed nothing. The page shows what stands now; press again to change it.
week-overruled = 📅 { $name } changed the case of the week of { $day } for “{ $place }”: { $what }. What you had decided for it no longer counts. Send /week for the plan as it is now.
week-overruled-story = now “{ $title }”
week-overruled-skip = none that week
week-overruled-auto = chosen automatically again
week-overruled-back = 📅 { $name } took back cases of the week of { $day }, one that you had chosen among them. Send /week to see in which groups.
week-nothing-out = Nothing has gone out here that could still be taken back.
week-changed = Changed
week-unchanged = It is like that already
week-recalling = Being taken back; you will hear how it went

week-day = { $month }/{ $day }
week-title = { $count ->
    [one] 📅 Case of the week · { $name }, one group
   *[other] 📅 Case of the week · { $name }, { $count } groups
}
week-line = Week of { $day }: groups { $groups }, stories { $stories }
week-line-out = , { $count } begun
week-line-wished = , { $count } decided by editors
week-how = Press a week to see its stories and why they were chosen. You can choose another, or none this week; what went out within 48 hours can be taken back.
week-look-only = Press a week to see what the groups of your community will get. To change it, please tell an officer or duty leader.
week-empty = No group in your area gets the case of the week yet.
week-of = { $count ->
    [one] 📅 Week of { $day } · { $name }, one group
   *[other] 📅 Week of { $day } · { $name }, { $count } groups
}
week-entry-coming = { $number }. “{ $title }” · groups: { $groups } · { $why }
week-entry-out = { $number }. “{ $title }” · groups: { $groups } · { $why }
week-entry-none = { $number }. None · groups: { $groups } · { $why }
week-nothing = Nothing is planned for this week.
week-story = 📰 “{ $title }”
week-no-case = 📭 No case this week
week-when = { $count ->
    [one] 🕘 From { $at }, one group
   *[other] 🕘 From { $at }, { $count } groups
}
week-at = 🕘 { $at }
week-which = { $more ->
    [0] 👥 { $groups }
   *[other] 👥 { $groups } and { $more } more
}
week-why = Why: { $why }
week-group = 👥 { $name } · week of { $day }
week-pick-group = { $count ->
    [one] The one group of the week of { $day }; press it to look and change:
   *[other] The { $count } groups of the week of { $day }; press one to look at it and change it alone:
}
week-pick-story = { $count ->
    [one] { $name } · week of { $day }: it may be one of these. What was told within half a year or waits for another week is left out; in brackets is how many groups may hear it, at most one.
   *[other] { $name } · week of { $day }: it may be one of these. What was told within half a year or waits for another week is left out; in brackets is how many groups may hear it, at most { $count }; the others get what they would have had.
}
week-story-line = { $number }. “{ $title }” · { $why }
week-no-other = There is no other story: all were told within half a year, or this edition is going out already.
week-sure-skip = { $count ->
    [one] Leave out the one group of the week of { $day } that has not had its case yet? You can give it back at any time.
   *[other] Leave out all { $count } groups of the week of { $day } that have not had their case yet? You can give it back at any time.
}
week-sure-recall = { $count ->
    [one] Take back “{ $title }”? Picture and quiz in one group are deleted for good, and nothing comes in their place this week.
   *[other] Take back “{ $title }”? Pictures and quizzes in { $count } groups are deleted for good, and nothing comes in their place this week.
}

week-state-count = { $state }: { $count }
week-state-planned = waiting
week-state-sending = being sent
week-state-card-sent = picture out, quiz to follow
week-state-quiz-sending = picture out, quiz being sent
week-state-sent = out
week-state-unknown = nobody knows whether it is out
week-state-failed = could not be sent
week-state-skipped = not sent
week-state-quiz-going = being taken back
week-state-card-going = being taken back
week-state-withdrawn = taken back

week-recalled = { $count ->
    [one] ↩️ Taken back in one group:
   *[other] ↩️ Taken back in { $count } groups:
}
week-recalled-gone = · deleted: { $count }
week-recalled-spared = · stopped before it went out: { $count }
week-recalled-stays = · could not be deleted (too old, or the bot has left): { $count }; please look into the group
week-recalled-doubtful = · not known: { $count }; please look into the group
week-recalled-left = · still being deleted: { $count }

week-quiz =
    Quiz: { $question }
    { $options }
    Explanation: { $why }

week-button-week = Week of { $day }
week-button-entry = { $number } “{ $title }”
week-button-none = { $number } Groups without a case
week-button-groups = 👥 By group, change one
week-button-all = 🔁 The same for the whole week
week-button-none-all = 🚫 None this week
week-button-other = 🔁 Another one
week-button-skip = 🚫 None this week
week-button-undo = ↩️ Back to automatic
week-button-look = 👀 See how it looks
week-button-recall = 🗑 Take back
week-button-fresh = 🔄 Refresh
week-button-sure = Yes
week-button-back = ⬅️ Back
week-button-weeks = ⬅️ All weeks
