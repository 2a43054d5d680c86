"""A simulated year of the case of the week: the real planner and pump against a line that breaks, in a process that is killed anywhere."""
