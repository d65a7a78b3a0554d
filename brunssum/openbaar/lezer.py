"""Who reads here: everyone, so someone who sees what is openbaar and nothing else."""

from brunssum.core.rollen import Recht, Zicht


class Iedereen:
    """Stands in for a gebruiker where rows are chosen by `visible_to`. Sees that inspanningen and figures exist."""

    is_active = True
    is_authenticated = False
    pk = None
    rollen: frozenset[str] = frozenset()
    zicht = Zicht.OPENBAAR

    def mag(self, recht: str) -> bool:
        return recht in {Recht.INSPANNINGEN_ZIEN, Recht.MONITOR_ZIEN}


IEDEREEN = Iedereen()
