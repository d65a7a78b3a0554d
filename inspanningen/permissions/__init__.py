"""Who may do what, and the sentence that tells why not: a file per subject. Here what concerns the kaart and the leerpunten."""

from .kaart import (
    ONLY_INSIDE,
    ONLY_PROJECTLEIDER,
    ONLY_TEAM,
    edits_some,
    may_edit,
    may_see,
    may_see_persons,
    reason_not_to_add,
    reason_not_to_edit,
    reason_not_to_see_versies,
)
from .leerpunten import (
    NOT_ASKED_OF_YOU,
    NOT_YOUR_LEERPUNT,
    ONLY_LERENDEN,
    bezwaar_tegen_leerpuntstap,
    reason_not_to_add_leerpunt,
    reason_not_to_answer,
    reason_not_to_edit_leerpunt,
)

__all__ = [
    "NOT_ASKED_OF_YOU",
    "NOT_YOUR_LEERPUNT",
    "ONLY_INSIDE",
    "ONLY_LERENDEN",
    "ONLY_PROJECTLEIDER",
    "ONLY_TEAM",
    "bezwaar_tegen_leerpuntstap",
    "edits_some",
    "may_edit",
    "may_see",
    "may_see_persons",
    "reason_not_to_add",
    "reason_not_to_add_leerpunt",
    "reason_not_to_answer",
    "reason_not_to_edit",
    "reason_not_to_edit_leerpunt",
    "reason_not_to_see_versies",
]
