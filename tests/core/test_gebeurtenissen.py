"""What partners' systems are told of: a soort that is known, with an address in the API and nothing else."""

import pytest

from brunssum.core.gebeurtenissoorten import Gebeurtenissoort
from brunssum.core.services.gebeurtenissen import announce


def test_announce_refuses_what_no_partner_could_choose(db):
    with pytest.raises(ValueError, match="gebeurtenissoorten"):
        announce("casus-gewijzigd", verwijzing="/signalen/1", organisaties=None)


@pytest.mark.parametrize(
    "verwijzing",
    [
        "signalen/1",
        "https://kanarie.example.org/signalen/1",
        "/signalen/1?naam=Jansen",
        "/signalen/Jansen",
        "/",
    ],
)
def test_announce_refuses_what_is_no_address_of_the_api(db, verwijzing):
    with pytest.raises(ValueError, match="no address"):
        announce(Gebeurtenissoort.SIGNAAL_GEWIJZIGD, verwijzing=verwijzing, organisaties={1})
