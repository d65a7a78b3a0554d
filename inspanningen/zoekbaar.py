"""What can be searched, of the programme and its inspanningen. Names of persons, money and risico's stay inside."""

from django.urls import reverse

from brunssum.core.rollen import Recht, Zicht
from brunssum.core.zoekregister import Zoekbaar, dag, register
from inspanningen.models import Doelstelling, Inspanning, Leerpunt
from inspanningen.velden import VELDEN


def _inspanning_url(text: str, user) -> str | None:
    """Its page, for who types just its number."""
    if len(text) > Inspanning._meta.get_field("nummer").max_length:
        return None
    pk = Inspanning.objects.visible_to(user).filter(nummer=text.upper()).values_list("pk", flat=True).first()
    return pk and reverse("inspanningen:detail", args=[pk])


register(
    Zoekbaar(
        sleutel="inspanningen",
        enkelvoud="inspanning",
        meervoud="inspanningen",
        model=Inspanning,
        rows=Inspanning.objects.visible_to,
        titel=("nummer", "naam"),
        teksten={veld.kolom: veld.zicht for veld in VELDEN},
        datum="gewijzigd_op",
        extra=("fase",),
        label=lambda rij: f"{rij['nummer']} {rij['naam']}",
        url=lambda rij: reverse("inspanningen:detail", args=[rij["pk"]]),
        context=lambda rij: Inspanning.Fase(rij["fase"]).label,
        jump=_inspanning_url,
        volgorde=10,
    ),
    Zoekbaar(
        sleutel="doelstellingen",
        enkelvoud="doelstelling",
        meervoud="doelstellingen",
        model=Doelstelling,
        rows=lambda user: (
            Doelstelling.objects.all() if user.mag(Recht.INSPANNINGEN_ZIEN) else Doelstelling.objects.none()
        ),
        titel=("naam",),
        teksten={},
        datum="pk",
        extra=("nummer", "soort"),
        label=lambda rij: f"{rij['nummer']}. {rij['naam']}",
        url=lambda rij: f"{reverse('inspanningen:list')}?doelstelling={rij['pk']}",
        context=lambda rij: Doelstelling.Soort(rij["soort"]).label,
        volgorde=30,
    ),
    Zoekbaar(
        sleutel="leerpunten",
        enkelvoud="leerpunt",
        meervoud="leerpunten",
        model=Leerpunt,
        rows=Leerpunt.objects.visible_to,
        titel=("titel",),
        teksten={"tekst": Zicht.OPENBAAR, "herkomst": Zicht.OPENBAAR},
        datum="gesignaleerd_op",
        extra=("staat", "staat_sinds"),
        label=lambda rij: rij["titel"],
        url=lambda rij: reverse("leerpunten:detail", args=[rij["pk"]]),
        context=lambda rij: f"{Leerpunt.Staat(rij['staat']).label} sinds {dag(rij['staat_sinds'])}",
        volgorde=40,
    ),
)
