from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from inspanningen.models.inspanning import Inspanning
from inspanningen.querysets.participatie import ParticipatieQuerySet


class Participatie(models.Model):
    """How far residents have a say in an inspanning, as planned or as it really is, on a day. Never changed: each
    assessment is a new row, and the newest of its soort holds."""

    class Soort(models.TextChoices):
        GEPLAND = "gepland", "Gepland"
        WERKELIJK = "werkelijk", "Werkelijk"

    class Trede(models.IntegerChoices):
        """A step of the ladder; the higher, the more say."""

        INFORMEREN = 1, "Informeren"
        RAADPLEGEN = 2, "Raadplegen"
        ADVISEREN = 3, "Adviseren"
        COPRODUCEREN = 4, "Coproduceren"
        MEEBESLISSEN = 5, "Meebeslissen"

    inspanning = models.ForeignKey(Inspanning, on_delete=models.PROTECT, related_name="participaties")
    soort = models.CharField("wat legt u vast", max_length=20, choices=Soort.choices)
    trede = models.PositiveSmallIntegerField("hoever gaat de zeggenschap", choices=Trede.choices)
    hoe = models.CharField(
        "hoe, in één zin", max_length=300, help_text="Wat doen inwoners dan, en waaraan ziet u dat?"
    )
    op = models.DateField("op welke dag")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = ParticipatieQuerySet.as_manager()

    class Meta:
        verbose_name = "participatie"
        verbose_name_plural = "participatie"
        constraints = [
            models.CheckConstraint(
                name="participatie_soort_bestaat", condition=Q(soort__in=["gepland", "werkelijk"])
            ),
            models.CheckConstraint(
                name="participatie_trede_bestaat",
                condition=Q(trede__gte=1, trede__lte=5),
                violation_error_message="Deze trede bestaat niet.",
            ),
            models.CheckConstraint(
                name="participatie_zegt_hoe",
                condition=~Q(hoe=""),
                violation_error_message="Schrijf in één zin hoe inwoners meedoen.",
            ),
        ]
        indexes = [models.Index(fields=["inspanning", "soort", "op"], name="participatie_per_soort")]

    def __str__(self):
        return f"{self.get_soort_display()}: {self.get_trede_display()}"
