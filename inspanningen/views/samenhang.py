"""What waits for what: the tab of one inspanning, and the page of the programme."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.views.formulieren import posted
from inspanningen.forms.afhankelijkheid import AfhankelijkheidForm
from inspanningen.models import Afhankelijkheid, Inspanning
from inspanningen.permissions import afhankelijkheid as permissions
from inspanningen.presenters import samenhang as presenters
from inspanningen.queries.samenhang import samenhang, schakel
from inspanningen.services import afhankelijkheid as services
from inspanningen.views.onderdeel import form_page, try_to_save


@require_GET
def samenhang_list(request, pk):
    """Tab Samenhang: what this inspanning waits for, and who waits for it."""
    inspanning = _inspanning(request, pk)
    vandaag = timezone.localdate()
    rows = Afhankelijkheid.objects.visible_to(request.user).of_inspanning(inspanning).for_list()
    schakels = [schakel(one, vandaag) for one in rows]
    context = {
        "inspanning": inspanning,
        "wacht_op": [one for one in schakels if one.afhankelijkheid.inspanning_id == pk],
        "wachtenden": [one for one in schakels if one.afhankelijkheid.hangt_af_van_id == pk],
        "reden": permissions.reason_not_to_change(request.user, inspanning),
    }
    return render(request, "inspanningen/samenhang_list.html", context)


@require_http_methods(["GET", "POST"])
def afhankelijkheid_add(request, pk):
    inspanning = _inspanning(request, pk)
    _refuse(permissions.reason_not_to_change(request.user, inspanning))
    form = AfhankelijkheidForm(posted(request), inspanning=inspanning, user=request.user, is_new=True)
    made, _ = try_to_save(
        form, lambda **velden: services.add_afhankelijkheid(inspanning.pk, actor=request.user, **velden)
    )
    if made:
        messages.success(request, "De afhankelijkheid staat erbij.")
        return redirect("inspanningen:samenhang", pk)
    return _form(request, form, inspanning, "Afhankelijkheid toevoegen")


@require_http_methods(["GET", "POST"])
def afhankelijkheid_edit(request, pk):
    found = _afhankelijkheid(request, pk)
    _refuse(permissions.reason_not_to_change(request.user, found.inspanning))
    velden = [naam for naam in services.RECORDED if naam != "inspanning"]
    initial = {naam: getattr(found, naam) for naam in velden} | {"gelezen": found.versie}
    form = AfhankelijkheidForm(
        posted(request), inspanning=found.inspanning, user=request.user, is_new=False, initial=initial
    )
    saved, nu = try_to_save(
        form, lambda **velden: services.edit_afhankelijkheid(pk, actor=request.user, **velden), found
    )
    if saved:
        messages.success(request, "De afhankelijkheid is bijgewerkt.")
        return redirect("inspanningen:samenhang", found.inspanning_id)
    return _form(
        request,
        form,
        found.inspanning,
        "Afhankelijkheid bijwerken",
        nu=nu,
        weg=reverse("inspanningen:afhankelijkheid_remove", args=[pk]),
        weg_knop="Deze afhankelijkheid weghalen",
    )


@require_POST
def afhankelijkheid_remove(request, pk):
    found = _afhankelijkheid(request, pk)
    _refuse(permissions.reason_not_to_change(request.user, found.inspanning))
    services.remove_afhankelijkheid(pk, actor=request.user)
    messages.success(request, "De afhankelijkheid is weg.")
    return redirect("inspanningen:samenhang", found.inspanning_id)


@require_GET
def programma_samenhang(request):
    """What waits for what in the whole programme, drawn and listed, and what of it is kritiek."""
    _refuse(permissions.reason_not_to_see(request.user))
    rows = Afhankelijkheid.objects.visible_to(request.user).for_list()
    geheel = samenhang(rows, timezone.localdate())
    context = {
        "samenhang": geheel,
        "spillen": [
            (spil, presenters.nummers(spil.direct), presenters.nummers(spil.indirect))
            for spil in geheel.spillen
        ],
        "tekening": presenters.tekening(geheel),
    }
    return render(request, "inspanningen/programma_samenhang.html", context)


def _form(request, form, inspanning, kop, **words):
    terug = reverse("inspanningen:samenhang", args=[inspanning.pk])
    kruimels = [
        ("Inspanningen", reverse("inspanningen:list")),
        (str(inspanning), reverse("inspanningen:detail", args=[inspanning.pk])),
        ("Samenhang", terug),
    ]
    return form_page(request, form, kop=kop, lead=str(inspanning), terug=terug, kruimels=kruimels, **words)


def _inspanning(request, pk) -> Inspanning:
    """The inspanning; 403 for who may know of it and not of what it waits for."""
    inspanning = get_object_or_404(Inspanning.objects.visible_to(request.user), pk=pk)
    _refuse(permissions.reason_not_to_see(request.user))
    return inspanning


def _afhankelijkheid(request, pk) -> Afhankelijkheid:
    rows = Afhankelijkheid.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("inspanning", "hangt_af_van", "mijlpaal"), pk=pk)


def _refuse(reason: str) -> None:
    if reason:
        raise PermissionDenied(reason)
