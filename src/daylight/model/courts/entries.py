"""What the methods on courts answer, and where they live."""

from daylight.data.comparison import Family
from daylight.model.entry import Entry

ENTRIES: dict[str, Entry] = {
    "sentence-in-out": Entry(
        "courts",
        "courts.decisions",
        "Who is sent to prison, by group, and among like cases?",
    ),
    "revocation": Entry(
        "courts",
        "courts.decisions",
        "Whose supervision is revoked, by group, and among like cases?",
    ),
    "guideline-departure": Entry(
        "courts",
        "courts.decisions",
        "Who is sentenced below the guideline range, by group, and among like cases?",
    ),
    "sentence-length": Entry(
        "courts",
        "courts.sentence_length",
        "How much longer are the prison terms of a group, crude and among like cases?",
    ),
    "release-rate": Entry(
        "courts",
        "courts.release_rate",
        "How often was release granted, of hearings scheduled and of hearings decided?",
    ),
    "score-errors": Entry(
        "courts",
        "courts.score_errors",
        "How often is a score wrong, in which direction, and for whom?",
    ),
    "score-calibration": Entry(
        "courts",
        "courts.score_calibration",
        "Does the same score mean the same risk in every group?",
    ),
    "charge-grades": Entry(
        "courts",
        "courts.charge_grades",
        "How grave are the charges, over all cases and by kind of supervision?",
        Family.COURTS,
    ),
    "gap-split": Entry(
        "courts",
        "courts.gap_split",
        "How much of a gap lies within like cases, and how much in which cases there are?",
        Family.COURTS,
    ),
    "release-hazard": Entry(
        "courts",
        "courts.release_hazard",
        "How likely is release at the first hearing, the second, the third?",
        Family.COURTS,
    ),
    "bunching": Entry(
        "courts",
        "courts.bunching",
        "How many sentences stand at a mandatory minimum beyond those expected there?",
        Family.COURTS,
    ),
    "reach-of-a-rule": Entry(
        "courts",
        "courts.reach",
        "How many cases, and whose, would a bill's rule reach?",
        Family.COURTS,
    ),
}
