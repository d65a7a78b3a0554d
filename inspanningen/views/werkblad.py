"""The spreadsheet: take it out, change it in Excel, look at what would change, take it over."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.bestanden.xlsx import werkmap_response
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import show_refusal
from inspanningen import permissions
from inspanningen.forms.werkblad import WerkbladForm
from inspanningen.models import Inspanning, Werkbladimport
from inspanningen.presenters import werkblad as presenter
from inspanningen.queries.werkblad import regels_of
from inspanningen.services import werkblad as services


@require_GET
@requires(Recht.INSPANNINGEN_ZIEN)
def werkblad_xlsx(request):
    """All inspanningen and mijlpalen as a workbook: what this reader may see."""
    inspanningen = Inspanning.objects.visible_to(request.user)
    bladen = presenter.bladen(inspanningen, request.user.zicht)
    return werkmap_response(f"inspanningen-{timezone.localdate():%Y-%m-%d}", bladen)


@require_http_methods(["GET", "POST"])
def werkblad_upload(request):
    _refuse_readers(request)
    form = WerkbladForm(request.POST, request.FILES) if request.method == "POST" else WerkbladForm()
    if form.is_valid():
        bestand = form.cleaned_data["bestand"]
        try:
            werkblad = services.read_werkblad(
                actor=request.user, bestandsnaam=bestand.name, raw=bestand.read()
            )
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            return redirect("inspanningen:werkblad_preview", werkblad.pk)
    context = {"form": form, "open_imports": Werkbladimport.objects.visible_to(request.user).open()}
    return render(request, "inspanningen/werkblad_upload.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def werkblad_preview(request, pk):
    _refuse_readers(request)
    werkblad = get_object_or_404(Werkbladimport.objects.visible_to(request.user).open(), pk=pk)
    geweigerd = None
    if request.method == "POST":
        try:
            done = services.accept_werkblad(
                werkblad.pk,
                actor=request.user,
                rijen=set(request.POST.getlist("rij")),
                vervang=set(request.POST.getlist("vervang")),
                op=timezone.localdate(),
            )
        except ValidationError as refused:
            geweigerd = refused
        else:
            messages.success(request, presenter.uitkomst(done.resultaat))
            return redirect("inspanningen:list")
    regels = regels_of(werkblad, request.user.zicht)
    chosen = request.POST if geweigerd else None
    context = {
        "werkblad": werkblad,
        "groepen": presenter.groepen(regels, chosen),
        "telling": Counter(regel.soort for regel in regels),
        "aantal": sum(regel.soort in {"nieuw", "gewijzigd", "botst"} for regel in regels),
        "geweigerd": geweigerd.messages if geweigerd else [],
    }
    return render(request, "inspanningen/werkblad_preview.html", context, status=422 if geweigerd else 200)


@require_POST
def werkblad_drop(request, pk):
    _refuse_readers(request)
    werkblad = get_object_or_404(Werkbladimport.objects.visible_to(request.user).open(), pk=pk)
    services.drop_werkblad(werkblad.pk, actor=request.user)
    messages.success(request, f"Wat uit {werkblad.bestandsnaam} was gelezen, is weggegooid.")
    return redirect("inspanningen:werkblad")


def _refuse_readers(request) -> None:
    if reason := permissions.reason_not_to_add(request.user):
        raise PermissionDenied(reason)
