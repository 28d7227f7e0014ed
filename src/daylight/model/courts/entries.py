"""What the methods on courts answer, and where they live."""

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
}
