"""What a melding can be about, of core itself. The title of an actiepunt is shown to who may see it, if need be after a
second factor.
"""

from django.urls import reverse

from brunssum.core import onderwerpen
from brunssum.core.models import Actiepunt, ApiAanroep, ApiClient, ApiSleutel, Organisatie, Webhook

onderwerpen.register(
    Actiepunt,
    url=lambda actiepunt: reverse("core:actiepunt", args=[actiepunt.pk]),
    visible_to=Actiepunt.objects.visible_to,
    label=lambda actiepunt: actiepunt.titel,
    hides=lambda actiepunt: actiepunt.vertrouwelijk,
    takes_actiepunten=False,
    van=Actiepunt.objects.made_by,
    acties={
        "actiepunt.afgerond": "rondde af: {}",
        "actiepunt.bevestigd": "bevestigde: {}",
        "actiepunt.teruggegeven": "gaf terug: {}",
        "actiepunt.overgedragen": "droeg over: {}",
        "actiepunt.ingetrokken": "trok in: {}",
    },
)
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
onderwerpen.register(
    Organisatie,
    url=lambda organisatie: f"{reverse('core:koppeling_list')}?organisatie={organisatie.pk}",
    visible_to=Organisatie.objects.looked_after_by,
    takes_actiepunten=False,
)
onderwerpen.register(
    Webhook,
    url=lambda webhook: reverse("core:webhook", args=[webhook.uuid]),
    visible_to=Webhook.objects.visible_to,
    label=lambda webhook: webhook.host,
    takes_actiepunten=False,
)
