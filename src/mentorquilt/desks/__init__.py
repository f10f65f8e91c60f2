"""Pages that join rooms: each role's home, the demo mailbox. Owns no table."""
