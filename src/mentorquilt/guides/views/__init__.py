"""Pages of guides: the library for readers, writing for staff."""
