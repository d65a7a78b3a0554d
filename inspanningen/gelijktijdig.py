"""Two people who edit the same small thing at once: the second one is told, and nothing is overwritten unseen."""

from django.db import models

from brunssum.core.exceptions import Tussentijds


class MetVersie(models.Model):
    """Something that counts its saves, so that a form can say on which one it was written."""

    versie = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        abstract = True


def next_versie(obj: MetVersie, gelezen: int | None) -> None:
    """Count one more save of `obj`, which the caller has locked. `gelezen` is the version its writer began from.

    Raises Tussentijds when someone else saved since. None: the change does not depend on what stood there.
    """
    if gelezen is not None and gelezen != obj.versie:
        raise Tussentijds(
            "Iemand anders heeft dit intussen veranderd. Uw tekst staat er nog en is nog niet bewaard. "
            "Lees eerst wat er nu staat, en bewaar dan opnieuw."
        )
    obj.versie += 1
