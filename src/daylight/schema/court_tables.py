"""Canonical tables of courts and boards: sentences, hearings for release, scores of risk."""

from daylight.schema import vocabulary as words
from daylight.schema.column_groups import AGENCY, PRECISION, SOURCE, SUBJECT
from daylight.schema.columns import (
    Table,
    bool_column,
    date_column,
    float_column,
    int_column,
    text_column,
    word_column,
)

SENTENCES = Table(
    name="sentences",
    row="one person sentenced in one case at one stage; a case may come back as a revocation",
    key=("case_id",),
    columns=(
        text_column("case_id", "identifier of the sentencing, not of a charge", required=True),
        text_column("person_id", "pseudonym of the person; several cases may have the same"),
        AGENCY,
        word_column("stage", "original sentence, or after supervision was broken", words.CaseStage),
        word_column("supervision_kind", "what supervision was broken", words.Supervision),
        date_column("sentence_date", "local date of the sentence"),
        PRECISION,
        int_column("fiscal_year", "fiscal year of the sentence", 1900, 2100),
        text_column("district", "court district"),
        text_column("judge_id", "pseudonym of the judge"),
        *SUBJECT,
        bool_column("is_citizen", "the person is a citizen of the country"),
        text_column("offense", "most serious offence, as the file has it"),
        text_column("charged_grade", "grade of the offence or violation, as charged"),
        text_column("criminal_history", "criminal-history category"),
        text_column("guideline_cell", "cell of the guideline table"),
        float_column("guideline_low", "least months the guideline names", 0),
        float_column("guideline_high", "most months it names", 0),
        word_column("range_position", "where the sentence lies to that range", words.RangePosition),
        float_column("mandatory_minimum_months", "least months the statute allows", 0, 1200),
        word_column("supervision_end", "what became of the supervision", words.SupervisionEnd),
        word_column("sentence_kind", "the gravest part of the sentence", words.SentenceKind),
        bool_column("is_imprisoned", "the sentence includes prison"),
        float_column(
            "prison_months",
            "months of prison; 0 where none is recorded as 0, null for life and for a blank",
            0,
            1200,
        ),
        bool_column("is_capped", "the months were cut off at the most the file can hold"),
        *SOURCE,
    ),
)

HEARINGS = Table(
    name="hearings",
    row="one scheduled hearing of one person",
    key=("person_id", "hearing_date", "hearing_number"),
    columns=(
        text_column("hearing_id", "identifier of the hearing", required=True),
        text_column("person_id", "pseudonym of the person"),
        AGENCY,
        date_column("hearing_date", "date for which it was scheduled"),
        PRECISION,
        word_column(
            "hearing_kind", "the first hearing of the person, or a later one", words.HearingKind
        ),
        int_column("hearing_number", "which hearing it is, from 1", 1),
        text_column("county", "county of the sentence"),
        text_column("review_authority", "law under which the decision is reviewed"),
        *SUBJECT,
        word_column("hearing_result", "how it ended", words.HearingResult),
        int_column("next_months", "months until the next hearing", 0),
        *SOURCE,
    ),
)

SCORES = Table(
    name="scores",
    row="one score of one person on one day",
    key=("person_id", "instrument", "score_date"),
    columns=(
        text_column("person_id", "pseudonym of the person", required=True),
        AGENCY,
        text_column("instrument", "which instrument gave the score"),
        date_column("score_date", "date of the score"),
        PRECISION,
        *SUBJECT,
        text_column("charged_grade", "felony or misdemeanour, as charged"),
        int_column("prior_count", "prior convictions or arrests, as the file counts them"),
        int_column("score", "the score", None),
        text_column("score_band", "low, medium or high, as the instrument prints it"),
        bool_column("reoffended", "the outcome that the score is held against"),
        text_column("outcome_name", "what that outcome is: a new arrest within two years"),
        bool_column("followed_in_full", "records reach to the end of the time of the outcome"),
        *SOURCE,
    ),
)
