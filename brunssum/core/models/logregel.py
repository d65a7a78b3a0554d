from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from brunssum.core.querysets.logregel import LogRegelQuerySet


class LogRegel(models.Model):
    """One write: who did what to which object, when, and what it was before and after. Never changed."""

    tijdstip = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="door"
    )
    api_client = models.ForeignKey(
        "core.ApiClient",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="door het systeem",
    )  # a partner's system did it, and no person
    actie = models.CharField(max_length=60)
    object_soort = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    voor = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    na = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    detail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = LogRegelQuerySet.as_manager()

    class Meta:
        verbose_name = "logregel"
        verbose_name_plural = "logregels"
        indexes = [
            models.Index(fields=["object_soort", "object_id", "-tijdstip"], name="logregel_per_object"),
            models.Index(fields=["-tijdstip", "-id"], name="logregel_nieuwste_eerst"),
            models.Index(fields=["actie", "-tijdstip"], name="logregel_per_actie"),
        ]

    def __str__(self):
        return f"{self.actie} {self.object_id}"

    @property
    def wie(self) -> str:
        """Who did it, for people to read."""
        if self.api_client:
            return f"{self.api_client.name} (systeem van {self.api_client.organisatie})"
        return self.actor.naam if self.actor else "Kanarie zelf"
