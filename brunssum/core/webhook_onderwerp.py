"""A webhook as what a melding is about."""

from django.urls import reverse

from brunssum.core import onderwerpen
from brunssum.core.models import Webhook

onderwerpen.register(
    Webhook,
    url=lambda webhook: reverse("core:webhook", args=[webhook.uuid]),
    visible_to=Webhook.objects.visible_to,
    label=lambda webhook: webhook.host,
    takes_actiepunten=False,
)
