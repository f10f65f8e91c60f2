"""Every mail is a row: written in the business transaction, rendered again until approved, delivered by the worker.

No request speaks SMTP. In demo mode "delivered" means: readable in the mailbox page.
"""
