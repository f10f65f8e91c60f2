"""A spreadsheet on its way to enrolments, and how its headings and answers were mapped the last time.

Rows are kept encrypted and only until the import is applied or discarded, seven days at most.
"""

import uuid

from django.db import models

from mentorquilt.members.models import Member
from mentorquilt.programs import states
from mentorquilt.programs.models.programs import Cohort
from mentorquilt.records.text import EncryptedJSON


class RosterImport(models.Model):
    """One uploaded sheet: its rows (encrypted), the mapping in work, and what applying it did.

    A cohort has at most one sheet of each kind in work; a newer one takes the place of the older.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="imports")
    kind = models.CharField(max_length=8, choices=states.SheetKind)
    state = models.CharField(max_length=10, choices=states.ImportState, default=states.ImportState.MAPPING)
    filename = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    row_count = models.PositiveIntegerField(default=0)
    table = EncryptedJSON(null=True)
    mapping = EncryptedJSON(null=True)
    choices = EncryptedJSON(null=True)
    report = models.JSONField(default=dict)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "kind"],
                condition=models.Q(state__in=states.IMPORT_IN_WORK),
                name="one_sheet_in_work",
            ),
        ]

    def __str__(self) -> str:
        return self.filename


class RememberedMapping(models.Model):
    """What a heading or an answer was taken to mean, society-wide, offered for the next sheet."""

    kind = models.CharField(max_length=10, choices=states.RememberedKind)
    role = models.CharField(max_length=8, blank=True, default="")
    field = models.CharField(max_length=40, blank=True, default="")
    written = models.CharField(max_length=300)
    meaning = models.JSONField(default=dict)
    remembered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "role", "field", "written"], name="one_meaning_each"),
        ]

    def __str__(self) -> str:
        return self.written
