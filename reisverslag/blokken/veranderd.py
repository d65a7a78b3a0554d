from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms

from brunssum.core import bouwstenen
from brunssum.core.bouwstenen import Vraag, first_words
from brunssum.core.templatetags.kanarie import datum
from reisverslag.blokken.soort import BlokForm, Bloksoort, Lezing, Regel
from reisverslag.models import Blok, Reisverslag

GENOEMD = 5
"""So many things of a kind are named; the others are counted."""


def earlier_verslagen(lezing: Lezing):
    """The verslagen to compare with, newest first: vastgesteld, of before, and for readers who may see no more."""
    return (
        Reisverslag.objects.visible_to(lezing.user)
        .vastgesteld()
        .filter(
            publiek__in=Reisverslag.publiek_within(lezing.zicht),
            periode_tot__lte=lezing.periode_tot,
        )
        .exclude(pk=lezing.verslag_id)
        .newest_first()
    )


class VeranderdForm(BlokForm):
    vorige = forms.ChoiceField(
        label="Sinds welk reisverslag",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies een eerder reisverslag.",
            "invalid_choice": "Met dit reisverslag valt niet te vergelijken. Kies een ander.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = list(earlier_verslagen(self.lezing))
        self.fields["vorige"].choices = [
            (
                str(one.pk),
                f"{one.titel} ({one.get_publiek_display().lower()}, tot en met {datum(one.periode_tot)})",
            )
            for one in rows
        ]
        if not rows:
            self.fields[
                "vorige"
            ].help_text = "Er is nog geen eerder reisverslag vastgesteld voor dit publiek."

    @property
    def inhoud(self):
        return {"vorige": int(self.cleaned_data["vorige"])}


class VeranderdBlok(Bloksoort):
    """What is not as it was in an earlier verslag: its frozen facts beside the same facts of now."""

    soort = "veranderd"
    label = "Wat veranderde"
    uitleg = "Wat anders is dan in een eerder reisverslag: cijfers, fasen, mijlpalen, leerpunten en wat erbij kwam."
    form_class = VeranderdForm
    leeswijzer = (
        "Hoe u leest wat er veranderde",
        "Wij leggen wat in het vorige reisverslag stond naast hetzelfde van nu. Wat gelijk bleef staat er niet bij. Een "
        "cijfer kan ook anders zijn doordat er een nieuw jaar is, of doordat de bron het verbeterde.",
    )

    def __init__(self, soorten: Mapping[str, Bloksoort]):
        self.soorten = soorten

    def gather(self, inhouden, lezing):
        if not inhouden:
            return []
        found = earlier_verslagen(lezing).in_bulk({inhoud["vorige"] for inhoud in inhouden})
        told = {pk: since(verslag, lezing, self.soorten) for pk, verslag in found.items()}
        gone = {"ontbreekt": "Met dit eerdere reisverslag valt niet te vergelijken. Kies een ander."}
        return [told.get(inhoud["vorige"], gone) for inhoud in inhouden]

    def present(self, feiten):
        dagen = {
            name: date.fromisoformat(feiten[name]) if isinstance(feiten[name], str) else feiten[name]
            for name in ("vorige_op", "vorige_tot")
        }
        return feiten | dagen


def since(vorige: Reisverslag, lezing: Lezing, soorten: Mapping[str, Bloksoort]) -> dict[str, Any]:
    """What differs from this earlier verslag, asked anew at the zicht of the reader; and what happened since."""
    blokken = _blokken(vorige.pk)
    nu: list[Regel] = []
    for soort, rows in _by_soort(blokken, soorten).items():
        kind = soorten[soort]
        asked = [kind.as_of_now(blok.inhoud, lezing) for blok in rows]
        for facts in kind.gather(asked, lezing):
            if "ontbreekt" not in facts:
                nu += kind.regels(facts)
    return (
        _head(vorige)
        | _compare(_told(blokken, soorten), nu)
        | _texts(blokken, _blokken(lezing.verslag_id))
        | {"gebeurd": _happened(vorige, lezing)}
    )


def between(vorige: Reisverslag, verslag: Reisverslag, soorten: Mapping[str, Bloksoort]) -> dict[str, Any]:
    """What differs between two verslagen that are both vastgesteld: from their frozen facts and nothing else."""
    before, after = _blokken(vorige.pk), _blokken(verslag.pk)
    return (
        _head(vorige)
        | _compare(_told(before, soorten), _told(after, soorten))
        | _texts(before, after)
        | {"gebeurd": []}
    )


def _blokken(verslag_id: int) -> list[Blok]:
    rows = Blok.objects.filter(hoofdstuk__reisverslag=verslag_id).present().select_related("hoofdstuk")
    return list(rows.in_order())


def _by_soort(blokken: list[Blok], soorten: Mapping[str, Bloksoort]) -> dict[str, list[Blok]]:
    """Those whose facts can be compared."""
    found: dict[str, list[Blok]] = defaultdict(list)
    for blok in blokken:
        if type(soorten[blok.soort]).regels is not Bloksoort.regels:
            found[blok.soort].append(blok)
    return found


def _told(blokken: list[Blok], soorten: Mapping[str, Bloksoort]) -> list[Regel]:
    return [
        regel
        for soort, rows in _by_soort(blokken, soorten).items()
        for blok in rows
        if blok.feiten is not None
        for regel in soorten[soort].regels(blok.feiten)
    ]


def _head(vorige: Reisverslag) -> dict[str, Any]:
    return {
        "vorige": vorige.titel,
        "vorige_op": vorige.vastgesteld_op and vorige.vastgesteld_op.date().isoformat(),
        "vorige_tot": vorige.periode_tot.isoformat(),
    }


def _compare(was: list[Regel], nu: list[Regel]) -> dict[str, Any]:
    """The facts that stand in both and differ, by group; and how many did not."""
    now = {(regel.groep, regel.sleutel): regel for regel in nu}
    groups: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    same = set()
    for regel in was:
        key = regel.groep, regel.sleutel
        if key not in now:
            continue
        if now[key].waarde == regel.waarde:
            same.add(key)
        else:
            groups[regel.groep][regel.sleutel] = {
                "naam": now[key].naam,
                "was": regel.waarde,
                "nu": now[key].waarde,
            }
    return {
        "groepen": [{"naam": naam, "regels": list(regels.values())} for naam, regels in groups.items()],
        "gelijk": len(same),
    }


def _texts(before: list[Blok], after: list[Blok]) -> dict[str, list[str]]:
    """The hoofdstukken and texts that came and went, by their first words."""

    def words(blokken: list[Blok]) -> dict[str, str]:
        return {
            blok.inhoud[
                "tekst"
            ].strip(): f"{blok.hoofdstuk.titel}: {first_words(blok.inhoud['tekst'].lstrip('#> '), 70)}"
            for blok in blokken
            if blok.soort == "tekst"
        }

    was, now = words(before), words(after)
    return {
        "erbij": [line for tekst, line in now.items() if tekst not in was],
        "weg": [line for tekst, line in was.items() if tekst not in now],
    }


def _happened(vorige: Reisverslag, lezing: Lezing) -> list[dict[str, Any]]:
    """What the apps tell of the days since that verslag, by kind."""
    begin = vorige.periode_tot + timedelta(days=1)
    if begin > lezing.periode_tot:
        return []
    offered = bouwstenen.offered(Vraag(lezing.user, lezing.zicht, begin, lezing.periode_tot))
    return [
        {
            "label": bron.label,
            "aantal": len(offered[bron.soort]),
            "titels": [steen.titel for steen in offered[bron.soort][:GENOEMD]],
        }
        for bron in bouwstenen.all_bronnen()
        if offered[bron.soort]
    ]
