"""The table of the society, exactly one row (S-02), and the one link with which an installation is begun."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Society(models.Model):
    """The professional organization that runs this installation and owns its data."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=30)
    logo = models.BinaryField(null=True)
    logo_digest = models.CharField(max_length=16, blank=True, default="", editable=False)
    sender_name = models.CharField(_("sender name"), max_length=80, blank=True, default="")
    reply_to = models.EmailField(_("reply-to address"), blank=True, default="")
    contact_name = models.CharField(_("contact"), max_length=120, blank=True, default="")
    contact_email = models.EmailField(_("contact's address"), blank=True, default="")
    contact_phone = models.CharField(_("contact's phone"), max_length=40, blank=True, default="")
    zone = models.CharField(_("time zone"), max_length=60, default="America/New_York")
    capacity_cap = models.PositiveSmallIntegerField(
        _("most lasting places per mentor"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    small_cell = models.PositiveSmallIntegerField(default=5, validators=[MinValueValidator(5)])
    small_cell_sensitive = models.PositiveSmallIntegerField(default=11, validators=[MinValueValidator(5)])
    patient_notice = models.TextField(
        default=_("Please write no detail that could identify a patient."), verbose_name=_("patient notice")
    )
    crisis_help = models.TextField(_("help in a crisis"), blank=True, default="")
    capacity_default = models.PositiveSmallIntegerField(
        _("lasting places a mentor starts with"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    grace_days = models.PositiveSmallIntegerField(
        _("days a lapsed member may still enrol"), default=60, validators=[MaxValueValidator(730)]
    )
    checks_membership = models.BooleanField(_("enrolments wait for a membership check"), default=True)
    mails_per_week = models.PositiveSmallIntegerField(
        _("most program mails a week to one person"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(7)],
    )
    digest_weekday = models.PositiveSmallIntegerField(
        _("day of the weekly digest"), default=1, validators=[MaxValueValidator(6)]
    )
    keep_months = models.PositiveSmallIntegerField(
        _("months that a pair's words are kept after its end"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    guide_disclaimer = models.TextField(
        _("disclaimer under every guide"),
        blank=True,
        default=_("This text is general guidance. It is no medical, legal or financial advice."),
    )
    mail_is_stopped = models.BooleanField(_("all mail is held back"), default=False)
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_society")]

    def __str__(self) -> str:
        return self.name

    @property
    def logo_url(self) -> str:
        """Return where the logo is served; the address changes with the picture. Empty without one."""
        return reverse("society:logo", args=[self.logo_digest]) if self.logo_digest else ""


class SetupLink(models.Model):
    """The one link that makes the first admin: a digest of its secret, gone as soon as it was used.

    One row at most: a new link takes the place of an older one.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_setup_link")]

    def __str__(self) -> str:
        return f"until {self.expires_at:%Y-%m-%d %H:%M}"
