"""What goes to many: the case of the week, notices, and the one pump that sends both."""
