"""States of cohorts, enrolments and imports, and the fixed choices of a program's rules."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Aim(models.TextChoices):
    """What a program is for (S-50)."""

    SKILLS = "skills", _("career and skills")
    ENGAGEMENT = "engagement", _("engagement in the society")


class ProgramScope(models.TextChoices):
    """Whom a program is for (S-15)."""

    NATIONAL = "national", _("the whole society")
    REGION = "region", _("some regions or chapters")
    SIG = "sig", _("a special-interest group")


class StageRule(models.TextChoices):
    """Which career stage a mentor must have (S-27)."""

    ANY = "any", _("any stage")
    LATER = "later", _("a later stage than the mentee")
    MID_OR_LATE = "mid_or_late", _("mid or late career, and later than the mentee")


class PlaceRule(models.TextChoices):
    """How far apart a pair must be (S-51)."""

    NONE = "none", _("anywhere")
    CITY = "city", _("different cities")
    REGION = "region", _("different regions or states")
    COUNTRY = "country", _("different countries")
    DISTANCE = "distance", _("at least a number of kilometers")


class CohortState(models.TextChoices):
    """Where a cohort stands."""

    PLANNED = "planned", _("planned")
    OPEN = "open", _("enrolling")
    CLOSED = "closed", _("enrolment closed")
    RUNNING = "running", _("running")
    FINISHED = "finished", _("finished")


COHORT_MOVES = {
    CohortState.PLANNED: {CohortState.OPEN},
    CohortState.OPEN: {CohortState.CLOSED, CohortState.PLANNED},
    CohortState.CLOSED: {CohortState.OPEN, CohortState.RUNNING},
    CohortState.RUNNING: {CohortState.FINISHED},
    CohortState.FINISHED: set(),
}


class EnrolmentRole(models.TextChoices):
    """The two roles of a cohort."""

    MENTEE = "mentee", _("mentee")
    MENTOR = "mentor", _("mentor")


class Origin(models.TextChoices):
    """How an enrolment came about."""

    IMPORT = "import", _("spreadsheet")
    COORDINATOR = "coordinator", _("coordinator")
    MEMBER = "member", _("the member")


class Attends(models.TextChoices):
    """Whether somebody comes to the annual meeting (S-34)."""

    UNKNOWN = "", _("not known yet")
    YES = "yes", _("yes")
    NO = "no", _("no")


class EnrolmentState(models.TextChoices):
    """Where an enrolment stands (M12)."""

    INVITED = "invited", _("invited")
    UNCONFIRMED = "unconfirmed", _("not confirmed yet")
    SUBMITTED = "submitted", _("sent in")
    APPROVED = "approved", _("approved")
    WAITING = "waiting", _("on the waiting list")
    MATCHED = "matched", _("matched")
    UNMATCHED = "unmatched", _("without a mentor this round")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REFUSED = "refused", _("declined")


_S = EnrolmentState
ENROLMENT_MOVES = {
    _S.INVITED: {_S.UNCONFIRMED, _S.SUBMITTED, _S.APPROVED, _S.WITHDRAWN},
    _S.UNCONFIRMED: {_S.SUBMITTED, _S.APPROVED, _S.WAITING, _S.WITHDRAWN, _S.REFUSED},
    _S.SUBMITTED: {_S.APPROVED, _S.WAITING, _S.WITHDRAWN, _S.REFUSED},
    _S.APPROVED: {_S.MATCHED, _S.UNMATCHED, _S.WAITING, _S.WITHDRAWN, _S.REFUSED},
    _S.WAITING: {_S.APPROVED, _S.WITHDRAWN, _S.REFUSED},
    _S.MATCHED: {_S.APPROVED, _S.WITHDRAWN},
    _S.UNMATCHED: {_S.APPROVED, _S.WAITING, _S.MATCHED, _S.WITHDRAWN},
    _S.WITHDRAWN: {_S.SUBMITTED, _S.APPROVED},
    _S.REFUSED: {_S.APPROVED},
}
UNDO_MOVES = {_S.APPROVED: {_S.SUBMITTED}}
"""What a coordinator may take back who approved the wrong person."""
IN_ROUND = frozenset({_S.APPROVED, _S.WAITING, _S.UNMATCHED})
RESULTS = frozenset({_S.MATCHED, _S.UNMATCHED})
LIVE = frozenset(
    {_S.INVITED, _S.UNCONFIRMED, _S.SUBMITTED, _S.APPROVED, _S.WAITING, _S.MATCHED, _S.UNMATCHED}
)


class ImportState(models.TextChoices):
    """Where a spreadsheet stands between upload and enrolments."""

    MAPPING = "mapping", _("headings and answers")
    CHECKED = "checked", _("checked")
    APPLIED = "applied", _("imported")
    DISCARDED = "discarded", _("discarded")


IMPORT_MOVES = {
    ImportState.MAPPING: {ImportState.CHECKED, ImportState.DISCARDED},
    ImportState.CHECKED: {ImportState.MAPPING, ImportState.APPLIED, ImportState.DISCARDED},
    ImportState.APPLIED: set(),
    ImportState.DISCARDED: set(),
}
IMPORT_IN_WORK = (ImportState.MAPPING, ImportState.CHECKED)


class SheetKind(models.TextChoices):
    """What a spreadsheet holds."""

    MENTEE = "mentee", _("mentees")
    MENTOR = "mentor", _("mentors")
    PAIRS = "pairs", _("earlier pairs")


class RememberedKind(models.TextChoices):
    """What was decided once and is offered again for the next sheet."""

    HEADING = "heading", _("heading")
    ANSWER = "answer", _("answer")
    GROUP = "group", _("institutions that are one")
    CITY = "city", _("city")
    DOUBLE = "double", _("two addresses of one person")
