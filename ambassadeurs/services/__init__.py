"""Every write of ambassadeurs."""

from .groepen import CannotEnd, add_groep, add_lid, change_werkwijze, end_lidmaatschap

__all__ = ["CannotEnd", "add_groep", "add_lid", "change_werkwijze", "end_lidmaatschap"]
