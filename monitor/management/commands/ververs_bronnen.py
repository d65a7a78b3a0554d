import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from brunssum.core import taken
from brunssum.core.models import Taak
from monitor import queries, services
from monitor.models import Bron, Verversing

EVEN = 2  # seconds between two looks at a run of another worker


class Command(BaseCommand):
    help = (
        "Lees nu de bronnen die aan de beurt zijn, of alle bronnen die Kanarie zelf ophaalt. Alleen wat bij de bron is "
        "veranderd wordt gelezen; lukt het niet, dan blijven de oude cijfers staan."
    )

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--bron", metavar="CODE", help="alleen deze bron, ook als hij niet aan de beurt is"
        )
        which.add_argument("--alles", action="store_true", help="ook de bronnen die niet aan de beurt zijn")

    def handle(self, *, bron, alles, **options):
        bronnen = _chosen(bron, alles)
        if not bronnen:
            self.stdout.write("Er is nu geen bron aan de beurt. Met --alles leest u ze toch.")
        failed = 0
        for one in bronnen:
            taak = self._run(one)
            failed += taak.status == Taak.Status.MISLUKT
            self.stdout.write(f"{one}: {_zin(taak)}")
        if failed:
            raise CommandError(
                f"{failed} van de {len(bronnen)} bronnen is niet (helemaal) gelezen. De oude cijfers zijn er nog.",
                returncode=1,
            )

    def _run(self, bron: Bron) -> Taak:
        """Do the job here, or wait for the worker that was first."""
        taak = services.request_verversing(bron.pk, actor=None)
        taken.run(taak.pk)
        taak.refresh_from_db()
        if taak.is_open:
            self.stdout.write(f"{bron} wordt al gelezen. Even wachten.")
        while taak.is_open:
            time.sleep(EVEN)
            taken.run(taak.pk)
            taak.refresh_from_db()
        return taak


def _chosen(code: str | None, alles: bool) -> list[Bron]:
    readable = queries.readable_bronnen()
    if code:
        chosen = [bron for bron in readable if bron.code == code]
        if not chosen:
            known = (
                ", ".join(bron.code for bron in readable) or "geen; laad ze met manage.py laad_indicatoren"
            )
            raise CommandError(f"De bron {code} kan Kanarie niet zelf ophalen. Kies uit: {known}.")
        return chosen
    return readable if alles else queries.due_bronnen(timezone.localdate())


def _zin(taak: Taak) -> str:
    if taak.status == Taak.Status.MISLUKT:
        return f"mislukt. {taak.fout}"
    verversing = Verversing.objects.get(pk=taak.resultaat["verversing"])
    return (
        f"{verversing.cellen} cellen gelezen: {verversing.nieuw} nieuw, {verversing.gewijzigd} gewijzigd, "
        f"{verversing.ongewijzigd} ongewijzigd, {verversing.geweigerd} geweigerd."
    )
