"""What actiepunten and reflecties can be about, here."""

from django.urls import reverse

from brunssum.core import onderwerpen
from inspanningen.models import Doelstelling, Inspanning, Leerpunt, Mijlpaal

onderwerpen.register(
    Inspanning,
    url=lambda inspanning: reverse("inspanningen:detail", args=[inspanning.pk]),
    visible_to=lambda user: Inspanning.objects.visible_to(user),
)
onderwerpen.register(
    Doelstelling,
    url=lambda doelstelling: reverse("inspanningen:list") + f"?doelstelling={doelstelling.pk}",
    visible_to=Doelstelling.objects.visible_to,
)
onderwerpen.register(
    Leerpunt,
    url=lambda leerpunt: reverse("leerpunten:detail", args=[leerpunt.pk]),
    visible_to=Leerpunt.objects.visible_to,
)
onderwerpen.register(
    Mijlpaal,
    url=lambda mijlpaal: reverse("inspanningen:detail", args=[mijlpaal.inspanning_id]),
    visible_to=Mijlpaal.objects.visible_to,
)
