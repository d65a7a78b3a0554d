"""Files of a reisverslag: asked for and downloaded."""

from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from reisverslag import services
from reisverslag.models import Uitgave
from reisverslag.views.gedeeld import detail_context, url, visible


@require_POST
def uitgave_request(request, pk):
    reisverslag = visible(request, pk)
    try:
        taak = services.request_uitgave(reisverslag.pk, actor=request.user)
    except ValidationError as refused:
        context = detail_context(request, reisverslag) | {"refused": refused.messages}
        return render(request, "reisverslag/reisverslag_detail.html", context, status=422)
    return redirect(f"{url(reisverslag)}?taak={taak.pk}#uitgaven")


@require_GET
def uitgave_download(request, pk):
    uitgave = get_object_or_404(Uitgave.objects.visible_to(request.user), pk=pk)
    return FileResponse(uitgave.bestand.open("rb"), as_attachment=True, filename=uitgave.naam)
