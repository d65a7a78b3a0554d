"""Packages for the archive."""

from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.models import Taak
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import posted, show_refusal
from reisverslag.forms.archief import ArchiefForm
from reisverslag.models import Archiefpakket
from reisverslag.services import archief as services
from reisverslag.views.gedeeld import visible

team = requires(Recht.REISVERSLAG_SCHRIJVEN)


@require_http_methods(["GET", "POST"])
@team
def archief(request):
    """The packages there are, and a form for one of a period."""
    form = ArchiefForm(posted(request))
    if form.is_valid():
        try:
            services.request_archiefpakket(actor=request.user, op=timezone.now(), **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            return redirect("reisverslag:archief")
    return _page(request, form)


@require_POST
@team
def archief_verslag(request, pk):
    """One of this reisverslag."""
    reisverslag = visible(request, pk)
    try:
        services.request_archiefpakket(actor=request.user, op=timezone.now(), reisverslag=reisverslag)
    except ValidationError as refused:
        return _page(request, ArchiefForm(), refused.messages)
    return redirect("reisverslag:archief")


@require_GET
@team
def archief_download(request, pk):
    rows = Archiefpakket.objects.visible_to(request.user).exclude(bestand="")
    pakket = get_object_or_404(rows, pk=pk)
    return FileResponse(pakket.bestand.open("rb"), as_attachment=True, filename=pakket.naam)


def _page(request, form, refused=()):
    rows = Archiefpakket.objects.visible_to(request.user).select_related("reisverslag").newest_first()[:50]
    newest = rows[0] if rows else None
    taak = Taak.objects.visible_to(request.user).filter(pk=newest.taak_id).first() if newest else None
    context = {
        "form": form,
        "pakketten": rows,
        "taak": taak if taak and (taak.is_open or taak.status == Taak.Status.MISLUKT) else None,
        "refused": refused,
    }
    status = 422 if form.is_bound or refused else 200
    return render(request, "reisverslag/archief.html", context, status=status)
