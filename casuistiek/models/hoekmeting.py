from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from casuistiek.models.casus import Casus

HOEKEN = ("bestaanszekerheid", "zorg", "meedoen", "rust")
"""The three corners of the stabiliteitsdriehoek, and the stress in its middle, turned round: more is better."""

STANDEN = {1: "gaat heel slecht", 2: "gaat slecht", 3: "gaat net", 4: "gaat goed", 5: "gaat heel goed"}


def _stand(label: str, help_text: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, choices=list(STANDEN.items()), help_text=help_text
    )


class Hoekmeting(models.Model):
    """How a resident says things go, in the four corners, before the small push or after it. Empty: not known."""

    class Moment(models.TextChoices):
        VOOR = "voor", "Voor de kleine duw"
        NA = "na", "Na de kleine duw"

    casus = models.ForeignKey(Casus, on_delete=models.CASCADE, related_name="hoekmetingen")
    moment = models.CharField(max_length=10, choices=Moment.choices)
    bestaanszekerheid = _stand("bestaanszekerheid", "Inkomen, huis en schulden.")
    zorg = _stand("zorg en steun", "De hulp die nodig is, is er en blijft.")
    meedoen = _stand("meedoen", "Werk, school, contact met anderen.")
    rust = _stand("rust", "Geen stress over hoe het verder moet.")
    op = models.DateField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "hoekmeting"
        verbose_name_plural = "hoekmetingen"
        constraints = [
            models.UniqueConstraint(fields=["casus", "moment"], name="hoekmeting_een_per_moment"),
            *(
                models.CheckConstraint(
                    name=f"hoekmeting_{hoek}_op_vijf_standen",
                    condition=Q(**{f"{hoek}__isnull": True}) | Q(**{f"{hoek}__range": (1, 5)}),
                )
                for hoek in HOEKEN
            ),
            models.CheckConstraint(
                name="hoekmeting_niet_leeg",
                condition=Q(bestaanszekerheid__isnull=False)
                | Q(zorg__isnull=False)
                | Q(meedoen__isnull=False)
                | Q(rust__isnull=False),
                violation_error_message="Vul minstens één hoek in.",
            ),
        ]

    def __str__(self):
        return f"Hoekmeting {self.pk}"
