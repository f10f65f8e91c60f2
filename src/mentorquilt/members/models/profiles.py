"""What a physician tells about herself. Lists are slugs of the society's terms."""

from django.db import models

from mentorquilt.members import states
from mentorquilt.members.models.accounts import Member
from mentorquilt.members.models.taxonomy import Institution
from mentorquilt.records.text import EncryptedText


class Profile(models.Model):
    """A physician's profile; assistants and staff have none (M1). Region and zone are what others see (S-56)."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="profile")
    full_name = models.CharField(max_length=120)
    family_name = models.CharField(max_length=80, blank=True, default="")
    titles = models.CharField(max_length=40, blank=True, default="")
    credentials = models.CharField(max_length=60, blank=True, default="")
    name_search = models.CharField(max_length=240, blank=True, default="", db_index=True)
    stage = models.CharField(max_length=10, choices=states.Stage, blank=True, default="")
    profession = models.SlugField(max_length=60, blank=True, default="physician")
    specialty = models.SlugField(max_length=60, blank=True, default="", db_index=True)
    subspecialty = models.SlugField(max_length=60, blank=True, default="")
    terms = models.JSONField(default=list, blank=True)
    setting = models.CharField(max_length=16, choices=states.Setting, blank=True, default="")
    hospital_size = models.CharField(max_length=10, choices=states.HospitalSize, blank=True, default="")
    region = models.CharField(max_length=20, blank=True, default="", db_index=True)
    country = models.CharField(max_length=2, blank=True, default="", db_index=True)
    zone = models.CharField(max_length=60, blank=True, default="")
    languages = models.JSONField(default=list, blank=True)
    done = models.JSONField(default=list, blank=True)
    coaching_role = models.CharField(max_length=120, blank=True, default="")
    position = models.CharField(max_length=160, blank=True, default="")
    bio = models.TextField(max_length=2000, blank=True, default="")
    mentored_before = models.PositiveSmallIntegerField(null=True, blank=True)
    shows_mentored = models.BooleanField(default=False)
    shows_institutions = models.BooleanField(default=False)
    has_research = models.BooleanField(null=True, blank=True)
    is_listed = models.BooleanField(default=True)
    email_shown = models.CharField(
        max_length=8, choices=states.ContactShown, default=states.ContactShown.NOBODY
    )
    phone_shown = models.CharField(max_length=12, choices=states.PhoneShown, default=states.PhoneShown.NEVER)
    updated_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["name_search", "pk"]

    def __str__(self) -> str:
        return self.full_name

    @property
    def called(self) -> str:
        """Return the name with its title, as a letter would address it."""
        return f"{self.titles} {self.full_name}".strip()


class Whereabouts(models.Model):
    """The exact places and ways to reach somebody, apart from the public profile (S-32, S-56).

    The city is shown only where the member opened it; phone and the link of her standing video room only to those
    with whom she is in a live pairing.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="whereabouts")
    city = models.CharField(max_length=80, blank=True, default="")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    is_open = models.BooleanField(default=False)
    phone = models.CharField(max_length=40, blank=True, default="")
    standing_link = EncryptedText(blank=True, default="")

    def __str__(self) -> str:
        return self.city


class Photo(models.Model):
    """A photo, re-encoded to a 512 px WebP before it is stored (S-53)."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="photo")
    image = models.BinaryField()
    digest = models.CharField(max_length=16)

    def __str__(self) -> str:
        return self.digest


class Affiliation(models.Model):
    """A present or past institution or training program, with years (S-08)."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="affiliations")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="affiliations")
    kind = models.CharField(max_length=10, choices=states.AffiliationKind)
    title = models.CharField(max_length=120, blank=True, default="")
    from_year = models.PositiveSmallIntegerField(null=True, blank=True)
    to_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "-from_year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "institution", "kind"], name="one_affiliation_each"),
            models.CheckConstraint(
                condition=models.Q(from_year__isnull=True)
                | models.Q(to_year__isnull=True)
                | models.Q(to_year__gte=models.F("from_year")),
                name="affiliation_years_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} ({self.kind})"


class WeeklyHours(models.Model):
    """When somebody can talk: pairs of minutes of the week in the profile's zone, Monday midnight = 0 (M19)."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="weekly_hours")
    intervals = models.JSONField(default=list)
    is_assumed = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{len(self.intervals)} intervals"


class CareerStep(models.Model):
    """One dated step of a career path: a post, a place, a turn (S-09)."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="career")
    title = models.CharField(max_length=160)
    place = models.CharField(max_length=160, blank=True, default="")
    turn = models.CharField(max_length=16, choices=states.Turn, default=states.Turn.OTHER, db_index=True)
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["from_year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_year__isnull=True) | models.Q(to_year__gte=models.F("from_year")),
                name="career_step_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_year} {self.title}"
