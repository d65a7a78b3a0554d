"""Who may do what with a reisverslag. Which ones a person may see at all: querysets.

Of raadsstukken: `from reisverslag.permissions import raadsstukken`.
"""

from reisverslag.querysets.verslag import sees_concepten

from .verslag import (
    may_comment,
    may_edit,
    may_make_uitgave,
    may_publish,
    may_read,
    may_read_along,
    may_see_opmerkingen,
    may_settle,
    may_vaststellen,
    may_write,
    reason_not_to_correct,
    reason_not_to_publish,
    reason_not_to_withdraw_publication,
)

__all__ = [
    "may_comment",
    "may_edit",
    "may_make_uitgave",
    "may_publish",
    "may_read",
    "may_read_along",
    "may_see_opmerkingen",
    "may_settle",
    "may_vaststellen",
    "may_write",
    "reason_not_to_correct",
    "reason_not_to_publish",
    "reason_not_to_withdraw_publication",
    "sees_concepten",
]
