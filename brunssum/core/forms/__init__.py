"""What is filled in. Here what the forms of all apps share; beside it the forms of core, a file per subject."""

from .velden import BedragField, DatumField, FormRenderer, MeerkeuzeField
from .vrije_tekst import VrijeTekstForm

__all__ = ["BedragField", "DatumField", "FormRenderer", "MeerkeuzeField", "VrijeTekstForm"]
