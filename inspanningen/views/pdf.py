"""The PDF of a kaart: ask for it, see how far it is, download it."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from brunssum.core.htmx import wants_partial
from brunssum.core.models import Taak
from inspanningen import services
from inspanningen.models import Inspanning


@require_POST
def pdf(request, pk):
    inspanning = get_object_or_404(Inspanning.objects.visible_to(request.user), pk=pk)
    taak = services.request_kaart_pdf(inspanning.pk, actor=request.user)
    if wants_partial(request):
        taak.refresh_from_db()
        return render(request, "components/taak.html", {"taak": taak})
    return redirect("core:taak", taak.pk)


@require_GET
def pdf_download(request, pk, taak_pk):
    """Only for the person who asked for it, and only while they may see as much as when they asked."""
    inspanning = get_object_or_404(Inspanning.objects.visible_to(request.user), pk=pk)
    made = Taak.objects.visible_to(request.user).filter(soort=services.KAART_PDF, status=Taak.Status.KLAAR)
    taak = get_object_or_404(made, pk=taak_pk)
    gegevens = taak.gegevens
    if gegevens["inspanning_id"] != inspanning.pk or gegevens["zicht"] != request.user.zicht:
        raise Http404
    try:
        bestand = default_storage.open(taak.resultaat["bestand"])
    except FileNotFoundError:
        raise Http404 from None
    filename = f"projectkaart-{slugify(f'{inspanning.nummer} {inspanning.naam}')}.pdf"
    return FileResponse(bestand, as_attachment=True, filename=filename, content_type="application/pdf")
