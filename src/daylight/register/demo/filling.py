"""What surrounds the ratings in the demonstration: evidence, audit, measures, comments, clocks."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Fact, Refusal, Result
from daylight.register import record
from daylight.register.choices import (
    Answer,
    Classification,
    CommentStage,
    DataState,
    Decision,
    DecreeStatus,
    EvidenceKind,
    OnLoss,
    OrderEffect,
    OrderStage,
    Plaintiff,
    Proves,
    Role,
    SourceKind,
    VerdictRule,
)
from daylight.register.demo.riverbend import by
from daylight.register.models import (
    Audit,
    Comment,
    CommentWindow,
    CourtOrder,
    Decree,
    EvidenceLink,
    Measure,
    Method,
    Period,
    Recommendation,
    Source,
    Statement,
    SustainmentClock,
)
from daylight.register.services import audits, evidence, measures
from daylight.register.services import ratings as rating_services

People = dict[Role, Any]
RUN = "riverbend-2026"


def add_evidence(decree: Decree, periods: list[Period], people: People) -> None:
    """A policy, a roster and a sealed video log, offered for several requirements."""
    agency = by(people, Role.DEPARTMENT, "submitted for the report")
    offered = (
        ("Use-of-force policy 4.01", EvidenceKind.POLICY, Classification.PUBLIC, Proves.POLICY,
         ("9", "11", "15", "22"), 0),
        ("Training roster, force policy", EvidenceKind.ROSTER, Classification.PARTY,
         Proves.TRAINING, ("14a", "46"), 2),
        ("Body-worn video review log", EvidenceKind.VIDEO_LOG, Classification.SEALED,
         Proves.PRACTICE, ("24", "30"), 4),
    )  # fmt: skip
    for title, kind, grade, proves, codes, first in offered:
        stored = evidence.add(
            agency,
            name=f"{title}.txt",
            content=f"Synthetic evidence for demonstration: {title}\n".encode(),
            decree=decree,
            title=title,
            kind=kind,
            classification=grade,
            valid_from=periods[first].starts,
        )
        for requirement in decree.requirements.filter(code__in=codes):
            for period in periods[first:]:
                record.create(
                    EvidenceLink(
                        evidence=stored, requirement=requirement, period=period, proves=proves
                    ),
                    agency,
                )


def add_audit(decree: Decree, period: Period, people: People) -> Audit:
    """A closed audit: 59 transports drawn, two reviewers, one adjudication, one failure."""
    auditor = by(people, Role.AUDITOR, "audit plan agreed with the parties")
    audit = record.create(
        Audit(
            decree=decree,
            requirement=decree.requirements.get(code="48"),
            period=period,
            title="Seat belts in prisoner transport",
            question="Does the video show the person's belt fastened for the whole transport?",
            instrument_version="1.0",
            frame_query="All transports of the period in the dispatch log, by district.",
            frame={f"T-{n:04}": ("north", "south", "centre")[n % 3] for n in range(1, 401)},
            rule=VerdictRule.LOWER_BOUND,
        ),
        auditor,
    )
    audits.draw(
        audit,
        auditor.because("draw"),
        revision=audit.revision,
        size=93,
        seed="2026-03-02 dice 4 1 6",
    )
    expert = by(people, Role.EXPERT, "second review")
    for item in audit.items.all():
        fails = item.order == 17
        answer = Answer.FAIL if fails else Answer.PASS
        audits.review(item, auditor.because("first review"), answer, "no belt" if fails else "")
        doubt = item.order == 40
        second = Answer.FAIL if fails or doubt else Answer.PASS
        audits.review(item, expert, second, "belt not visible" if fails or doubt else "")
    item = audit.items.get(order=40)
    monitor = by(people, Role.MONITOR, "second camera shows the belt")
    audits.adjudicate(item, monitor, Answer.PASS, "Second camera.", revision=item.revision)
    audit.refresh_from_db()
    return audits.close(audit, monitor.because("all reviews in"), revision=audit.revision)


def write_run() -> Path:
    """A run folder as Daylight leaves it, with one answer and one refusal."""
    folder = Path(settings.RUNS_FOLDER) / RUN
    (folder / "model").mkdir(parents=True, exist_ok=True)
    (folder / "run.json").write_text('{"study": "synthetic demonstration"}\n')
    rate = Quantity(name="hit_rate", scale=Scale.PROPORTION, about=About.GROUP, unit="searches")
    hits = Estimate(
        quantity=rate, keys={"subject_race": "black"}, value=0.22, low=0.18, high=0.26, n=412,
        level=0.95, missing_share=0.03,
    )  # fmt: skip
    answer = Result(method="hit-rate", estimates=(hits,), reference="white")
    facts: dict[str, Fact] = {
        "least": 30,
        "reference": "white",
        "groups": ("white",),
        "counts": (11,),
    }
    refusal = Refusal(method="consent", code="too-few-searches", facts=facts)
    told = {
        "question": "consent",
        "why": "Too few searches have a known result.",
        "lacking": "It takes 30 searches by consent; there are 11.",
        "supply": "More months of searches by consent, each with what was found.",
    }
    (folder / "model" / "hits.json").write_text(answer.to_json())
    (folder / "model" / "consent.json").write_text(refusal.to_json())
    (folder / "report").mkdir(exist_ok=True)
    (folder / "report" / "findings.json").write_text(json.dumps({"refusals": [told]}) + "\n")
    return folder


def add_measures(decree: Decree, periods: list[Period], people: People) -> None:
    """Four measures, one in each state of data."""
    write_run()
    unit = by(people, Role.DATA_UNIT, "outcome measures of the report")
    requirement = decree.requirements.get(code="51")

    def measure(name: str, **fields: Any) -> Measure:
        grade = Classification.PUBLIC
        stored = Measure(requirement=requirement, name=name, classification=grade, **fields)
        return record.create(stored, unit)

    linked = measure(
        "Searches that find contraband", question="hits", estimate="hit_rate", group="black",
        numerator="searches that found contraband", denominator="searches",
    )  # fmt: skip
    refused = measure("Consent searches", question="consent", estimate="rate", group="all")
    partial = measure("Force by district and kind", unit="uses of force")
    absent = measure("Pedestrian stops by race")
    for period in periods[-2:]:
        measures.read_from_run(linked, period, unit, RUN)
        measures.read_from_run(refused, period, unit, RUN)
        measures.enter(
            partial,
            period,
            unit,
            data_state=DataState.PARTIAL,
            counts=FORCE[period.order % 2],
            note="South district: four months only.",
        )
        measures.enter(absent, period, unit, data_state=DataState.NOT_COLLECTED)


FORCE = (
    {"rows": ["north", "south", "centre"], "columns": ["hands", "device", "firearm pointed"],
     "cells": [[41, 12, 3], [38, 15, 14], [22, 18, 16]]},
    {"rows": ["north", "south", "centre"], "columns": ["hands", "device", "firearm pointed"],
     "cells": [[52, 14, 11], [47, 25, 12], [33, 19, 4]]},
)  # fmt: skip


def add_comments(decree: Decree, periods: list[Period], people: People) -> None:
    """A comment window, comments, recommendations answered and overdue, both sides' statements."""
    monitor = by(people, Role.MONITOR, "open for comment")
    window = record.create(
        CommentWindow(
            decree=decree,
            subject="Draft policy on foot pursuits",
            about="The draft can be read at every library.",
            opens=date(2026, 11, 1),
            closes=date(2026, 12, 15),
        ),
        monitor,
    )
    record.create(
        Comment(
            window=window,
            name="A resident",
            text="Please say when a pursuit must end.",
            stage=CommentStage.PUBLISHED,
            answer="Section 3 was added.",
        ),
        monitor.because("received on paper"),
    )
    board = by(people, Role.COMMISSION, "adopted at a public meeting")
    for text, due in (
        ("Publish stop data every month rather than twice a year.", date(2026, 6, 1)),
        ("Name a liaison for people who speak no English.", date(2027, 1, 15)),
    ):
        record.create(
            Recommendation(
                decree=decree,
                made_by="Community Police Commission",
                made_on=date(2026, 4, 10),
                text=text,
                answer_due=due,
            ),
            board,
        )
    answered = Recommendation(
        decree=decree,
        made_by="Community Police Commission",
        made_on=date(2025, 10, 1),
        text="Translate the complaint form.",
        answer_due=date(2025, 12, 1),
        decision=Decision.ACCEPTED,
        answer="Done; seven languages.",
        answered_on=date(2025, 11, 20),
    )
    record.create(answered, board)
    agency = by(people, Role.DEPARTMENT, "status for the report")
    for requirement in decree.requirements.filter(code__in=("9", "16", "48")):
        record.create(
            Statement(
                requirement=requirement,
                period=periods[-1],
                role=Role.DEPARTMENT,
                text="The department considers this requirement met in practice.",
                author=people[Role.DEPARTMENT],
            ),
            agency,
        )


