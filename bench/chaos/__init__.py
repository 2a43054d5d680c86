"""Chaos: the real processes, a district that reports, officers who sign, and a demon that kills; then who was lost is counted.

`plan` says what happens when, all of it from one seed; `house` runs processes and database, `crowd` and `officers` are the people, `demon`
makes trouble. `record` gathers what the desk and the database hold at the end, `judge` says what is wrong with it, `run` puts it together.
"""
