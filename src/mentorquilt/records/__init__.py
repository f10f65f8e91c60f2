"""What every room writes down the same way: the audit trail, the access log, moves between states, encrypted
text, answers to forms sent twice, orders for long work, and the registers of jobs and personal data.

Open to higher rooms: ``actions`` (note, seen, answered_before), ``moves``, ``text``, ``jobs``, ``heartbeat``,
``personal`` and ``models``. Knows no other room; people are reached by name only.
"""
