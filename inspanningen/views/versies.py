"""The history of a kaart: its versions, what differs between two, and going back to one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from inspanningen import permissions, presenters, services
from inspanningen.models import Inspanning


@require_GET
def versions(request, pk):
    inspanning = _inspanning_for(request, pk)
    rows = inspanning.versies.select_related("door").defer("stand").order_by("-nummer")
    page = Paginator(rows, per_page=25).get_page(request.GET.get("pagina"))
    versies = [(versie, presenters.gewijzigde_labels(versie)) for versie in page.object_list]
    return render(
        request,
        "inspanningen/inspanning_versions.html",
        {"inspanning": inspanning, "page": page, "versies": versies},
    )


@require_GET
def version_diff(request, pk, nummer):
    """What differs between the version in the address and an earlier one: `?met=`, or else the one before it."""
    inspanning = _inspanning_for(request, pk)
    versies = inspanning.versies.select_related("door")
    na = get_object_or_404(versies, nummer=nummer)
    met = request.GET.get("met", "")
    eerder = int(met) if met.isdecimal() and len(met) < 9 else nummer - 1
    voor = versies.filter(nummer=eerder).first()
    if voor is not None and voor.nummer > na.nummer:
        voor, na = na, voor
    return render(
        request,
        "inspanningen/inspanning_version_diff.html",
        {
            "inspanning": inspanning,
            "voor": voor,
            "na": na,
            "verschillen": presenters.verschillen(voor.stand if voor else {}, na.stand),
            "nummers": list(range(1, inspanning.versienummer + 1)),
            "mag_terugzetten": na.nummer != inspanning.versienummer
            and permissions.may_edit(request.user, inspanning),
        },
    )


@require_http_methods(["GET", "POST"])
def version_restore(request, pk, nummer):
    inspanning = _inspanning_for(request, pk)
    reason = permissions.reason_not_to_edit(request.user, inspanning)
    if reason:
        raise PermissionDenied(reason)
    versie = get_object_or_404(inspanning.versies.select_related("door"), nummer=nummer)
    refusal = None
    if request.method == "POST":
        try:
            services.restore_versie(inspanning.pk, actor=request.user, nummer=nummer)
        except ValidationError as refused:
            refusal = " ".join(refused.messages)
        else:
            messages.success(request, f"De kaart is weer zoals in versie {nummer}.")
            return redirect("inspanningen:detail", inspanning.pk)
    huidig = inspanning.versies.get(nummer=inspanning.versienummer)
    keeps_fase = versie.stand | {"fase": huidig.stand["fase"]}
    return render(
        request,
        "inspanningen/inspanning_version_restore.html",
        {
            "inspanning": inspanning,
            "versie": versie,
            "refusal": refusal,
            "verschillen": presenters.verschillen(huidig.stand, keeps_fase),
        },
        status=422 if refusal else 200,
    )


def _inspanning_for(request, pk) -> Inspanning:
    inspanning = get_object_or_404(Inspanning.objects.visible_to(request.user), pk=pk)
    reason = permissions.reason_not_to_see_versies(request.user)
    if reason:
        raise PermissionDenied(reason)
    return inspanning
