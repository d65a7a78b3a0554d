"""Koppelingen: the beheerder all of them; a partner those of its own organisatie, and their keys."""

from django.utils import timezone

from brunssum.core.services import create_api_client
from tests.core.rechtenmatrix.wie import BH, FG, PA, mag
from tests.factories import OrganisatieFactory

ANDERMANS = {
    "core:koppeling_list": mag(BH, PA),
    "core:koppeling_add": mag(BH),
    "core:koppeling": mag(BH),
    "core:koppeling_change": mag(BH),
    "core:koppeling_rotate": mag(BH),
    "core:koppeling_secret": mag(BH),
    "core:koppeling_key_withdraw": mag(BH),
    "core:koppeling_withdraw": mag(BH),
    "core:aanroep_list": mag(BH, FG, PA),
    "core:aanroep_csv": mag(BH, FG),
}

EIGEN = {
    "core:koppeling": mag(BH, PA),
    "core:koppeling_change": mag(BH),
    "core:koppeling_rotate": mag(BH, PA),
    "core:koppeling_secret": mag(BH, PA),
    "core:koppeling_key_withdraw": mag(BH, PA),
    "core:koppeling_withdraw": mag(BH),
}


def _koppeling(eigenaar):
    """Of the organisatie that `eigenaar` works for."""
    eigenaar.organisatie = OrganisatieFactory()
    eigenaar.save(update_fields=["organisatie"])
    client, _ = create_api_client(
        eigenaar.organisatie_id, actor=None, naam="Systeem", scopes=["gebieden:lezen"], nu=timezone.now()
    )
    return {"pk": client.pk}


def _sleutel(eigenaar):
    koppeling = _koppeling(eigenaar)
    sleutel = eigenaar.organisatie.api_clients.get().sleutels.get()
    return koppeling | {"sleutel_pk": sleutel.pk}


OBJECTS = {
    "core:koppeling": _koppeling,
    "core:koppeling_change": _koppeling,
    "core:koppeling_rotate": _koppeling,
    "core:koppeling_secret": _koppeling,
    "core:koppeling_key_withdraw": _sleutel,
    "core:koppeling_withdraw": _koppeling,
}
