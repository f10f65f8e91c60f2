"""Who somebody is and what she does: name, languages, stage, specialty, setting."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mentorquilt import ui
from mentorquilt.members import states
from mentorquilt.members.forms.parts import EMPTY, Niches, Part, chosen, headed, ticks, wording
from mentorquilt.members.models import TermKind

MEMBERS, ONLY_YOU = ui.forms.MEMBERS, ui.forms.ONLY_YOU
AS_CHOSEN = ui.forms.Seen("eye", _("Whom you choose here"))
COMMON = 6
"""How many languages stand unfolded."""


class AboutForm(Part):
    """Name, titles, languages, a few words."""

    together = (("titles", "full_name"), ("credentials", "family_name"))

    titles = wording(_("Title"), most=40, autocomplete="honorific-prefix")
    full_name = wording(_("Name"), most=120, required=True, autocomplete="name", dir="auto")
    credentials = wording(_("Degrees and credentials"), most=60, autocomplete="honorific-suffix")
    family_name = wording(_("Family name, for sorting"), most=80, autocomplete="family-name", dir="auto")
    position = wording(_("What you do, in one line"), most=160, dir="auto", autocomplete="organization-title")
    languages = ticks(_("Languages you can mentor in"))
    bio = wording(_("A few words about you"), most=2000, rows=4, dir="auto")

    purposes = {
        "titles": _("As a letter would address you: Dr., Prof., or nothing."),
        "full_name": _("As you write it, in any script."),
        "credentials": _("For example MD, PhD. They stand behind your name."),
        "family_name": _("Only if it is not the last word of your name."),
        "position": _("For example: anesthesiologist in a 90-bed hospital."),
        "languages": _("A pair needs one in common."),
        "bio": _("Whatever would help somebody decide to write to you. No university post is needed."),
    }
    seen_by = dict.fromkeys(
        ("titles", "full_name", "credentials", "family_name", "position", "languages", "bio"), MEMBERS
    )

    def offer_choices(self) -> None:
        kept = self.stored.get("languages") or []
        choices = self.labels.choices(TermKind.LANGUAGE, kept)
        near = [one for number, one in enumerate(choices) if number < COMMON or one[0] in kept]
        self._choices(
            "languages", [*near, (_("More languages"), [one for one in choices if one not in near])]
        )


class WorkForm(Part):
    """Stage apart from profession, specialty, niche terms, setting."""

    together = (("stage", "profession"), ("specialty", "subspecialty"))

    stage = chosen(_("Career stage"), [EMPTY, *headed(states.Stage.choices)])
    profession = chosen(_("Profession"))
    specialty = chosen(_("Specialty"))
    subspecialty = chosen(_("Subspecialty"))
    terms = Niches(label=_("Your niche, in your own terms"), required=False)
    setting = forms.ChoiceField(
        label=_("Where you practice"),
        choices=headed(states.Setting.choices),
        required=False,
        widget=ui.pickers.ChoiceCards,
    )
    hospital_size = chosen(_("Size of your hospital"), [EMPTY, *headed(states.HospitalSize.choices)])
    has_research = forms.TypedChoiceField(
        label=_("Research"),
        choices=[
            ("yes", _("Part of my work, or shall be")),
            ("no", _("Does not apply to me")),
            ("", _("I leave it open")),
        ],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    purposes = {
        "profession": _("Apart from the stage: a nurse practitioner has one too."),
        "subspecialty": _("It brings its specialty along."),
        "hospital_size": _("Ninety beds and nine hundred are different worlds."),
        "stage": _("How far along the road you are, whatever your profession. Some programs go by it."),
        "specialty": _("A mentor may come from another one; you say so under “What you seek”."),
        "terms": _("Rare words find rare people: “pediatric pain”, “awake craniotomy”. Commas between them."),
        "setting": _("People in small hospitals often want to talk with people in small hospitals."),
        "has_research": _("If it does not apply, its absence is never shown to you as a gap."),
    }
    seen_by = dict.fromkeys(
        ("stage", "profession", "specialty", "subspecialty", "terms", "setting", "hospital_size"), MEMBERS
    ) | {"has_research": ONLY_YOU}

    def offer_choices(self) -> None:
        self.one_of("profession", TermKind.PROFESSION)
        self.one_of("specialty", TermKind.SPECIALTY)
        self.one_of_grouped("subspecialty", TermKind.SUBSPECIALTY)

    def clean_subspecialty(self) -> str:
        """Refuse a subspecialty of another specialty, saying which one it belongs to."""
        slug: str = self.cleaned_data["subspecialty"]
        above = self.labels.parent(TermKind.SUBSPECIALTY, slug)
        specialty = self.now("specialty")
        if slug and specialty and above and above != specialty:
            told = {
                "sub": self.labels.of(TermKind.SUBSPECIALTY, slug),
                "above": self.labels.of(TermKind.SPECIALTY, above),
            }
            raise ValidationError(
                _("%(sub)s belongs to %(above)s. Choose that as your specialty, or another subspecialty."),
                code="other_specialty",
                params=told,
            )
        return slug


class ShownForm(Part):
    """Whether others find her, whether they see where she works, and who sees how to reach her."""

    is_listed = forms.BooleanField(label=_("Let members find me"), required=False)
    shows_institutions = forms.BooleanField(label=_("Show where I work and trained"), required=False)
    email_shown = forms.ChoiceField(
        label=_("Who sees my mail address?"),
        choices=headed(states.ContactShown.choices),
        required=False,
        widget=forms.RadioSelect,
    )
    phone_shown = forms.ChoiceField(
        label=_("When do my mentors and mentees see my phone number?"),
        choices=headed(states.PhoneShown.choices),
        required=False,
        widget=forms.RadioSelect,
    )

    purposes = {
        "is_listed": _("Without it nobody finds you in the list. Coordinators can still match you."),
        "shows_institutions": _("Without it your institutions only keep you apart from your own colleagues."),
        "email_shown": _("Whatever you choose, mails from the society reach you, and answers go through it."),
        "phone_shown": _("Nobody else ever sees it. For one pairing you can choose otherwise on its page."),
    }
    seen_by = dict.fromkeys(("is_listed", "shows_institutions"), MEMBERS) | dict.fromkeys(
        ("email_shown", "phone_shown"), AS_CHOSEN
    )

    def clean_email_shown(self) -> str:
        """Keep what stands where nothing was chosen."""
        return str(self.cleaned_data["email_shown"] or self.stored["email_shown"])

    def clean_phone_shown(self) -> str:
        """Keep what stands where nothing was chosen."""
        return str(self.cleaned_data["phone_shown"] or self.stored["phone_shown"])
