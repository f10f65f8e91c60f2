"""Makers of rows for tests; nothing happens that a test did not ask for."""
