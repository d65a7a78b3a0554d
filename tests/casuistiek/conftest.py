"""A casus at any step, walked there through the services, as people would."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from brunssum.core.models import Gebied
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Casus, Mandaat, Signaal
from casuistiek.stappen import Stap
from tests.factories import GebiedFactory, OrganisatieFactory

MELDING = date(2026, 3, 2)
"""The day every casus of these tests is logged; later steps come a day later each."""

DUW_TEKSTEN = {
    "kleine_duw": "Het dak van het schuurtje laten herstellen.",
    "waarom_niet_regulier": "Het schuurtje is geen woning en geen hulpmiddel.",
    "kosten_van_niets_doen": "De bewoner komt niet meer buiten.",
}
DUW = DUW_TEKSTEN | {"weigeringen": [("Wmo", "Het schuurtje is geen hulpmiddel.")]}
MOTIVERING = {
    "legitimiteit": "Dit is wat de wet wil bereiken.",
    "betrokkenheid": "De bewoner haalde zelf offertes op.",
    "rendement": "Goedkoper dan een jaar vervoer.",
}


@pytest.fixture
def wijk(db):
    return GebiedFactory(code="WK089902", naam="Wijk 02 Brunssum-Noord")


@pytest.fixture
def buurt(wijk):
    return GebiedFactory(code="BU08990203", naam="Klingelsberg", soort=Gebied.Soort.BUURT, ouder=wijk)


@pytest.fixture
def budget(programmamanager):
    """A thousand euro of the Regiodeal for this year's tests."""
    return services.add_toekenning(
        actor=programmamanager, jaar=2026, financiering="Regiodeal", bedrag=Decimal(1000), op=date(2026, 1, 1)
    )


@pytest.fixture
def mandaat(db):
    """Alone up to 5.000 euro, as second pair of eyes up to 20.000."""
    return Mandaat.objects.create(
        rol=Rol.PROGRAMMAMANAGER, tot_bedrag=Decimal(5000), als_tweede_tot_bedrag=Decimal(20000)
    )


@pytest.fixture
def casus_op(wijkmanager, programmamanager, buurt, budget, mandaat):
    """Make a casus of the wijkmanager at this step: casus_op(Stap.VOORSTEL, bedrag=Decimal(500))."""

    def make(stap: Stap, *, bedrag=Decimal(500), toegekend=True, door=wijkmanager, **velden) -> Casus:
        casus = services.log_casus(
            **{
                "actor": door,
                "op": MELDING,
                "gebied": buurt,
                "wat_gaat_mis": "Het dak van het schuurtje lekt op de scootmobiel.",
                "leefgebieden": ["wonen", "gezondheid"],
                "betrokken_partijen": "Wmo-consulent",
            }
            | velden
        )
        walk(casus, stap, bedrag, toegekend, door)
        return Casus.objects.get(pk=casus.pk)

    def walk(casus, stap, bedrag, toegekend, door):
        def day(n):
            return {"op": MELDING + timedelta(days=n)}

        steps = [
            (Stap.TER_PLEKKE, lambda: services.go_to(casus.pk, actor=door, **day(1))),
            (
                Stap.VOORSTEL,
                lambda: services.make_voorstel(casus.pk, actor=door, bedrag=bedrag, **DUW, **day(2)),
            ),
            (Stap.BESLUIT, lambda: decide(casus, bedrag, toegekend, **day(3))),
            (Stap.UITVOERING, lambda: services.begin_uitvoering(casus.pk, actor=door, **day(4))),
            (Stap.NAZORG, lambda: services.to_nazorg(casus.pk, actor=door, **day(5))),
            (Stap.GESLOTEN, lambda: services.close(casus.pk, actor=door, **day(6))),
        ]
        if stap == Stap.GESIGNALEERD:
            return
        if stap == Stap.DOORGELEID:
            services.doorgeleiden(casus.pk, actor=door, toelichting="De Wmo pakt het op.", **day(1))
            return
        if stap == Stap.INGETROKKEN:
            services.intrekken(casus.pk, actor=door, toelichting="Zelf opgelost.", **day(1))
            return
        for reached, step in steps:
            step()
            if reached == stap:
                return

    def decide(casus, bedrag, toegekend, op):
        services.decide(
            casus.voorstellen.latest("pk").pk,
            actor=programmamanager,
            op=op,
            uitkomst="toegekend" if toegekend else "afgewezen",
            bedrag=bedrag,
            budget=budget if bedrag else None,
            **MOTIVERING,
        )

    return make


@pytest.fixture
def partner(gebruiker_met):
    """Logs in for Weller."""
    return gebruiker_met(
        Rol.PARTNER, naam="Contact Weller", organisatie=OrganisatieFactory(naam="Weller", soort="corporatie")
    )


@pytest.fixture
def in_eigen_wijk(wijkmanager, wijk):
    """The wijkmanager, who works in the wijk of these tests."""
    wijkmanager.gebieden.add(wijk)
    return wijkmanager


@pytest.fixture
def geef_signaal(partner, buurt):
    """Hand in a signaal: geef_signaal(naam="...", bewoner_akkoord=True)."""

    def give(**velden) -> Signaal:
        return services.hand_in_signaal(
            **{
                "actor": partner,
                "op": MELDING,
                "gebied": buurt,
                "wat_gaat_mis": "De huur is drie maanden niet betaald en de post blijft liggen.",
                "leefgebieden": ["geld", "wonen"],
            }
            | velden
        )

    return give
