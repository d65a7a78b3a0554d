"""Who may do what with a reisverslag. Which ones a person may see at all: querysets.

Of raadsstukken: `from reisverslag.permissions import raadsstukken`.
"""

from .verslag import may_edit, may_make_uitgave, may_read, may_write

__all__ = ["may_edit", "may_make_uitgave", "may_read", "may_write"]
