"""Fixed lists about people: kinds of account, membership, staff roles, career stages and the like.

Career stage is a ladder of its own, apart from profession (a nurse practitioner is not "above" a resident).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What kind of account a member has (M1)."""

    MEMBER = "member", _("member")
    GUEST = "guest", _("guest")
    ASSISTANT = "assistant", _("assistant")
    STAFF = "staff", _("staff")


class MembershipStatus(models.TextChoices):
    """Where somebody stands with the society."""

    ACTIVE = "active", _("active")
    LAPSED = "lapsed", _("lapsed")
    PENDING = "pending", _("not checked yet")


class Standing(models.TextChoices):
    """What a membership means on a given day, grace included (S-23)."""

    ACTIVE = "active", _("member")
    IN_GRACE = "in_grace", _("member, within the days of grace")
    LAPSED = "lapsed", _("membership lapsed")
    PENDING = "pending", _("membership not checked yet")


class FeedSource(models.TextChoices):
    """How a membership list reached us."""

    DROPPED = "dropped", _("nightly file")
    UPLOADED = "uploaded", _("uploaded")


class Role(models.TextChoices):
    """Staff rights, always with a scope."""

    ADMIN = "admin", _("society admin")
    COORDINATOR = "coordinator", _("coordinator")
    OFFICER = "officer", _("officer")
    READER = "reader", _("reader")


class Scope(models.TextChoices):
    """What a grant is limited to; its room compares the id."""

    SOCIETY = "society", _("whole society")
    PROGRAM = "program", _("program")
    SIG = "sig", _("special-interest group")


class Stage(models.TextChoices):
    """The career ladder (S-03), from student to retired."""

    STUDENT = "student", _("medical student")
    RESIDENT = "resident", _("resident")
    FELLOW = "fellow", _("fellow")
    EARLY = "early", _("early career")
    MID = "mid", _("mid-career")
    LATE = "late", _("late career")
    RETIRED = "retired", _("retired")


class Setting(models.TextChoices):
    """Where somebody practices (S-39)."""

    ACADEMIC = "academic", _("academic center")
    COMMUNITY = "community", _("community practice")
    SMALL_HOSPITAL = "small_hospital", _("small hospital")
    RURAL = "rural", _("rural practice")
    MILITARY = "military", _("military or government")
    OTHER = "other", _("other")


class HospitalSize(models.TextChoices):
    """How many beds the hospital has (S-133)."""

    NONE = "none", _("no hospital")
    UNDER_50 = "under_50", _("under 50 beds")
    FROM_50 = "50_199", _("50 to 199 beds")
    FROM_200 = "200_499", _("200 to 499 beds")
    FROM_500 = "500_plus", _("500 beds or more")


class AffiliationKind(models.TextChoices):
    """How somebody belongs, or belonged, to an institution (S-08)."""

    PRESENT = "present", _("work here now")
    TRAINING = "training", _("trained here")
    PAST = "past", _("worked here before")


class OtherSpecialty(models.TextChoices):
    """What a mentee thinks of mentors from another specialty (S-61)."""

    ANY = "any", _("any specialty is fine")
    ONLY_SAME = "only_same", _("only my specialty")
    PREFER_OTHER = "prefer_other", _("rather another specialty")


class Distance(models.TextChoices):
    """Whether a mentee would rather have somebody far away or near."""

    ANY = "any", _("does not matter")
    FAR = "far", _("rather far away")
    NEAR = "near", _("rather near")


class ConflictKind(models.TextChoices):
    """Why two people should not be paired (M14, S-54)."""

    SUPERVISES = "supervises", _("supervises")
    EVALUATES = "evaluates", _("evaluates")
    PANEL = "panel", _("sits on a panel about")
    FAMILY = "family", _("is family of")
    OTHER = "other", _("another reason")


