"""Areas, organisations and processing activities come from a data file, so that loading it again brings every installation up to date."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from brunssum.core import audit
from brunssum.core.models import Gebied, Organisatie, Verwerkingsactiviteit
from brunssum.core.stamgegevens import (
    ACTIVITEITEN,
    GEBIEDEN,
    KENMERKEN,
    ORGANISATIES,
    GebiedRegel,
    OrganisatieRegel,
    read_activiteiten,
    read_gebieden,
    read_organisaties,
)


@dataclass(frozen=True)
class Laadverslag:
    """What loading did: counts of nieuw, vervangen, gewijzigd and ongewijzigd."""

    gebieden: Counter = field(default_factory=Counter)
    organisaties: Counter = field(default_factory=Counter)
    activiteiten: Counter = field(default_factory=Counter)


def load_stamgegevens(
    gebieden_path: Path = GEBIEDEN,
    organisaties_path: Path = ORGANISATIES,
    activiteiten_path: Path = ACTIVITEITEN,
    *,
    vandaag: date,
) -> Laadverslag:
    """Bring areas, organisations and processing activities in line with the data files. Idempotent; all or nothing; deletes nothing.

    CBS gives codes away again: a known code with another name is another area. It gets a row of its own and the
    old row ends today, so that the figures of the old area stay with the old area.
    """
    gebieden, organisaties = read_gebieden(gebieden_path), read_organisaties(organisaties_path)
    activiteiten = read_activiteiten(activiteiten_path)
    with transaction.atomic():
        return Laadverslag(
            gebieden=_load_gebieden(gebieden, vandaag),
            organisaties=_load_organisaties(organisaties),
            activiteiten=_load_activiteiten(activiteiten),
        )


def _load_gebieden(regels: Iterable[GebiedRegel], vandaag: date) -> Counter:
    _one_at_a_time(Gebied)
    rows = {(gebied.code, gebied.naam): gebied for gebied in Gebied.objects.all()}
    current = {gebied.code: gebied for gebied in rows.values() if gebied.geldig_tot is None}
    counts = Counter()
    for regel in regels:
        ouder = current.get(regel.ouder)
        gebied = current.get(regel.code)
        if gebied and gebied.naam == regel.naam:
            counts["gewijzigd" if _update(gebied, soort=regel.soort, ouder=ouder) else "ongewijzigd"] += 1
            continue
        if gebied:
            _update(gebied, geldig_tot=vandaag)
        current[regel.code] = _begin(rows.get((regel.code, regel.naam)), regel, ouder, gebied, vandaag)
        counts["vervangen" if gebied else "nieuw"] += 1
    return counts


def _begin(
    known: Gebied | None, regel: GebiedRegel, ouder: Gebied | None, predecessor: Gebied | None, vandaag: date
) -> Gebied:
    """Make the row of an area, or open it again when CBS gives an earlier name back to this code."""
    if known:
        _update(known, soort=regel.soort, ouder=ouder, geldig_tot=None)
        return known
    gebied = Gebied(
        code=regel.code,
        naam=regel.naam,
        soort=regel.soort,
        ouder=ouder,
        geldig_van=vandaag if predecessor else None,
    )
    gebied.save()
    audit.record(
        "gebied.toegevoegd",
        gebied,
        actor=None,
        na=audit.snapshot(gebied, ("code", "naam", "soort", "ouder", "geldig_van")),
    )
    return gebied


def _load_organisaties(regels: Iterable[OrganisatieRegel]) -> Counter:
    _one_at_a_time(Organisatie)
    known = {organisatie.naam.casefold(): organisatie for organisatie in Organisatie.objects.all()}
    counts = Counter()
    for regel in regels:
        organisatie = known.get(regel.naam.casefold())
        values = {name: getattr(regel, name) for name in ("naam", "soort", *KENMERKEN)}
        if organisatie:
            counts["gewijzigd" if _update(organisatie, **values) else "ongewijzigd"] += 1
            continue
        organisatie = Organisatie.objects.create(**values)
        audit.record("organisatie.toegevoegd", organisatie, actor=None, na=values)
        counts["nieuw"] += 1
    return counts


def _load_activiteiten(activiteiten: Iterable[Verwerkingsactiviteit]) -> Counter:
    _one_at_a_time(Verwerkingsactiviteit)
    known = {activiteit.code: activiteit for activiteit in Verwerkingsactiviteit.objects.all()}
    counts = Counter()
    for activiteit in activiteiten:
        values = {
            one.name: getattr(activiteit, one.name) for one in activiteit._meta.fields if one.name != "id"
        }
        if activiteit.code in known:
            counts["gewijzigd" if _update(known[activiteit.code], **values) else "ongewijzigd"] += 1
            continue
        activiteit.save()
        audit.record("verwerkingsactiviteit.toegevoegd", activiteit, actor=None, na=values)
        counts["nieuw"] += 1
    return counts


def _update(obj: Gebied | Organisatie | Verwerkingsactiviteit, **values: object) -> bool:
    """Give the row these values and write down what changed; say whether anything did."""
    before = audit.snapshot(obj, values)
    for name, value in values.items():
        setattr(obj, name, value)
    voor, na = audit.changed(before, audit.snapshot(obj, values))
    if na:
        obj.save(update_fields=list(values))
        audit.record(f"{obj._meta.model_name}.gewijzigd", obj, actor=None, voor=voor, na=na)
    return bool(na)


def _one_at_a_time(model: type[Gebied | Organisatie | Verwerkingsactiviteit]) -> None:
    """Wait until nobody else is loading this model: two starting containers must not both add the same row."""
    content_type = ContentType.objects.get_for_model(model)
    ContentType.objects.select_for_update(no_key=True).get(pk=content_type.pk)
