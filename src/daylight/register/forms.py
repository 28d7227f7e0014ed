"""Forms: every one asks why, and carries the revision it was opened on."""

from typing import Any

from django import forms
from django.db import models

from daylight.register.choices import (
    Answer,
    CommentStage,
    DataState,
    Decision,
    LevelState,
    Role,
    TextStatus,
)
from daylight.register.models import (
    Audit,
    ClockPause,
    Comment,
    CommentWindow,
    CourtOrder,
    Deadline,
    Decree,
    Evidence,
    EvidenceLink,
    Kept,
    Level,
    Measure,
    Method,
    Paragraph,
    Period,
    Recommendation,
    Scale,
    Section,
    Source,
    SustainmentClock,
    Wording,
)


def _field(field: models.Field, **settings: Any) -> Any:
    """Dates as date inputs, long texts as small boxes; everything else as Django does."""
    if isinstance(field, models.DateField):
        settings["widget"] = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    made = field.formfield(**settings)
    if isinstance(field, models.TextField) and made is not None:
        made.widget.attrs["rows"] = 4
    return made


class Reasoned(forms.Form):
    """A form that asks why."""

    reason = forms.CharField(
        label="Reason for this entry", max_length=500, help_text="Kept in the log for good."
    )


class KeptForm(forms.ModelForm):
    """A record's fields, its revision, and why."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="Reason for this entry", max_length=500, help_text="Kept in the log for good."
    )

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        if self.instance.pk:
            self.initial["revision"] = self.instance.revision

    def fields_given(self) -> dict[str, Any]:
        """The record's fields as entered."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


def kept_form(model: type[Kept], *fields: str) -> type[KeptForm]:
    """A form for some fields of a record."""
    made: type[KeptForm] = forms.modelform_factory(
        model, form=KeptForm, fields=fields, formfield_callback=_field
    )
    return made


DecreeForm = kept_form(
    Decree, "slug", "title", "jurisdiction", "court", "docket", "plaintiff_type", "status",
    "effective_date", "replaced_by", "scale", "note",
)  # fmt: skip
WordingForm = kept_form(Wording, "actor", "modal", "act", "condition", "assessable")
DeadlineForm = kept_form(
    Deadline, "phrase", "anchor", "anchor_date", "offset", "recurrence", "original_due",
    "plan_due", "done_on",
)  # fmt: skip
OrderForm = kept_form(CourtOrder, "doc_no", "filed", "stage", "effect", "paragraphs", "summary")
PeriodForm = kept_form(
    Period, "name", "order", "starts", "ends", "draft_due", "comments_due", "filing_due",
    "hearing_on",
)  # fmt: skip
ClockForm = kept_form(
    SustainmentClock, "scope", "started", "months", "on_loss", "ended", "declared_by"
)
PauseForm = kept_form(ClockPause, "start", "end", "why")
MethodForm = kept_form(
    Method, "code", "field_characteristic", "data_characteristic", "sources", "definition",
    "measures",
)  # fmt: skip
AuditForm = kept_form(
    Audit, "requirement", "period", "title", "question", "instrument_version", "frame_query",
    "rule", "threshold", "kappa_floor",
)  # fmt: skip
EvidenceChangeForm = kept_form(
    Evidence, "title", "kind", "classification", "valid_from", "valid_to", "withdrawn_on"
)
LinkForm = kept_form(EvidenceLink, "requirement", "period", "proves", "note")
MeasureForm = kept_form(
    Measure, "requirement", "name", "definition", "numerator", "denominator", "unit",
    "direction", "baseline", "classification", "question", "estimate", "group", "stratum",
)  # fmt: skip
WindowForm = kept_form(CommentWindow, "subject", "about", "opens", "closes", "public")
RecommendationForm = kept_form(
    Recommendation, "made_by", "made_on", "text", "paragraphs", "answer_due"
)
SourceForm = kept_form(Source, "kind", "title", "issued_on", "checked_on", "retracted_on", "note")
ScaleForm = kept_form(Scale, "slug", "name", "kind", "rule")
LevelForm = kept_form(Level, "order", "stage", "label", "definition", "points")


class AuditPlanForm(AuditForm):  # type: ignore[valid-type, misc]
    """An audit plan with its frame."""

    frame_csv = forms.CharField(
        label="Frame",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One file per line: pseudonym, stratum. Never a name.",
    )
    field_order = ("requirement", "period", "title", "question", "instrument_version")


class DrawForm(Reasoned):
    """How many files, and the seed others can repeat the draw with."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    size = forms.IntegerField(min_value=1, label="Files to draw")
    seed = forms.CharField(max_length=80, help_text="For example dice thrown before the parties.")


class ReviewForm(forms.Form):
    """One reviewer's answer."""

    answer = forms.ChoiceField(choices=Answer.choices(), widget=forms.RadioSelect)
    why = forms.CharField(required=False, label="Why", widget=forms.Textarea(attrs={"rows": 2}))


