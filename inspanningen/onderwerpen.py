"""What actiepunten and reflecties can be about, here."""

from django.db.models import Q
from django.urls import reverse

from brunssum.core import onderwerpen
from inspanningen.models import (
    Doelstelling,
    Financiering,
    Inspanning,
    Leerpunt,
    Mijlpaal,
    Oordeel,
    Oordeelronde,
    Oordeelvraag,
    Overdracht,
    Realisatieplanning,
    Risico,
    Voortgangsmelding,
    Wijkplan,
)
from inspanningen.queries.oordelen import GEVEN
from inspanningen.services.overdracht import BEVESTIGEN, OVERNEMEN
from inspanningen.services.ritme import PLANNING, RONDE
from monitor.namen import korte_gebiedsnaam

onderwerpen.register(
    Inspanning,
    url=lambda inspanning: reverse("inspanningen:detail", args=[inspanning.pk]),
    visible_to=lambda user: Inspanning.objects.visible_to(user),
    van=Inspanning.objects.led_by,
    acties={
        "inspanning.toegevoegd": "voegde {} toe",
        "inspanning.bewerkt": "wijzigde {}",
        "inspanning.fase_gewijzigd": "bracht {} naar een andere fase",
        "inspanning.versie_teruggezet": "zette een eerdere versie terug van {}",
        "streefwaarde.toegevoegd": "voegde een streefwaarde toe bij {}",
    },
)
onderwerpen.register(
    Doelstelling,
    url=lambda doelstelling: reverse("programma:doelstelling", args=[doelstelling.pk]),
    visible_to=Doelstelling.objects.visible_to,
)
onderwerpen.register(
    Leerpunt,
    url=lambda leerpunt: reverse("leerpunten:detail", args=[leerpunt.pk]),
    visible_to=Leerpunt.objects.visible_to,
    van=lambda user: Leerpunt.objects.filter(Q(gesignaleerd_door=user) | Q(geadresseerde=user)),
    acties={
        "leerpunt.gesignaleerd": "schreef op: {}",
        "leerpunt.bewerkt": "herschreef: {}",
        "leerpunt.geadresseerd": "vroeg iemand om antwoord op: {}",
        "leerpunt.beantwoord": "gaf antwoord op: {}",
        "leerpunt.aangepakt": "schreef op wat er veranderde door: {}",
        "leerpunt.geborgd": "legde vast wat blijft van: {}",
    },
)
onderwerpen.register(
    Mijlpaal,
    url=lambda mijlpaal: reverse("inspanningen:mijlpaal", args=[mijlpaal.pk]),
    visible_to=Mijlpaal.objects.visible_to,
)
onderwerpen.register(
    Wijkplan,
    url=lambda wijkplan: reverse("wijkplannen:detail", args=[wijkplan.pk]),
    visible_to=lambda user: Wijkplan.objects.visible_to(user).select_related("gebied"),
    label=lambda wijkplan: f"Wijkplan {korte_gebiedsnaam(wijkplan.gebied.naam)}",
    sluit_zelf=frozenset({"wijkplan.aanscherpen"}),
    van=Wijkplan.objects.written_by,
    acties={
        "wijkplan.bewerkt": "wijzigde de tekst van: {}",
        "wijkplan.vastgesteld": "stelde vast: {}",
        "wijkplan.actie_toegevoegd": "voegde een actie toe aan: {}",
        "wijkplan.actie_bewerkt": "wijzigde een actie van: {}",
        "wijkplan.actie_stand": "schreef op hoe een actie staat in: {}",
        "wijkplan.ronde_begonnen": "begon de jaarlijkse ronde van: {}",
        "wijkplan.aangescherpt": "rondde de jaarlijkse ronde af van: {}",
    },
)
onderwerpen.register(
    Oordeelronde,
    url=lambda ronde: f"{reverse('programma:oordelen')}?ronde={ronde.pk}",
    visible_to=Oordeelronde.objects.visible_to,
    label=lambda ronde: f"Oordeelronde {ronde}",
    sluit_zelf=frozenset({RONDE}),
)
onderwerpen.register(
    Realisatieplanning,
    url=lambda planning: reverse("programma:realisatieplanningen"),
    visible_to=Realisatieplanning.objects.visible_to,
    label=lambda planning: f"Realisatieplanning {planning}",
    sluit_zelf=frozenset({PLANNING}),
)
onderwerpen.register(
    Oordeelvraag,
    url=lambda vraag: reverse("inspanningen:oordeel_give", args=[vraag.inspanning_id, vraag.ronde_id]),
    visible_to=lambda user: Oordeelvraag.objects.visible_to(user).select_related("inspanning", "ronde"),
    label=lambda vraag: f"Oordeel over {vraag.inspanning}, {vraag.ronde}",
    sluit_zelf=frozenset({GEVEN}),
)
onderwerpen.register(
    Oordeel,
    url=lambda oordeel: (
        reverse("inspanningen:oordelen", args=[oordeel.inspanning_id]) + f"#oordeel-{oordeel.pk}"
    ),
    visible_to=lambda user: Oordeel.objects.visible_to(user).select_related("inspanning", "ronde"),
    label=lambda oordeel: f"Oordeel over {oordeel.inspanning}, {oordeel.ronde}",
    van=lambda user: Oordeel.objects.filter(inspanning__projectleider=user),
    acties={"oordeel.gegeven": "gaf een oordeel: {}", "oordeel.verbeterd": "verbeterde een oordeel: {}"},
)
onderwerpen.register(
    Risico,
    url=lambda risico: reverse("inspanningen:risico", args=[risico.pk]),
    visible_to=Risico.objects.visible_to,
    van=lambda user: Risico.objects.visible_to(user).filter(eigenaar=user),
    acties={
        "risico.toegevoegd": "schreef op: {}",
        "risico.bewerkt": "wijzigde {}",
        "risico.bekeken": "bekeek of het nog zo is: {}",
        "risico.gesloten": "sloot {}",
        "risico.heropend": "opende opnieuw: {}",
    },
)
onderwerpen.register(
    Overdracht,
    url=lambda overdracht: reverse("inspanningen:overdracht", args=[overdracht.inspanning_id]),
    visible_to=lambda user: Overdracht.objects.visible_to(user).select_related("inspanning"),
    label=lambda overdracht: f"Overdracht van {overdracht.inspanning}",
    sluit_zelf=frozenset({OVERNEMEN, BEVESTIGEN}),
    van=lambda user: Overdracht.objects.filter(Q(bateneigenaar=user) | Q(inspanning__projectleider=user)),
    acties={
        "overdracht.begonnen": "begon: {}",
        "overdracht.punt": "schreef op hoe een punt staat in: {}",
        "overdracht.punt_toegevoegd": "voegde een punt toe aan: {}",
        "overdracht.klaar_gemeld": "meldde klaar: {}",
        "overdracht.teruggegeven": "gaf terug: {}",
        "overdracht.overgenomen": "rondde af: {}",
        "overdracht.gestopt": "stopte: {}",
    },
)
onderwerpen.register(
    Financiering,
    url=lambda financiering: reverse("programma:financiering", args=[financiering.pk]),
    visible_to=Financiering.objects.visible_to,
)
onderwerpen.register(
    Voortgangsmelding,
    url=lambda melding: reverse("inspanningen:voortgang_detail", args=[melding.pk]),
    visible_to=lambda user: Voortgangsmelding.objects.visible_to(user).select_related(
        "inspanning", "organisatie"
    ),
    takes_actiepunten=False,
    van=lambda user: Voortgangsmelding.objects.filter(
        Q(inspanning__projectleider=user) | Q(organisatie=user.organisatie_id)
    ),
    acties={
        "voortgang.gemeld": "meldde: {}",
        "voortgang.aanvaard": "aanvaardde: {}",
        "voortgang.teruggegeven": "gaf terug: {}",
        "voortgang.ingetrokken": "trok in: {}",
    },
)
