"""Drafting a recipe: what the columns of an unseen file are, with the evidence for each choice."""

from daylight.ingest.drafting.proposal import (
    Candidate as Candidate,
)
from daylight.ingest.drafting.proposal import (
    CodeChoice as CodeChoice,
)
from daylight.ingest.drafting.proposal import (
    ColumnProposal as ColumnProposal,
)
from daylight.ingest.drafting.proposal import (
    Evidence as Evidence,
)
from daylight.ingest.drafting.proposal import (
    Proposal as Proposal,
)
from daylight.ingest.drafting.proposal import (
    Reason as Reason,
)
from daylight.ingest.drafting.proposal import (
    TableCandidate as TableCandidate,
)
