from .groep import Ambassadeur, Ambassadeursgroep

__all__ = ["Ambassadeur", "Ambassadeursgroep"]
