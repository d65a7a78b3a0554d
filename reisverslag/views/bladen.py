"""A subject on one sheet: ask for it, see how far it is, download it."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from brunssum.core.htmx import wants_partial
from brunssum.core.models import Taak
from reisverslag.bladen import SOORTEN
from reisverslag.services import bladen as services


@require_POST
def blad_request(request, soort, pk):
    if SOORTEN[soort].find(pk, request.user) is None:
        raise Http404
    taak = services.request_blad(soort, pk, actor=request.user)
    if wants_partial(request):
        taak.refresh_from_db()
        return render(request, "components/taak.html", {"taak": taak})
    return redirect("core:taak", taak.pk)


@require_GET
def blad_download(request, taak_pk):
    """Only for the person who asked for it, and only while they may see as much as when they asked."""
    made = Taak.objects.visible_to(request.user).filter(soort=services.BLAD_TAAK, status=Taak.Status.KLAAR)
    taak = get_object_or_404(made, pk=taak_pk)
    soort, pk = SOORTEN[taak.gegevens["blad"]], taak.gegevens["pk"]
    over = soort.find(pk, request.user)
    if over is None or taak.gegevens["zicht"] != request.user.zicht:
        raise Http404
    try:
        bestand = default_storage.open(taak.resultaat["bestand"])
    except FileNotFoundError:
        raise Http404 from None
    filename = f"{slugify(soort.bestandsnaam(over))}.pdf"
    return FileResponse(bestand, as_attachment=True, filename=filename, content_type="application/pdf")
