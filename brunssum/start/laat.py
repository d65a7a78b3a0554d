"""What is late: of this person, and of others for who sees their actiepunten."""

from collections.abc import Iterator

from django.urls import reverse

from brunssum.core.models import Actiepunt
from brunssum.core.rollen import Recht
from brunssum.core.templatetags.kanarie import datum
from brunssum.start.gegevens import Gegevens
from brunssum.start.regels import Regel, count_of
from inspanningen.models import Mijlpaal
from inspanningen.queries.mijlpalen import late_mijlpalen

REGELS = 5


def late_of_mine(gegevens: Gegevens) -> Iterator[Regel]:
    """Actiepunten, the longest waiting first; then mijlpalen, and casussen that stand still."""
    if gegevens.actiestand.te_laat:
        yield from _actiepunten(gegevens)
    if gegevens.eigen_inspanningen:
        yield from _mijlpalen(gegevens)
    if stil := gegevens.werkvoorraad.staat_stil:
        yield Regel(
            count_of(stil, "casus staat", "casussen staan") + " al tien dagen of langer stil",
            reverse("casuistiek:list") + "?toon=stil",
            vraagt=True,
        )


def _actiepunten(gegevens: Gegevens) -> Iterator[Regel]:
    late = Actiepunt.objects.of(gegevens.user).late(gegevens.vandaag).order_by("vervalt_op", "pk")
    shown = list(late[:REGELS])
    places = gegevens.places_of(shown)
    for actiepunt in shown:
        yield Regel(
            gegevens.title_of(actiepunt),
            places[actiepunt.pk],
            f"had klaar moeten zijn op {datum(actiepunt.vervalt_op)}",
            vraagt=True,
        )
    meer = gegevens.actiestand.te_laat - REGELS
    if meer > 0:
        yield Regel(
            f"En nog {count_of(meer, 'actiepunt', 'actiepunten')}",
            reverse("core:actiepunt_list") + "?toon=mijn",
        )


def _mijlpalen(gegevens: Gegevens) -> Iterator[Regel]:
    """Of the inspanningen this person leads."""
    mine = Mijlpaal.objects.visible_to(gegevens.user).filter(inspanning__in=gegevens.eigen_inspanningen)
    late = late_mijlpalen(mine, gegevens.vandaag)
    for mijlpaal in late[:REGELS]:
        yield Regel(
            f"Mijlpaal: {mijlpaal.naam}",
            reverse("inspanningen:mijlpaal", args=[mijlpaal.pk]),
            f"{mijlpaal.inspanning}, gepland {mijlpaal.wanneer}",
            vraagt=True,
        )
    meer = len(late) - REGELS
    if meer > 0:
        yield Regel(
            f"En nog {count_of(meer, 'mijlpaal', 'mijlpalen')}",
            f"{reverse('programma:planning')}?projectleider={gegevens.user.pk}&laat=1",
        )


def late_of_others(gegevens: Gegevens) -> Iterator[Regel]:
    """Everyone sees what is late of everyone, so that nothing is late in silence."""
    count, user = gegevens.actiestand.te_laat_van_anderen, gegevens.user
    if not count or not user.mag(Recht.ACTIEPUNTEN_ZIEN):
        return
    late = Actiepunt.objects.visible_to(user).late(gegevens.vandaag).exclude(eigenaar=user)
    for actiepunt in late.for_list()[:REGELS]:
        yield Regel(
            gegevens.title_of(actiepunt),
            reverse("core:actiepunt", args=[actiepunt.pk]),
            f"{actiepunt.eigenaar}, had klaar moeten zijn op {datum(actiepunt.vervalt_op)}",
        )
    if count > REGELS:
        yield Regel(
            f"Alle {count_of(count, 'actiepunt', 'actiepunten')} van anderen die te laat zijn",
            reverse("core:actiepunt_list") + "?toon=te-laat",
        )
