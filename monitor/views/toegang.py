"""What every page of the monitor starts with: may this person see it, which gebied, which page, as known on which day."""

import csv
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from brunssum.core.models import Gebied
from monitor.queries import end_of

REGELS_PER_PAGINA = 25


@dataclass(frozen=True)
class Peilmoment:
    """As known on which day a reader wants the figures; nothing asked: as they are now."""

    dag: date | None = None
    gevraagd: str = ""
    fout: str = ""

    @property
    def moment(self) -> datetime | None:
        """The end of that day."""
        return self.dag and end_of(self.dag)

    def file_name(self, naam: str) -> str:
        """Of a download, so that on a disk it still says what it holds."""
        return f"{naam}-bekend-op-{self.gevraagd}" if self.dag else naam


def read_peilmoment(request) -> Peilmoment:
    """The day of ?bekend_op=2026-03-01; what is no day that has begun gives a sentence, and the figures of now."""
    asked = request.GET.get("bekend_op", "").strip()
    if not asked:
        return Peilmoment()
    try:
        dag = date.fromisoformat(asked)
    except ValueError:
        return Peilmoment(
            fout="Deze dag bestaat niet. Kies een dag, zoals 2026-03-01. Hieronder staat wat nu geldt."
        )
    if dag > timezone.localdate() or dag.year < 1990:
        return Peilmoment(
            fout="Van deze dag weten wij niets. Kies een dag in het verleden. Hieronder staat wat nu geldt."
        )
    return Peilmoment(dag, dag.isoformat())


def refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def gebied_or_404(request, code) -> Gebied:
    gebieden = Gebied.objects.visible_to(request.user).by_code(code)
    return get_object_or_404(gebieden.select_related("ouder__ouder__ouder"))


def page_of(request, rows, *, per_page=REGELS_PER_PAGINA):
    return Paginator(rows, per_page=per_page).get_page(request.GET.get("pagina"))


def csv_response(name: str, rows: list[list[str]]) -> HttpResponse:
    """A table as a Dutch spreadsheet opens it."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")  # without it Excel takes the file for another encoding
    csv.writer(response, delimiter=";").writerows(rows)
    return response