class ExclusionKind(models.TextChoices):
    """What a mentee shuts out in private (S-11)."""

    INSTITUTION = "institution", _("an institution")
    CITY = "city", _("a city")
    REGION = "region", _("a region")
    MEMBER = "member", _("a person")


class BackgroundKind(models.TextChoices):
    """What somebody may say of herself so that a mentor can share it; all of it optional (S-66)."""

    WOMAN = "woman", _("woman")
    LGBTQ = "lgbtq", _("LGBTQ+")
    BLACK = "black", _("Black or of African descent")
    LATINO = "latino", _("Hispanic or Latino")
    INDIGENOUS = "indigenous", _("Indigenous")
    ASIAN = "asian", _("Asian")
    MIDDLE_EASTERN = "middle_eastern", _("Middle Eastern or North African")
    PACIFIC = "pacific", _("Pacific Islander")
    FIRST_GENERATION = "first_generation", _("first in the family to study")
    IMMIGRANT = "immigrant", _("immigrant, or trained abroad")
    RURAL = "rural", _("grew up in the country")
    DISABILITY = "disability", _("living with a disability or chronic illness")
    FAITH = "faith", _("faith matters in my life")
    PARENT = "parent", _("parent or carer")
    VETERAN = "veteran", _("served in the military")
    LATE_START = "late_start", _("came to medicine late")


class BackgroundUse(models.TextChoices):
    """What somebody may allow her background to be used for, each by a tick of its own (S-66)."""

    MATCHING = "matching", _("to match me")
    REPORT = "report", _("in the society's anonymous report")
    COORDINATOR = "coordinator", _("my coordinator may read it")


class ContactShown(models.TextChoices):
    """Who may see somebody's address (S-87)."""

    NOBODY = "nobody", _("nobody")
    PAIRS = "pairs", _("my mentors and mentees")
    MEMBERS = "members", _("all members")


class PhoneShown(models.TextChoices):
    """When the others of a pairing may see somebody's phone number."""

    NEVER = "never", _("never")
    SESSION_DAYS = "session_days", _("on the days we talk")
    ALWAYS = "always", _("always")


class ExperienceKind(models.TextChoices):
    """What a mentor may say she has come through (S-73)."""

    BURNOUT = "burnout", _("burnout")
    MORAL_DISTRESS = "moral_distress", _("moral distress")
    LITIGATION = "litigation", _("litigation")
    ADVERSE_EVENT = "adverse_event", _("an adverse event")
    ILLNESS = "illness", _("illness of my own")
    FAMILY_ILLNESS = "family_illness", _("illness in the family")
    LOSS = "loss", _("the loss of somebody close")
    DISMISSAL = "dismissal", _("losing a post")
    INVESTIGATION = "investigation", _("an investigation or board complaint")
    ADDICTION = "addiction", _("addiction, and the way back")
    DISCRIMINATION = "discrimination", _("discrimination or harassment")
    CAREER_BREAK = "career_break", _("a long break from work")


class ExperienceSeenBy(models.TextChoices):
    """Who may know of an experience."""

    MEMBERS = "members", _("members who search for it")
    PAIRS = "pairs", _("my mentees and mentors only")
    MATCHING = "matching", _("nobody; matching may use it")


class Turn(models.TextChoices):
    """What kind of step a career took, so that a mentee can search for one (S-09)."""

    TRAINING = "training", _("training")
    ACADEMIC = "academic", _("an academic post")
    COMMUNITY = "community", _("community practice")
    RURAL = "rural", _("rural practice")
    OWN_PRACTICE = "own_practice", _("a practice of one's own")
    MILITARY = "military", _("military or government")
    INDUSTRY = "industry", _("industry")
    ABROAD = "abroad", _("work abroad")
    LEADERSHIP = "leadership", _("a leading post")
    SOCIETY_OFFICE = "society_office", _("an office in a society")
    RESEARCH = "research", _("research")
    BREAK = "break", _("a break")
    OTHER = "other", _("another turn")
