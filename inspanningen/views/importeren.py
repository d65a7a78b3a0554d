"""Taking over projectformulieren: upload, look, accept."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from brunssum.core.views.formulieren import posted, show_refusal
from inspanningen import permissions, presenters, queries, services
from inspanningen.forms.importeren import ImportFaseForm, KaartKeuzeForm, UploadForm
from inspanningen.models import Projectformulierimport


@require_http_methods(["GET", "POST"])
def import_upload(request):
    _refuse_readers(request)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        bestand = form.cleaned_data["bestand"]
        try:
            gelezen = services.start_import(actor=request.user, bestandsnaam=bestand.name, raw=bestand.read())
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            return redirect("inspanningen:import_preview", gelezen.pk)
    return render(
        request,
        "inspanningen/import_upload.html",
        {"form": form, "open_imports": Projectformulierimport.objects.visible_to(request.user).open()},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "POST"])
def import_preview(request, pk):
    _refuse_readers(request)
    gelezen = get_object_or_404(Projectformulierimport.objects.visible_to(request.user).open(), pk=pk)
    data = posted(request)
    voorstellen = queries.voorstellen(gelezen.uitkomst, _doelen(data))
    fase_form = ImportFaseForm(data)
    forms = [KaartKeuzeForm(data, voorstel=voorstel) for voorstel in voorstellen]
    if data is not None and all([fase_form.is_valid(), *(form.is_valid() for form in forms)]):
        try:
            done = services.accept_import(
                gelezen.pk,
                actor=request.user,
                keuzes=[form.as_keuze() for form in forms],
                fase=fase_form.cleaned_data["fase"],
            )
        except services.CannotTakeOver as refused:
            forms[refused.index].add_error(None, refused)
        else:
            messages.success(request, presenters.import_resultaat(done.resultaat))
            return redirect("inspanningen:list")
    return render(
        request,
        "inspanningen/import_preview.html",
        {
            "gelezen": gelezen,
            "kaarten": presenters.import_kaarten(voorstellen, forms),
            "telling": presenters.import_telling(voorstellen),
            "fase_form": fase_form,
        },
        status=200 if data is None else 422,
    )


@require_POST
def import_drop(request, pk):
    _refuse_readers(request)
    gelezen = get_object_or_404(Projectformulierimport.objects.visible_to(request.user).open(), pk=pk)
    services.drop_import(gelezen.pk, actor=request.user)
    messages.success(request, f"Wat uit {gelezen.bestandsnaam} was gelezen, is weggegooid.")
    return redirect("inspanningen:import")


def _refuse_readers(request) -> None:
    reason = permissions.reason_not_to_add(request.user)
    if reason:
        raise PermissionDenied(reason)


def _doelen(data) -> dict[int, str] | None:
    """Which kaart of ours each kaart of the file is compared with, when someone chose another than we proposed."""
    if data is None:
        return None
    doelen = {}
    for name, keuze in data.items():
        index = name.removeprefix("kaart-").removesuffix("-keuze")
        if name == f"kaart-{index}-keuze" and index.isdecimal() and keuze == "bijwerken":
            doelen[int(index)] = data.get(f"kaart-{index}-nummer", "").strip().upper()
    return doelen