def add_court(decree: Decree, people: People) -> None:
    """Orders, a clock, a methodology, a retracted source."""
    monitor = by(people, Role.MONITOR, "docket entry")
    rating_services.order(
        CourtOrder(
            decree=decree,
            doc_no="60",
            filed=date(2025, 5, 1),
            stage=OrderStage.GRANTED,
            effect=OrderEffect.DECLARE_COMPLIANCE,
            paragraphs="¶¶ 44-47",
            summary="Officer assistance and supervision are declared in compliance.",
        ),
        monitor,
    )
    record.create(
        SustainmentClock(
            decree=decree,
            scope="V. Officer assistance and supervision",
            started=date(2025, 5, 1),
            months=24,
            on_loss=OnLoss.RESTART,
        ),
        monitor,
    )
    record.create(
        Method(
            decree=decree,
            code="48",
            field_characteristic="Transports of people in custody",
            data_characteristic="quantitative",
            sources="Vehicle video, dispatch log",
            definition="At least 95 % of transports with the belt fastened",
            measures="Random sample by district, two reviewers, exact lower bound",
        ),
        monitor,
    )
    record.create(
        Source(
            decree=decree,
            kind=SourceKind.FINDINGS,
            title="Findings of the State of Example on Riverbend (synthetic)",
            issued_on=date(2023, 6, 1),
            checked_on=date(2026, 9, 1),
            retracted_on=date(2025, 5, 21),
            note="Retracted by its author; the decree rests on its own text.",
        ),
        monitor,
    )


def add_dismissed(people: People) -> Decree:
    """A decree that was signed and dismissed before the court entered it."""
    monitor = by(people, Role.MONITOR, "kept for the record")
    decree = record.create(
        Decree(
            slug="lakeside",
            title="United States v. City of Lakeside (synthetic)",
            jurisdiction="Lakeside (a city that does not exist)",
            court="Demonstration District Court",
            docket="9:24-cv-00977-SYN",
            plaintiff_type=Plaintiff.US_DOJ,
            status=DecreeStatus.PROPOSED,
            replaced_by="The city's own plan, without a court",
        ),
        monitor,
    )
    rating_services.order(
        CourtOrder(
            decree=decree,
            doc_no="31",
            filed=date(2025, 5, 21),
            stage=OrderStage.GRANTED,
            effect=OrderEffect.DISMISS,
            summary="The plaintiff moved to dismiss before the decree was entered.",
        ),
        monitor.because("dismissed before entry"),
    )
    decree.refresh_from_db()
    if decree.status != DecreeStatus.DISMISSED_BEFORE_ENTRY:
        raise AssertionError("a dismissed proposal must not look entered")
    return decree
