"""What can be searched, of the programme and its inspanningen. Names of persons, money and risico's stay inside."""

from django.urls import reverse

from brunssum.core.models import Organisatie
from brunssum.core.rollen import Recht, Zicht
from brunssum.core.zoeken.register import Zoekbaar, dag, line, register
from inspanningen.models import (
    Budgetpost,
    Doelstelling,
    Financiering,
    Inspanning,
    Leerpunt,
    Mijlpaal,
    Partnerschap,
    Risico,
    Wijkplan,
    Wijkplanactie,
)
from inspanningen.velden import VELDEN
from monitor.namen import korte_gebiedsnaam


def _inspanning_url(text: str, user) -> str | None:
    """Its page, for who types just its number."""
    if len(text) > Inspanning._meta.get_field("nummer").max_length:
        return None
    pk = Inspanning.objects.visible_to(user).filter(nummer=text.upper()).values_list("pk", flat=True).first()
    return pk and reverse("inspanningen:detail", args=[pk])


def _partners(user):
    """Organisaties that work along: what they do is where one goes."""
    if not user.mag(Recht.INSPANNINGEN_ZIEN):
        return Organisatie.objects.none()
    return Organisatie.objects.visible_to(user).filter(pk__in=Partnerschap.objects.values("organisatie"))


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
        rows=Doelstelling.objects.visible_to,
        titel=("naam",),
        teksten={"omschrijving": Zicht.OPENBAAR},
        datum="pk",
        extra=("nummer", "soort", "status"),
        label=lambda rij: f"{rij['nummer']}. {rij['naam']}",
        url=lambda rij: reverse("programma:doelstelling", args=[rij["pk"]]),
        context=lambda rij: line(
            Doelstelling.Soort(rij["soort"]).label, Doelstelling.Status(rij["status"]).label.lower()
        ),
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
    Zoekbaar(
        sleutel="mijlpalen",
        enkelvoud="mijlpaal",
        meervoud="mijlpalen",
        model=Mijlpaal,
        rows=Mijlpaal.objects.visible_to,
        titel=("naam",),
        teksten={"toelichting": Zicht.OPENBAAR, "vervallen_reden": Zicht.OPENBAAR},
        datum="tot",
        extra=("wanneer", "status", "inspanning__nummer", "inspanning__naam"),
        label=lambda rij: rij["naam"],
        url=lambda rij: reverse("inspanningen:mijlpaal", args=[rij["pk"]]),
        context=lambda rij: line(
            f"{rij['inspanning__nummer']} {rij['inspanning__naam']}",
            rij["wanneer"],
            Mijlpaal.Status(rij["status"]).label.lower(),
        ),
        volgorde=20,
    ),
    Zoekbaar(
        sleutel="risicos",
        enkelvoud="risico",
        meervoud="risico’s",
        model=Risico,
        rows=Risico.objects.visible_to,
        titel=("omschrijving",),
        teksten={"maatregel": Zicht.INTERN, "reden_gesloten": Zicht.INTERN},
        datum="beoordeeld_op",
        extra=("inspanning__nummer", "inspanning__naam", "status"),
        label=lambda rij: rij["omschrijving"],
        url=lambda rij: reverse("inspanningen:risico", args=[rij["pk"]]),
        context=lambda rij: line(
            f"{rij['inspanning__nummer']} {rij['inspanning__naam']}",
            Risico.Status(rij["status"]).label.lower(),
        ),
        volgorde=25,
    ),
    Zoekbaar(
        sleutel="financieringen",
        enkelvoud="financiering",
        meervoud="financieringen",
        model=Financiering,
        rows=Financiering.objects.visible_to,
        titel=("naam",),
        teksten=dict.fromkeys(("bron", "voorwaarden", "toelichting"), Zicht.INTERN),
        datum="van",
        extra=("van", "tot"),
        label=lambda rij: rij["naam"],
        url=lambda rij: reverse("programma:financiering", args=[rij["pk"]]),
        context=lambda rij: line(
            rij["bron"],
            f"vanaf {dag(rij['van'])}",
            f"tot en met {dag(rij['tot'])}" if rij["tot"] else "zonder einddatum",
        ),
        volgorde=27,
    ),
    Zoekbaar(
        sleutel="budgetposten",
        enkelvoud="budgetpost",
        meervoud="budgetposten",
        model=Budgetpost,
        rows=Budgetpost.objects.visible_to,
        titel=("omschrijving",),
        teksten={},
        datum="jaar",
        extra=("jaar", "inspanning", "inspanning__nummer", "inspanning__naam", "financiering__naam"),
        label=lambda rij: rij["omschrijving"],
        url=lambda rij: reverse("inspanningen:geld", args=[rij["inspanning"]]),
        context=lambda rij: line(
            f"{rij['inspanning__nummer']} {rij['inspanning__naam']}",
            str(rij["jaar"]),
            rij["financiering__naam"],
        ),
        volgorde=28,
    ),
    Zoekbaar(
        sleutel="wijkplannen",
        enkelvoud="wijkplan",
        meervoud="wijkplannen",
        model=Wijkplan,
        rows=Wijkplan.objects.visible_to,
        titel=(),
        teksten={"opgave": Zicht.OPENBAAR, "bewoners": Zicht.OPENBAAR},
        datum="van_jaar",
        extra=("gebied__naam", "van_jaar", "tot_jaar", "status"),
        label=lambda rij: f"Wijkplan {korte_gebiedsnaam(rij['gebied__naam'])}",
        url=lambda rij: reverse("wijkplannen:detail", args=[rij["pk"]]),
        context=lambda rij: line(
            f"{rij['van_jaar']} tot en met {rij['tot_jaar']}", Wijkplan.Status(rij["status"]).label.lower()
        ),
        volgorde=105,
    ),
    Zoekbaar(
        sleutel="wijkplanacties",
        enkelvoud="actie in een wijkplan",
        meervoud="acties in wijkplannen",
        model=Wijkplanactie,
        rows=Wijkplanactie.objects.visible_to,
        titel=("wat",),
        teksten=dict.fromkeys(("waarom", "waar", "wie", "toelichting"), Zicht.OPENBAAR),
        datum="status_sinds",
        extra=("status", "wijkplan", "wijkplan__gebied__naam", "jaar", "organisatie__naam"),
        label=lambda rij: rij["wat"],
        url=lambda rij: reverse("wijkplannen:detail", args=[rij["wijkplan"]]),
        context=lambda rij: line(
            korte_gebiedsnaam(rij["wijkplan__gebied__naam"]),
            rij["jaar"] and str(rij["jaar"]),
            rij["organisatie__naam"],
            Wijkplanactie.Status(rij["status"]).label.lower(),
        ),
        volgorde=106,
    ),
    Zoekbaar(
        sleutel="organisaties",
        enkelvoud="organisatie",
        meervoud="organisaties",
        model=Organisatie,
        rows=_partners,
        titel=("naam",),
        teksten={},
        datum="pk",
        extra=("soort",),
        label=lambda rij: rij["naam"],
        url=lambda rij: f"{reverse('inspanningen:list')}?partner={rij['pk']}",
        context=lambda rij: Organisatie.Soort(rij["soort"]).label,
        volgorde=120,
    ),
)
