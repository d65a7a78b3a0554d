"""When data of a casus have been kept long enough: what the Bewaartermijnen say, as a question to the database."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from dateutil.relativedelta import relativedelta
from django.db.models import Exists, OuterRef, Q, QuerySet

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht
from casuistiek.models import Bewaartermijn, Casus, Vernietigingslijst, Vernietigingsregel, Voorstel
from casuistiek.stappen import LOPEND

STAMGEGEVENS = Path(__file__).parent / "data" / "bewaren.yaml"

OPNIEUW_NA = relativedelta(years=1)
"""A casus that was kept for a reason is asked about again after this."""


def read_stamgegevens() -> dict[str, list[dict[str, Any]]]:
    return yaml.safe_load(STAMGEGEVENS.read_text(encoding="utf-8"))


def expires_on(begin: date, maanden: int) -> date:
    return begin + relativedelta(months=maanden)


def last_day_to_begin(vandaag: date, maanden: int) -> date:
    """Whatever began on this day or before has been kept long enough."""
    return vandaag - relativedelta(months=maanden)


def due_casussen(termijn: Bewaartermijn, vandaag: date) -> QuerySet[Casus]:
    """The casussen of this kind whose term is over, and that nothing holds back.

    The term begins when the casus ends. One that is restricted stays: someone needs it. One that is on a list that
    is not done yet, or was kept from a list for a reason, is not asked about again.
    """
    has_voorstel = Exists(Voorstel.objects.filter(casus=OuterRef("pk")))
    on_a_list = Vernietigingsregel.objects.filter(casus=OuterRef("pk"))
    kept = on_a_list.exclude(bewaren_omdat="").filter(lijst__opgesteld_op__gt=vandaag - OPNIEUW_NA)
    waiting = on_a_list.filter(bewaren_omdat="", vernietigd_op=None)
    rows = Casus.objects.logged().filter(
        ~Exists(kept),
        ~Exists(waiting),
        gesloten_op__lte=last_day_to_begin(vandaag, termijn.maanden),
        vernietigd_op=None,
        beperkt_op=None,
    )
    rows = rows.exclude(stap__in=LOPEND)
    match termijn.soort:
        case Bewaartermijn.Soort.MET_HULP:
            return rows.filter(toegekend_bedrag__isnull=False)
        case Bewaartermijn.Soort.ZONDER_HULP:
            return rows.filter(has_voorstel, toegekend_bedrag=None)
        case Bewaartermijn.Soort.MELDING:
            return rows.filter(~has_voorstel, toegekend_bedrag=None)
    raise ValueError(f"{termijn.soort} is not about casussen that count")


def lists_waiting_for(user: Gebruiker) -> int:
    """How many vernietigingslijsten ask for the akkoord of this person."""
    if not user.mag(Recht.VERNIETIGING_AKKOORD):
        return 0
    waiting = Vernietigingslijst.objects.filter(status__in=Vernietigingslijst.TE_BEOORDELEN)
    return waiting.filter(Q(eerste_akkoord=None) | ~Q(eerste_akkoord=user)).count()