class AdjudicateForm(forms.Form):
    """The settled answer."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=Answer.choices(), widget=forms.RadioSelect)
    why = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 2}))


class RevisionForm(Reasoned):
    """A step that has only a reason."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class FilingForm(RevisionForm):
    """When and where a period was filed."""

    filed_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    docket_ref = forms.CharField(max_length=60, label="Docket reference")

    knowing = forms.BooleanField(
        label="File it all the same, with what is missing as listed", required=False
    )

    def __init__(self, *args: Any, incomplete: bool = False, **settings: Any) -> None:
        super().__init__(*args, **settings)
        if incomplete:
            self.fields["knowing"].required = True
        else:
            del self.fields["knowing"]


class ImportForm(Reasoned):
    """A text to import."""

    file = forms.FileField(help_text="Text, HTML, DOCX or PDF with a text layer.")
    text_status = forms.ChoiceField(choices=TextStatus.choices(), label="This text is")
    version_name = forms.CharField(max_length=120, label="Name of this version")
    doc_no = forms.CharField(max_length=40, required=False, label="Docket document")
    filed = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"}), label="Filed on"
    )
    in_force_from = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))


class CheckForm(KeptForm):
    """A paragraph as a person reads it, and the section it stands in."""

    class Meta:
        model = Paragraph
        fields = ("number", "section", "kind", "text")
        formfield_callback = _field


SectionForm = kept_form(Section, "number", "title")


class PartForm(RevisionForm):
    """The number of a paragraph inside another."""

    number = forms.CharField(max_length=20, label="Number of the paragraph to part")


class UploadForm(Reasoned):
    """A file offered as evidence."""

    file = forms.FileField()
    title = forms.CharField(max_length=200)
    kind = forms.ChoiceField(choices=Evidence._meta.get_field("kind").choices)
    classification = forms.ChoiceField(
        choices=Evidence._meta.get_field("classification").choices,
        help_text="Public: everyone here and the public list. Sealed: monitor, department, court.",
    )
    valid_from = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    valid_to = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))


class StatementForm(Reasoned):
    """The agency's or city's own account."""

    period = forms.ModelChoiceField(queryset=Period.objects.none())
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 5}), max_length=20_000)


class ExtensionForm(Reasoned):
    """A later date for one deadline."""

    due = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), label="Extend to")


class CommentForm(forms.ModelForm):
    """A comment, with or without an account; the second field is for machines only."""

    website = forms.CharField(required=False, label="Leave this empty")

    class Meta:
        model = Comment
        fields = ("name", "text")
        formfield_callback = _field

    def clean_text(self) -> str:
        """Refuse a book."""
        text = str(self.cleaned_data["text"])
        if len(text) > 10_000:
            raise forms.ValidationError("At most 10,000 characters, please.")
        return text


class CommentDecisionForm(RevisionForm):
    """What happens to a comment."""

    stage = forms.ChoiceField(
        choices=[(one.value, one.label) for one in CommentStage if one != CommentStage.RECEIVED],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(RevisionForm):
    """The agency's written answer to a recommendation."""

    decision = forms.ChoiceField(
        choices=[(one.value, one.label) for one in Decision if one != Decision.OPEN],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))


class ValueForm(Reasoned):
    """A measure in a period: out of a run, or only the state of its data."""

    period = forms.ModelChoiceField(queryset=Period.objects.none())
    run = forms.ChoiceField(required=False)
    data_state = forms.ChoiceField(choices=DataState.choices())
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))


class PersonForm(forms.Form):
    """A new account."""

    username = forms.CharField(max_length=60)
    full_name = forms.CharField(max_length=120)
    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    roles = forms.MultipleChoiceField(choices=Role.choices(), widget=forms.CheckboxSelectMultiple)


class RolesForm(forms.Form):
    """A person's roles, and whether they may sign in."""

    roles = forms.MultipleChoiceField(
        choices=Role.choices(), widget=forms.CheckboxSelectMultiple, required=False
    )
    active = forms.BooleanField(required=False, label="May sign in")


class AssessForm(Reasoned):
    """A draft assessment: one state per level."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    narrative = forms.CharField(widget=forms.Textarea(attrs={"rows": 8}))
    technical_assistance = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    loss_reason = forms.CharField(
        required=False,
        label="If a level is lost: why",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, levels: list[Level], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.levels = levels
        choices = [(one.value, one.label) for one in LevelState if one != LevelState.TERMINATED]
        for level in levels:
            self.fields[f"level_{level.pk}"] = forms.ChoiceField(
                choices=choices, label=level.label, help_text=level.definition
            )
        self.order_fields([*(f"level_{level.pk}" for level in levels), "narrative"])

    def found(self) -> dict[Level, LevelState]:
        """The state chosen for each level."""
        return {level: LevelState(self.cleaned_data[f"level_{level.pk}"]) for level in self.levels}
