"""Programs with their rules, the annual meeting, and cohorts with their dates."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from mentorquilt.members.models import Member, Profile
from mentorquilt.programs import states
from mentorquilt.sigs.models import SigMember

MENTEE_STAGES = ["student", "resident", "fellow", "early", "mid"]
MENTOR_STAGES = ["early", "mid", "late", "retired"]


def default_mentee_stages() -> list[str]:
    """Return the stages that may enrol as mentee unless a program says otherwise."""
    return list(MENTEE_STAGES)


def default_mentor_stages() -> list[str]:
    """Return the stages that may enrol as mentor unless a program says otherwise."""
    return list(MENTOR_STAGES)


def _quoted(name: str) -> Concat:
    """Return a value as it stands in a list of text kept as JSON."""
    return Concat(Value('"'), F(name), Value('"'))


class Programs(models.QuerySet["Program"]):
    """Programs, asked whom they are for in the query itself, so that lists of them cost no more for it."""

    def meant_for(self, member: Member) -> Self:
        """Return the same programs with ``fits_her``: whether scope and stages take this member (S-03, S-15).

        A stage that is not known yet passes and is asked for later; a region or group that is not hers does not.
        """
        profile = Profile.objects.filter(member=member)
        hers = {
            f"her_{name}": Coalesce(Subquery(profile.values(name)[:1]), Value(""))
            for name in ("stage", "region", "country")
        }
        lists = {
            "regions_text": Cast("regions", models.TextField()),
            "mentees_text": Cast("mentee_stages", models.TextField()),
            "mentors_text": Cast("mentor_stages", models.TextField()),
        }
        groups = SigMember.objects.filter(member=member).values("sig")
        in_scope = Q(scope=states.ProgramScope.NATIONAL) | Q(scope=states.ProgramScope.SIG, sig__in=groups)
        for place in ("her_region", "her_country"):
            in_scope |= Q(scope=states.ProgramScope.REGION, regions_text__contains=_quoted(place))
        at_stage = Q(her_stage="") | Q(mentees_text="[]") | Q(mentors_text="[]")
        for stages in ("mentees_text", "mentors_text"):
            at_stage |= Q(**{f"{stages}__contains": _quoted("her_stage")})
        return self.alias(**hers, **lists).alias(
            fits_her=ExpressionWrapper(in_scope & at_stage, output_field=models.BooleanField())
        )


class Program(models.Model):
    """A lasting scheme with its own aim and rules (S-45, S-49). Rules are frozen into each round when it is ordered."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    aim = models.CharField(_("aim"), max_length=12, choices=states.Aim, default=states.Aim.SKILLS)
    summary = models.TextField(_("what it is"), max_length=2000, blank=True, default="")
    contact = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True, default="")
    contact_email = models.EmailField(_("contact's address"), blank=True, default="")
    contact_phone = models.CharField(_("contact's phone"), max_length=40, blank=True, default="")
    months = models.PositiveSmallIntegerField(
        _("length in months"), default=9, validators=[MinValueValidator(1), MaxValueValidator(36)]
    )
    mentee_stages = models.JSONField(_("who may enrol as mentee"), default=default_mentee_stages)
    mentor_stages = models.JSONField(_("who may enrol as mentor"), default=default_mentor_stages)
    stage_rule = models.CharField(
        _("mentor's career stage"),
        max_length=12,
        choices=states.StageRule,
        default=states.StageRule.MID_OR_LATE,
    )
    place_rule = models.CharField(
        _("how far apart"), max_length=10, choices=states.PlaceRule, default=states.PlaceRule.NONE
    )
    min_distance_km = models.PositiveIntegerField(_("least distance in kilometers"), default=0)
    different_institution = models.BooleanField(_("never the same institution"), default=True)
    language_in_common = models.BooleanField(_("a language in common"), default=True)
    bar_earlier = models.BooleanField(_("no earlier pairs again"), default=True)
    min_shared_minutes = models.PositiveIntegerField(_("least shared hours a week, in minutes"), default=0)
    types = models.JSONField(_("mentor types"), default=list, blank=True)
    types_must_meet = models.BooleanField(_("a wanted mentor type must be met"), default=False)
    most_places = models.PositiveSmallIntegerField(_("most mentees per mentor in a cohort"), default=0)
    floor = models.BooleanField(_("lift the weakest pair before the total"), default=True)
    weights = models.JSONField(_("weights"), default=dict, blank=True)
    lead_weeks = models.PositiveSmallIntegerField(
        _("weeks between announcement and annual meeting"), default=6
    )
    is_open = models.BooleanField(default=True)
    slug = models.SlugField(max_length=60, unique=True, null=True, blank=True)
    scope = models.CharField(
        _("whom it is for"),
        max_length=8,
        choices=states.ProgramScope,
        default=states.ProgramScope.NATIONAL,
    )
    regions = models.JSONField(_("regions"), default=list, blank=True)
    sig = models.ForeignKey(
        "sigs.Sig",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="programs",
        verbose_name=_("special-interest group"),
    )
    is_rolling = models.BooleanField(_("people may join all year"), default=False)
    responsibilities = models.TextField(_("responsibilities"), max_length=2000, blank=True, default="")

    objects = Programs.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AnnualMeeting(models.Model):
    """A congress of the society: name, place, dates, zone (S-33)."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    city = models.CharField(_("city"), max_length=80, blank=True, default="")
    place = models.CharField(_("place"), max_length=160, blank=True, default="")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    zone = models.CharField(_("time zone"), max_length=60, default="America/New_York")

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="meeting_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Cohort(models.Model):
    """One run of a program with its dates (S-28)."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(_("name"), max_length=80)
    state = models.CharField(max_length=10, choices=states.CohortState, default=states.CohortState.PLANNED)
    meeting = models.ForeignKey(
        AnnualMeeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="cohorts"
    )
    enrol_from = models.DateField(_("enrolment opens"), null=True, blank=True)
    enrol_until = models.DateField(_("enrolment closes"), null=True, blank=True)
    announce_on = models.DateField(_("match announced"), null=True, blank=True)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["program", "name"], name="one_cohort_name_per_program")
        ]

    def __str__(self) -> str:
        return f"{self.program} · {self.name}"

    @property
    def latest_announcement(self) -> date | None:
        """Return the last day on which announcing leaves the program's lead before the annual meeting."""
        if self.meeting is None:
            return None
        return self.meeting.starts_on - timedelta(weeks=self.program.lead_weeks)

    @property
    def is_announced_late(self) -> bool:
        """Return whether the announcement comes too close to the annual meeting (S-33)."""
        latest = self.latest_announcement
        return bool(latest and self.announce_on and self.announce_on > latest)
