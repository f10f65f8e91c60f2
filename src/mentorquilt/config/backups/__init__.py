"""Backups: one encrypted file with the database, the media and a manifest, and the way back into an empty place.

``sealing`` encrypts, ``databases`` copies a database that people are writing to, ``making`` and ``restoring`` are
what the commands call. The keys of encrypted texts are never inside: whoever finds a backup and its key still reads
no private word.
"""
