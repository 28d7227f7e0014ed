"""Drafting a recipe: what the columns of an unseen file are, with the evidence for each choice."""

from daylight.ingest.drafting.proposal import (
    Candidate as Candidate,
)
from daylight.ingest.drafting.proposal import (
    CodeChoice as CodeChoice,
)
from daylight.ingest.drafting.proposal import (
    ColumnEvidence as ColumnEvidence,
)
from daylight.ingest.drafting.proposal import (
    ColumnProposal as ColumnProposal,
)
from daylight.ingest.drafting.proposal import (
    FileProposal as FileProposal,
)
from daylight.ingest.drafting.proposal import (
    Reason as Reason,
)
from daylight.ingest.drafting.proposal import (
    TableCandidate as TableCandidate,
)
