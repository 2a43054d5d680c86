# Case of the week

bulletin-card =
    📰 Case of the week · { $title }

    { $story }

    🚩 Remember this: { $flag }
    If something like it happens to you, ask your family or the grid worker first, or call 96110; if money has gone, call 110 at once.
    ({ $basis })
bulletin-why-season = it is the season
bulletin-why-quiz = many were unsure in the quiz of this kind
bulletin-thanks = { $count ->
    [one] 🌱 Last month the group's quizzes had one answer. Thank you for helping everybody see clearly.
   *[other] 🌱 Last month the group's quizzes had { $count } answers. Thank you for helping each other see clearly.
}
bulletin-why-tags = it suits the people in this group
bulletin-why-turn = it is this kind's turn

# The picture of the case of the week
poster-series = Shouwang · Case of the week
poster-other = Other tricks
poster-flag = Remember this
poster-ask = Ask yourself
poster-unsure = Unsure? Ask police
poster-unsure-number = 96110
poster-paid = Paid? Call police
poster-paid-number = 110
bulletin-why-near = { $count } people nearby met this kind within four weeks
bulletin-why-off-season = out of season
bulletin-why-wish = chosen by { $name }
bulletin-why-skip = { $name } decided: none this week
bulletin-why-spent = no story is left that was not told within half a year
bulletin-why-instead = the editor's story was told here within half a year; instead: { $why }
