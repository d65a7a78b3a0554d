"""Which meldingen, and which mails about them."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Subquery
from django.db.models.functions import Coalesce

from brunssum.core.rollen import Recht


class MeldingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and nobody else's. What one is about may have gone out of sight: see queries.onderwerpen."""
        return self.filter(ontvanger=user)

    def unread(self):
        return self.filter(gelezen_op=None)

    def number_unread(self, gebruiker):
        """How many someone did not read, as an expression for an annotation; `gebruiker` is an OuterRef."""
        per_ontvanger = self.unread().filter(ontvanger=gebruiker).order_by().values("ontvanger")
        return Coalesce(Subquery(per_ontvanger.annotate(aantal_rijen=Count("pk")).values("aantal_rijen")), 0)

    def about(self, obj):
        return self.filter(onderwerp_soort=ContentType.objects.get_for_model(obj), onderwerp_id=obj.pk)

    def not_mailed(self):
        """What its reader does not know of yet: not read, and in no mail since it was told last."""
        return self.unread().filter(mailbericht=None)

    def for_list(self):
        """Newest first, what was not read before what was."""
        return self.select_related("veroorzaakt_door", "onderwerp_soort").order_by(
            models.F("gelezen_op").desc(nulls_first=True), "-laatst_op", "-pk"
        )


class MailberichtQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What was sent to oneself; for who keeps the users or reads the log, what was sent to anyone."""
        if user.mag(Recht.GEBRUIKERS_BEHEREN) or user.mag(Recht.LOGBOEK_ZIEN):
            return self
        return self.filter(ontvanger=user)

    def to_send(self, moment: datetime):
        """Ready, or refused before and due to be tried again."""
        return self.filter(uitkomst__in=self.model.TE_VERSTUREN, niet_voor__lte=moment)

    def newest_first(self):
        return self.select_related("ontvanger").order_by("-gemaakt_op", "-pk")
