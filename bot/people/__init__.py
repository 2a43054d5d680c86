"""Who belongs where, how staff enrol, and what each person may demand of what is kept."""
