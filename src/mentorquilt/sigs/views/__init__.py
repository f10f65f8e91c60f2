"""Pages of groups, by subject: the groups, private marks, what the office changes."""
