"""One of each that a partner may read, whole, for the tests of answers."""

from ambassadeurs.models import Ambassadeursgroep
from brunssum.core.models import Organisatie
from monitor.models import Indicator
from tests.factories import (
    AmbassadeursgroepFactory,
    BijeenkomstFactory,
    InspanningFactory,
    KnelpuntFactory,
    LeerpuntFactory,
    ReflectieFactory,
    VerhaalFactory,
)
from tests.openbaar.maken import make_gepubliceerd


def make_bijeenkomst(**fields):
    """One that external parties are asked for."""
    groep = Ambassadeursgroep.objects.filter(soort="externe_partijen").first()
    bijeenkomst = BijeenkomstFactory(**fields)
    bijeenkomst.groepen.add(groep or AmbassadeursgroepFactory(naam="Partijen", soort="externe_partijen"))
    return bijeenkomst


def make_one_of_each(organisatie: Organisatie) -> dict[str, str]:
    """Returns how to fill in the paths."""
    reflectie = ReflectieFactory(groep=None, organisatie=organisatie, onderwerp=InspanningFactory())
    ReflectieFactory(groep=None, organisatie=organisatie)
    knelpunt, leerpunt = KnelpuntFactory(), LeerpuntFactory()
    knelpunt.leerpunten.add(leerpunt)
    leerpunt.inspanningen.add(InspanningFactory())
    verhaal = VerhaalFactory(gepubliceerd=True, thema=Indicator.objects.first().thema)
    reisverslag = make_gepubliceerd()
    return {
        "/bijeenkomsten/{id}": str(make_bijeenkomst().pk),
        "/knelpunten/{id}": str(knelpunt.pk),
        "/leerpunten/{id}": str(leerpunt.pk),
        "/reflecties/{id}": str(reflectie.pk),
        "/reisverslagen/{id}": str(reisverslag.pk),
        "/reisverslagen/{id}/pdf": f"{reisverslag.pk}/pdf",
        "/verhalen/{id}": str(verhaal.pk),
    }
