from dataclasses import dataclass

from brunssum.core.models import Gebied
from brunssum.core.rollen import Recht
from casuistiek.queries.tellingen import VeiligeCel, safe_counts_per_gebied
from inspanningen.models import Inspanning, Wijkplan, Wijkplanactie
from monitor import queries
from monitor.models import Verhaal
from monitor.namen import korte_gebiedsnaam
from monitor.queries import Driehoek, Staaf
from reisverslag.bladen.soort import Bladsoort, kort


@dataclass(frozen=True)
class GebiedFeiten:
    naam: str
    driehoek: Driehoek | None
    ongunstig: tuple[Staaf, ...]
    gunstig: tuple[Staaf, ...]
    inspanningen: tuple[Inspanning, ...]
    wijkplan: Wijkplan | None
    acties: tuple[Wijkplanactie, ...]
    casussen: VeiligeCel | None
    casusjaar: int
    verhaal: Verhaal | None
    verhalen: int


class GebiedBlad(Bladsoort):
    """One gebied: how it stands, what happens there, what people tell."""

    soort = "gebied"
    label = "Briefing"
    template = "reisverslag/bladen/gebied.html"

    def find(self, pk, user):
        if not user.mag(Recht.MONITOR_ZIEN):
            return None
        return Gebied.objects.visible_to(user).filter(pk=pk).first()

    def titel(self, over):
        return korte_gebiedsnaam(over.naam)

    def bestandsnaam(self, over):
        return f"briefing {korte_gebiedsnaam(over.naam)}"

    def gather(self, over, user, vandaag):
        driehoek = queries.standaard_driehoek(over, vandaag=vandaag)
        compared = [staaf for staaf in driehoek.staven if staaf.afwijking] if driehoek else []
        compared.sort(key=lambda staaf: (staaf.afwijking, staaf.code))
        plannen = Wijkplan.objects.visible_to(user).in_gebied(over).running_in(vandaag.year)
        plan = plannen.order_by("-van_jaar", "pk").first()
        acties = Wijkplanactie.objects.visible_to(user).filter(wijkplan=plan) if plan else ()
        verhalen = Verhaal.objects.visible_to(user).published().in_gebied(over)
        jaar = vandaag.year - 1  # a whole year: nothing to subtract
        cellen = safe_counts_per_gebied(jaar).cellen
        return GebiedFeiten(
            naam=korte_gebiedsnaam(over.naam),
            driehoek=driehoek,
            ongunstig=tuple(staaf for staaf in compared if staaf.afwijking < 0),
            gunstig=tuple(staaf for staaf in reversed(compared) if staaf.afwijking > 0),
            inspanningen=tuple(Inspanning.objects.visible_to(user).in_gebied(over.pk).in_order()),
            wijkplan=plan,
            acties=tuple(acties.filter(status__in=_GOING).order_by("jaar", "pk")) if plan else (),
            casussen=next((cel for cel in cellen if cel.gebied == over), None),
            casusjaar=jaar,
            verhaal=verhalen.for_list().first(),
            verhalen=verhalen.count(),
        )

    def present(self, feiten, ruimte):
        def some(rows, most):
            return rows[: min(most, ruimte.regels)]

        return {
            "feiten": feiten,
            "ongunstig": some(feiten.ongunstig, 5),
            "gunstig": some(feiten.gunstig, 3),
            "inspanningen": some(feiten.inspanningen, 8),
            "inspanningen_meer": max(0, len(feiten.inspanningen) - min(8, ruimte.regels)),
            "acties": some(feiten.acties, 6),
            "acties_meer": max(0, len(feiten.acties) - min(6, ruimte.regels)),
            "opgave": kort(feiten.wijkplan.opgave, ruimte.letters // 2) if feiten.wijkplan else "",
            "verhaal": kort(feiten.verhaal.tekst, ruimte.letters // 2) if feiten.verhaal else "",
        }


_GOING = (Wijkplanactie.Status.GEPLAND, Wijkplanactie.Status.BEZIG)
