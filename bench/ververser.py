"""A worker that does one job: store the made-up delivery of bench.landelijk, in a process that can be watched."""

import sys
import time

import django

django.setup()

from django.db import transaction  # noqa: E402

from bench.landelijk import VERVERSEN, Levering, add_verversing, ids  # noqa: E402
from brunssum.core import taken  # noqa: E402
from monitor.services import store_waarnemingen  # noqa: E402


@taken.register(VERVERSEN)
def ververs(taak, meld) -> dict:
    indicatoren, gebieden = ids()
    levering = Levering(indicatoren, gebieden[taak.gegevens["begin"] :], taak.gegevens["ronde"])
    start = time.perf_counter()
    with transaction.atomic():
        meld(90, "Opslaan")  # holds the job, as ververs_bron does
        telling = store_waarnemingen(add_verversing(), levering)
    return {"telling": telling, "seconden": time.perf_counter() - start}


if __name__ == "__main__":
    taken.run(int(sys.argv[1]))
