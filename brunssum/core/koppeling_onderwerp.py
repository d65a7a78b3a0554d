"""A koppeling, a key of it, and who asks for tokens without one, as what a melding is about."""

from django.urls import reverse

from brunssum.core import onderwerpen
from brunssum.core.models import ApiAanroep, ApiClient, ApiSleutel

onderwerpen.register(
    ApiClient,
    url=lambda client: reverse("core:koppeling", args=[client.pk]),
    visible_to=ApiClient.objects.visible_to,
    label=lambda client: client.name,
    takes_actiepunten=False,
)
onderwerpen.register(
    ApiSleutel,
    url=lambda sleutel: reverse("core:koppeling", args=[sleutel.client_id]),
    visible_to=lambda user: ApiSleutel.objects.visible_to(user).select_related("client"),
    label=lambda sleutel: f"{sleutel.client}, sleutel {sleutel}",
    takes_actiepunten=False,
)
onderwerpen.register(
    ApiAanroep,
    url=lambda aanroep: f"{reverse('core:aanroep_list')}?koppeling=onbekend&hoe=geen-token",
    visible_to=ApiAanroep.objects.visible_to,
    label=lambda aanroep: "Aanroepen van onbekenden",
    takes_actiepunten=False,
)
