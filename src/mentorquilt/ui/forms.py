"""How every form looks and what every text field refuses.

``Renderer`` (named in the settings) draws each form and field with ``ui/form.html`` and
``ui/field.html``. ``Form`` and ``ModelForm`` add to each field what it is for and who sees it, and refuse
characters that disguise a text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField as DjangoBoundField
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as DjangoEngine
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm

Words = str | Promise
DISGUISES = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Seen:
    """Who sees a field: an icon of the icon set and a few words."""

    icon: str
    words: Words


ONLY_YOU = Seen("lock", _("Only you"))
YOU_AND_COORDINATORS = Seen("shield", _("You and the coordinators"))
YOUR_PAIR = Seen("users", _("You and your mentor or mentee"))
MEMBERS = Seen("building-2", _("All members"))
MATCHING = Seen("shuffle", _("Used to match, shown to nobody"))
PUBLIC = Seen("globe", _("Everybody"))


def clean_text(value: str) -> str:
    """Return the text with even line ends; raises ValidationError on control and direction characters."""
    if CONTROLS.search(value):
        raise ValidationError(
            _("This text holds characters that cannot be shown. Type it again, or paste it as plain text."),
            code="control_characters",
        )
    if DISGUISES.search(value):
        raise ValidationError(
            _("This text holds hidden marks that turn the reading direction. Type it again without them."),
            code="hidden_marks",
        )
    return value.replace("\r\n", "\n").replace("\r", "\n")


def refuse_disguise(value: object) -> None:
    """Validate a form field's text with ``clean_text``."""
    if isinstance(value, str):
        clean_text(value)


class BoundField(DjangoBoundField):
    """A field on its form, with what the field is for and who sees it."""

    @property
    def purpose(self) -> Words:
        """Return what this field is for, or nothing."""
        purposes: Mapping[str, Words] = getattr(self.form, "purposes", {})
        return purposes.get(self.name, "")

    @property
    def seen_by(self) -> Seen | None:
        """Return who sees this field, or None."""
        seen: Mapping[str, Seen] = getattr(self.form, "seen_by", {})
        return seen.get(self.name)

    @property
    def is_tick(self) -> bool:
        """Tell whether the field is one tick, whose label stands behind its box."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def aria_describedby(self) -> str | None:
        """Return the ids of all texts that explain this field."""
        ids = super().aria_describedby
        if ids is None or not self.auto_id or self.is_hidden:
            return ids
        own = [f"{self.auto_id}_purpose"] if self.purpose else []
        own += [f"{self.auto_id}_seen"] if self.seen_by else []
        return " ".join([*ids.split(), *own])


class Renderer(DjangoTemplates):
    """Draw forms and fields with the product's own templates and tags."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    bound_field_class = BoundField

    @cached_property
    def engine(self) -> DjangoEngine:
        """Return Django's engine for forms with the product's tags built in."""
        engine = super().engine
        options = {"builtins": ["mentorquilt.ui.templatetags.ui"]}
        return self.backend({"APP_DIRS": True, "DIRS": engine.dirs, "NAME": "forms", "OPTIONS": options})


def sent_field(form: forms.BaseForm) -> tuple[str, Any]:
    """Return name and clean value of the one field that ``autosave.js`` sent in ``form``.

    Other fields may be missing from what was sent; only this one is judged. Raises ValidationError with the words to
    show beside it.
    """
    name = str(form.data.get("field") or "")
    if name not in form.fields:
        raise ValidationError(
            _("This field cannot be saved alone. Use the button below."), code="unknown_field"
        )
    if problems := form.errors.get(name):
        raise ValidationError(list(problems))
    return name, form.cleaned_data[name]


class FormMixin:
    """Fields that say what they are for and who sees them, and texts without disguise.

    ``purposes`` and ``seen_by`` map field names to words and to a ``Seen``.
    """

    purposes: ClassVar[Mapping[str, Words]] = {}
    seen_by: ClassVar[Mapping[str, Seen]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.validators = [refuse_disguise, *field.validators]


class Form(FormMixin, forms.Form):
    """A plain form with the product's fields."""


class ModelForm(FormMixin, _ModelForm):
    """A form over a table's row with the product's fields."""
