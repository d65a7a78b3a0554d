from django.core.management.base import BaseCommand, CommandError

from casuistiek import services


class Command(BaseCommand):
    help = "Reken na of niemand aan het inzagelog heeft gezeten. Verandert niets; is het log stuk, dan is de exitcode 1."

    def handle(self, *args, **options):
        controle = services.check_inzagelog()
        if controle.breuk:
            raise CommandError(
                f"Het inzagelog klopt niet. {controle.breuk} Vergelijk met een back-up en meld het de functionaris."
            )
        self.stdout.write(f"Het inzagelog klopt: {controle.aantal} regels, laatste hash {controle.hash}.")
