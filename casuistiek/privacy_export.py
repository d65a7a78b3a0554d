"""Everything that is kept about one betrokkene, as AVG 15 asks: the data, why, from whom, to whom, how long, who looked.

Other betrokkenen of the same casus are left out, and so is who of the staff looked: a rol and a moment are enough. In
free text someone else may still be named; the page asks to read the export before it is given.
"""

from typing import Any

from django.conf import settings

from brunssum.core.templatetags.kanarie import euro
from casuistiek.models import Betrokkene, Bewaartermijn, Casus, Inzage, Signaal
from casuistiek.queries import signalen_of, verloop_of

BRON_CASUS = (
    "Opgeschreven door medewerkers van de gemeente, na een gesprek of een bezoek. Wat bij signalen staat, schreef de "
    "organisatie die daar staat."
)
BRON_SIGNAAL = "De organisatie die bij het signaal staat, gaf ons deze gegevens."


def export_of(betrokkene: Betrokkene) -> dict[str, Any]:
    """The export as plain Python: texts, days, numbers, lists. The caller checked the right and wrote down the look.

    Of a signaal that is no casus it says the same, and `casus` is empty.
    """
    casus = betrokkene.casus
    over = casus or betrokkene.signaal
    activiteit = over.verwerkingsactiviteit
    termijnen = Bewaartermijn.CASUSSEN if casus else (Bewaartermijn.Soort.SIGNAAL,)
    return {
        "verantwoordelijke": settings.GEMEENTE_NAAM,
        "contact": settings.CONTACT_EMAIL,
        "waarom": {
            "doel": activiteit.doel,
            "grondslag": activiteit.get_grondslag_display(),
            "wet_of_regeling": activiteit.wettelijke_basis,
        },
        "bewaartermijnen": [
            {"wat": str(termijn), "maanden": termijn.maanden, "grondslag": termijn.grondslag}
            for termijn in Bewaartermijn.objects.filter(soort__in=termijnen).order_by("-maanden")
        ],
        "bron": BRON_CASUS if casus else BRON_SIGNAAL,
        "betrokkene": {"naam": betrokkene.naam, "contactgegevens": betrokkene.contact},
        "casus": _casus(casus) if casus else None,
        "verloop": _verloop(casus) if casus else [],
        "signalen": [_signaal(one) for one in (signalen_of(casus) if casus else [over])],
        "bijlagen": _bijlagen(casus) if casus else [],
        "gedeeld_met": _gedeeld_met(casus) if casus else [],
        "inzagen": [
            {
                "op": one.tijdstip,
                "rollen": one.rollen,
                "grond": one.get_grond_display(),
            }
            for one in Inzage.objects.filter(betrokkene=betrokkene.pk).order_by("nummer")
        ],
        "verzoeken": [
            {
                "soort": one.get_soort_display(),
                "ontvangen_op": one.ontvangen_op,
                "toelichting": one.toelichting,
                "uitkomst": one.get_uitkomst_display(),
                "antwoord": one.antwoord,
            }
            for one in over.privacyverzoeken.filter(betrokkene=betrokkene.pk).order_by("ontvangen_op", "pk")
        ],
    }


def _bijlagen(casus: Casus) -> list[dict[str, Any]]:
    return [{"omschrijving": one.omschrijving, "op": one.op} for one in casus.bijlagen.order_by("op", "pk")]


def _gedeeld_met(casus: Casus) -> list[dict[str, Any]]:
    return [
        {
            "organisatie": one.organisatie.naam,
            "velden": [str(veld) for veld in one.velden],
            "waarvoor": one.doel,
            "op_welke_grond": one.grondslag,
            "tot_en_met": one.geldig_tot,
        }
        for one in casus.verstrekkingen.select_related("organisatie").order_by("pk")
    ]


def _casus(casus: Casus) -> dict[str, Any]:
    return {
        "nummer": casus.nummer,
        "gemeld_op": casus.gemeld_op,
        "waar": str(casus.gebied),
        "stap": casus.get_stap_display(),
        "wat_gaat_er_mis": casus.wat_gaat_mis,
        "wie_is_erbij_betrokken": casus.betrokken_partijen,
        "leefgebieden": casus.leefgebied_labels,
        "anoniem_verhaal": casus.anoniem_verhaal,
        "verwerking_beperkt_op": casus.beperkt_op,
    }


def _signaal(signaal: Signaal) -> dict[str, Any]:
    """What a partner told, with what was written about it since."""
    return {
        "organisatie": signaal.organisatie.naam,
        "kenmerk": signaal.kenmerk,
        "ontvangen_op": signaal.ontvangen_op,
        "waar": str(signaal.gebied),
        "leefgebieden": signaal.leefgebied_labels,
        "bewoner_wist_ervan_en_vond_het_goed": signaal.bewoner_akkoord,
        "wat_is_er_aan_de_hand": signaal.wat_gaat_mis,
        "wat_is_al_geprobeerd": signaal.al_geprobeerd,
        "stand": signaal.get_stand_display(),
        "verwerking_beperkt_op": signaal.beperkt_op,
        "verloop": [
            {"op": one.op, "wat": one.titel, "tekst": one.tekst} for one in reversed(verloop_of(signaal))
        ],
    }


def _verloop(casus: Casus) -> list[dict[str, Any]]:
    """What was written and decided, in the order of the days."""
    rows = [
        *((one.op, one.get_naar_display(), one.toelichting) for one in casus.stapwissels.order_by("pk")),
        *((one.op, "Notitie", one.tekst) for one in casus.notities.order_by("pk")),
        *((one.overleg.op, str(one.overleg), one.afspraak or one.vraag) for one in casus.agendapunten.select_related("overleg")),
        *((one.op, one.get_soort_display(), f"{euro(one.bedrag)} {one.omschrijving}".strip()) for one in casus.boekingen.order_by("pk")),
    ]  # fmt: skip
    for voorstel in casus.voorstellen.select_related("besluit").order_by("pk"):
        texts = (voorstel.kleine_duw, voorstel.waarom_niet_regulier, voorstel.kosten_van_niets_doen)
        rows.append((voorstel.op, f"Voorstel, {euro(voorstel.bedrag)}", "\n".join(texts)))
        if besluit := getattr(voorstel, "besluit", None):
            texts = (besluit.legitimiteit, besluit.betrokkenheid, besluit.rendement)
            rows.append((besluit.op, f"Besluit: {besluit.get_uitkomst_display().lower()}", "\n".join(texts)))
    return [{"op": op, "wat": wat, "tekst": tekst} for op, wat, tekst in sorted(rows, key=lambda row: row[0])]
