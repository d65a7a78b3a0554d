"""What we learned: the list, one leerpunt and its steps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from brunssum.core.htmx import render_page_or_partial
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import posted, show_refusal
from inspanningen import permissions, services
from inspanningen.forms.leerpunten import LeerpuntfilterForm, LeerpuntForm, LeerpuntstapForm
from inspanningen.models import Inspanning, Leerpunt
from inspanningen.permissions import leeruitwisseling as uitwisseling_permissions

STAPPEN = {
    "adresseren": (Leerpunt.Staat.GEADRESSEERD, services.address_leerpunt, "Aan iemand vragen"),
    "beantwoorden": (Leerpunt.Staat.BEANTWOORD, services.answer_leerpunt, "Beantwoorden"),
    "aanpakken": (Leerpunt.Staat.AANGEPAKT, services.change_for_leerpunt, "Vastleggen wat veranderde"),
    "borgen": (Leerpunt.Staat.GEBORGD, services.secure_leerpunt, "Borgen"),
}
"""The steps by their word in the address: where they lead, their service, and the words on the button."""


@require_GET
@requires(Recht.LEREN_ZIEN)
def leerpunt_list(request):
    form = LeerpuntfilterForm(request.GET)
    form.is_valid()  # what does not make sense is not in cleaned_data
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    rows = Leerpunt.objects.visible_to(request.user).matching(asked.pop("q", ""))
    page = Paginator(rows.filter(**asked).for_list(), per_page=25).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "filter": form,
        "is_gefilterd": any(form.cleaned_data.values()),
        "may_add": not permissions.reason_not_to_add_leerpunt(request.user),
    }
    return render_page_or_partial(request, "inspanningen/leerpunt_list.html", "lijst", context)


@require_GET
def leerpunt_detail(request, pk):
    user = request.user
    leerpunt = get_object_or_404(
        Leerpunt.objects.visible_to(user).select_related("gesignaleerd_door", "geadresseerde"), pk=pk
    )
    uitwisselingen = list(leerpunt.uitwisselingen.for_list())
    context = {
        "leerpunt": leerpunt,
        "stappen": leerpunt.stappen.select_related("door", "aan").order_by("-op", "-pk"),
        "inspanningen": Inspanning.objects.visible_to(user).filter(leerpunten=leerpunt).in_order(),
        "uitwisselingen": uitwisselingen,
        "mag_afronden": uitwisseling_permissions.may_finish(user, uitwisselingen),
        "mag_verbeteren": uitwisseling_permissions.may_edit(user, uitwisselingen),
        "may_share": not permissions.reason_not_to_add_leerpunt(user),
        "knoppen": _knoppen(user, leerpunt),
        "may_edit": not permissions.reason_not_to_edit_leerpunt(user, leerpunt),
        "reden": permissions.reason_not_to_edit_leerpunt(user, leerpunt),
    }
    return render(request, "inspanningen/leerpunt_detail.html", context)


def _knoppen(user, leerpunt) -> list[tuple[str, str]]:
    """The steps this person can take now, the way on first: word in the address, words on the button."""
    ways = [
        (
            woord,
            "Aan een ander vragen"
            if naar == Leerpunt.Staat.GEADRESSEERD and leerpunt.geadresseerde
            else label,
        )
        for woord, (naar, _, label) in STAPPEN.items()
        if leerpunt.can_become(naar) and not _reason_not_to_step(user, leerpunt, naar)
    ]
    return sorted(ways, key=lambda way: way[0] == "adresseren")


def _reason_not_to_step(user, leerpunt, naar) -> str:
    if naar == Leerpunt.Staat.BEANTWOORD:
        return permissions.reason_not_to_answer(user, leerpunt)
    return permissions.reason_not_to_edit_leerpunt(user, leerpunt)


@require_http_methods(["GET", "POST"])
def leerpunt_add(request):
    """Write one down; with ?inspanning= it starts at that inspanning."""
    if reason := permissions.reason_not_to_add_leerpunt(request.user):
        raise PermissionDenied(reason)
    form = LeerpuntForm(posted(request), user=request.user, initial=_from_inspanning(request))
    if form.is_valid():
        try:
            leerpunt = services.add_leerpunt(actor=request.user, op=timezone.localdate(), **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Het leerpunt staat er. Vraag nu iemand om een antwoord.")
            return redirect("leerpunten:detail", leerpunt.pk)
    return _form_page(request, form, None, "Leerpunt toevoegen")


def _from_inspanning(request) -> dict:
    pk = request.GET.get("inspanning", "")
    known = Inspanning.objects.visible_to(request.user).filter(pk=int(pk)) if pk.isascii() and pk.isdecimal() and len(pk) < 18 else ()  # fmt: skip
    return {"inspanningen": [one.pk for one in known]}


@require_http_methods(["GET", "POST"])
def leerpunt_edit(request, pk):
    leerpunt = get_object_or_404(Leerpunt.objects.visible_to(request.user), pk=pk)
    if reason := permissions.reason_not_to_edit_leerpunt(request.user, leerpunt):
        raise PermissionDenied(reason)
    initial = {name: getattr(leerpunt, name) for name in ("titel", "tekst", "leercirkel", "herkomst")}
    initial["inspanningen"] = leerpunt.inspanningen.values_list("pk", flat=True)
    form = LeerpuntForm(posted(request), user=request.user, initial=initial)
    if form.is_valid():
        try:
            services.edit_leerpunt(leerpunt.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Het leerpunt is bijgewerkt.")
            return redirect("leerpunten:detail", leerpunt.pk)
    return _form_page(request, form, leerpunt, "Leerpunt bijwerken")


@require_http_methods(["GET", "POST"])
def leerpunt_step(request, pk, stap):
    leerpunt = get_object_or_404(Leerpunt.objects.visible_to(request.user), pk=pk)
    if stap not in STAPPEN:
        raise Http404
    naar, service, kop = STAPPEN[stap]
    if reason := _reason_not_to_step(request.user, leerpunt, naar):
        raise PermissionDenied(reason)
    if zin := permissions.bezwaar_tegen_leerpuntstap(leerpunt, naar):
        messages.warning(request, zin)
        return redirect("leerpunten:detail", leerpunt.pk)
    form = LeerpuntstapForm(posted(request), naar=naar)
    if form.is_valid():
        try:
            changed = service(leerpunt.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, f"Het leerpunt is nu {changed.get_staat_display().lower()}.")
            return redirect("leerpunten:detail", leerpunt.pk)
    return _form_page(request, form, leerpunt, kop)


def _form_page(request, form, leerpunt, kop):
    context = {"form": form, "leerpunt": leerpunt, "kop": kop}
    return render(request, "inspanningen/leerpunt_form.html", context, status=422 if form.is_bound else 200)
