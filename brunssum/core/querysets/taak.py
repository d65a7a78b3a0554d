"""Which background jobs."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class TaakQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own jobs only: a result may hold what others may not see."""
        return self.filter(aangevraagd_door=user)

    def open(self):
        return self.filter(status__in=self.model.OPEN)

    def waiting(self, now: datetime):
        """Open rows that no worker is busy with: never started, or left behind by a worker that died."""
        return self.open().filter(Q(geclaimd_tot__isnull=True) | Q(geclaimd_tot__lt=now))
