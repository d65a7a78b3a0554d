"""Telling partners' systems that something happened: which thing, and nothing of what is in it."""

import re
from collections.abc import Iterable

from django.db import transaction

from brunssum.core.gebeurtenissoorten import Gebeurtenissoort
from brunssum.core.models import Bericht, Gebeurtenis, Webhook
from brunssum.core.webhooks import bezorgen

VERWIJZING = re.compile(r"(/[a-z0-9-]+)+\Z")
"""An address below /api/v1, of words, numbers and uuids: it names no person."""


@transaction.atomic(savepoint=False)  # a part of the service that calls it
def announce(soort: str, *, verwijzing: str, organisaties: Iterable[int] | None) -> None:
    """Tell the systems that follow this soort. For other services to call, in their transaction.

    `verwijzing` is the address in the API of what it is about: "/signalen/<uuid>". `organisaties` are the ids of those
    it concerns, None for all of them. Leaves no audit row: the service that calls this does.
    """
    if soort not in Gebeurtenissoort.values:
        raise ValueError(f"{soort} is not in gebeurtenissoorten.py")
    if not VERWIJZING.match(verwijzing):
        raise ValueError(f"{verwijzing!r} is no address of the API")
    if webhooks := Webhook.objects.following(soort, organisaties):
        gebeurtenis = Gebeurtenis.objects.create(soort=soort, verwijzing=verwijzing)
        berichten = Bericht.objects.bulk_create(
            Bericht(webhook_id=pk, gebeurtenis=gebeurtenis, volgende_poging_op=gebeurtenis.moment)
            for pk in webhooks
        )
        for bericht in berichten:
            bezorgen.request(bericht.pk)
