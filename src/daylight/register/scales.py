"""Rating scales in use, as data: name, kind, levels bottom first, and the rule that ends them."""

from dataclasses import dataclass

from daylight.register import record
from daylight.register.choices import ScaleKind
from daylight.register.models import Level, Scale
from daylight.register.record import Author


@dataclass(frozen=True, slots=True)
class Rung:
    """A level's label, what it is about, what it means, and points where the scale gives any."""

    label: str
    stage: str = ""
    definition: str = ""
    points: float | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A scale ready to be added."""

    name: str
    kind: ScaleKind
    rungs: tuple[Rung, ...]
    rule: str = ""


SCALES: dict[str, Template] = {
    "policy-training-practice": Template(
        "Preliminary, Secondary, Full",
        ScaleKind.LADDER,
        (
            Rung("Preliminary", "policy", "A sufficient policy is in force."),
            Rung("Secondary", "training", "Those bound by the policy have been trained in it."),
            Rung("Full", "practice", "The policy is followed in practice, as shown by audits."),
        ),
        "Each level rests on the one below; a level can be lost. Full and effective compliance "
        "must hold for the time the decree names.",
    ),
    "primary-secondary-operational": Template(
        "Primary, Secondary, Operational",
        ScaleKind.LADDER,
        (
            Rung(
                "Primary", "policy", "Policy reflects the agreement and can be taught and audited."
            ),
            Rung("Secondary", "training", "Training and supervision carry the policy."),
            Rung("Operational", "practice", "The policy is followed in the field."),
        ),
        "At least 95 % at all three levels, held for two years.",
    ),
    "five-labels": Template(
        "Five labels",
        ScaleKind.LABEL,
        (
            Rung("Non-Compliance", points=0),
            Rung("Evaluation Deferred"),
            Rung("Partial Compliance", points=1),
            Rung("Operational Compliance", points=2),
            Rung("General Compliance", points=3),
        ),
        "One label per item. Turning labels into points is a choice of whoever does it.",
    ),
    "section-and-clock": Template(
        "Declared compliance with sustainment",
        ScaleKind.SECTION_CLOCK,
        (
            Rung("Full and effective compliance", "declaration", "Declared by the court."),
            Rung("Sustained for one year", "sustainment", "Held for a year on self-assessment."),
        ),
        "The court declares a section compliant; a clock then runs.",
    ),
    "two-phases": Template(
        "Phase I, Phase II",
        ScaleKind.PHASES,
        (
            Rung("Phase I", "reform", "Full and effective compliance reached."),
            Rung("Phase II", "sustainment", "Compliance sustained on audits by the agency itself."),
        ),
    ),
}


def add_scale(slug: str, author: Author) -> Scale:
    """Add a scale from its template, or give back the one that is there."""
    stored = Scale.objects.filter(slug=slug).first()
    if stored:
        return stored
    template = SCALES[slug]
    scale = record.create(
        Scale(slug=slug, name=template.name, kind=template.kind, rule=template.rule), author
    )
    record.create_all(
        [
            Level(
                scale=scale,
                order=order,
                stage=rung.stage,
                label=rung.label,
                definition=rung.definition,
                points=rung.points,
            )
            for order, rung in enumerate(template.rungs, start=1)
        ],
        author,
    )
    return scale
