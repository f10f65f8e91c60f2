"""``mentorquilt check``: is this installation fit, and what should be done where it is not.

``sender`` asks the name servers about the sender's domain, ``findings`` looks at everything else, ``report`` puts
both together with an exit code.
"""
