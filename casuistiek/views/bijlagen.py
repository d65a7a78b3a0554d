"""Files with a casus: add, open, erase. Opening is a button and not a link, because it is written down."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from casuistiek import permissions, services
from casuistiek.bestanden import CONTENT_TYPES, GeenBijlage
from casuistiek.forms.dossier import BijlageForm
from casuistiek.views.gedeeld import form_page, sent, to_casus, visible_casus


@require_http_methods(["GET", "POST"])
def bijlage_add(request, kenmerk):
    casus = visible_casus(request, kenmerk)
    if not permissions.is_verantwoordelijk(request.user, casus):
        raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
    posted = request.method == "POST"
    form = BijlageForm(request.POST if posted else None, request.FILES if posted else None, casus=casus)

    def keep(bestand, omschrijving):
        try:
            services.add_bijlage(
                casus.pk,
                actor=request.user,
                op=timezone.localdate(),
                omschrijving=omschrijving,
                inhoud=bestand.read(),
            )
        except GeenBijlage as refused:
            raise ValidationError({"bestand": refused.messages}) from refused

    if sent(form, keep):
        messages.success(request, "De bijlage staat erbij.")
        return to_casus(casus, "#bijlagen")
    uitleg = (
        "Wie de betrokkene mag zien, kan de bijlage openen. Elke keer dat iemand dat doet, wordt vastgelegd."
    )
    return form_page(request, casus, form, kop="Bijlage toevoegen", uitleg=uitleg, knop="Toevoegen")


@require_POST
def bijlage_open(request, kenmerk, pk):
    """The file itself, to keep: a browser shows nothing of it in our name."""
    casus, bijlage = _bijlage(request, kenmerk, pk)
    bijlage = services.open_bijlage(casus.pk, actor=request.user, bijlage_id=bijlage.pk)
    if not default_storage.exists(bijlage.bestand.name):
        raise Http404
    response = FileResponse(
        default_storage.open(bijlage.bestand.name),
        as_attachment=True,
        filename=f"casus-{casus.nummer}-bijlage-{bijlage.pk}.{bijlage.soort}",
        content_type=CONTENT_TYPES[bijlage.soort],
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response


@require_POST
def bijlage_remove(request, kenmerk, pk):
    casus, bijlage = _bijlage(request, kenmerk, pk)
    services.remove_bijlage(casus.pk, actor=request.user, bijlage_id=bijlage.pk)
    messages.success(request, "De bijlage is gewist.")
    return to_casus(casus, "#bijlagen")


def _bijlage(request, kenmerk, pk):
    casus = visible_casus(request, kenmerk)
    return casus, get_object_or_404(casus.bijlagen, pk=pk)
