"""Pages that join rooms, by subject: homes, the demo's mailbox."""
