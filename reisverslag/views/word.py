"""The werkversie in Word: asked for and downloaded."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from brunssum.core.htmx import wants_partial
from brunssum.core.models import Taak
from reisverslag import permissions, queries
from reisverslag.services import word as services
from reisverslag.views.gedeeld import visible

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_POST
def word_request(request, pk):
    taak = services.request_word(visible(request, pk).pk, actor=request.user)
    if wants_partial(request):
        taak.refresh_from_db()
        return render(request, "components/taak.html", {"taak": taak})
    return redirect("core:taak", taak.pk)


@require_GET
def word_download(request, pk, taak_pk):
    """Only for the person who asked for it, while they may still make one."""
    reisverslag = visible(request, pk)
    made = Taak.objects.visible_to(request.user).filter(soort=services.WORD_TAAK, status=Taak.Status.KLAAR)
    taak = get_object_or_404(made, pk=taak_pk)
    if taak.gegevens["reisverslag_id"] != reisverslag.pk or not permissions.may_make_uitgave(request.user):
        raise Http404
    try:
        bestand = default_storage.open(taak.resultaat["bestand"])
    except FileNotFoundError:
        raise Http404 from None
    publicatie = queries.publicatie(reisverslag, request.user, taak.aangevraagd_op)
    naam = f"{publicatie.bestandsnaam.removesuffix('.pdf')}-werkversie.docx"
    return FileResponse(bestand, as_attachment=True, filename=naam, content_type=DOCX)
