"""People: accounts, profiles, grants, needs, offers, hours, conflicts and exclusions.

Knows no program and no pairing: what a cohort or a pair adds to a person lives in the rooms above.
"""
