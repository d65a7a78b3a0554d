"""Risico's: the tab of one inspanning, one risico, and the page of the programme."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.htmx import render_page_or_partial, wants_partial
from brunssum.core.views.formulieren import posted
from inspanningen.forms.risico import NogEensForm, RisicofilterForm, RisicoForm, SluitForm
from inspanningen.models import Inspanning, Risico
from inspanningen.permissions import risico as permissions
from inspanningen.presenters import risico as presenters
from inspanningen.queries.risico import risicostand
from inspanningen.querysets.risico import BEKIJK_BINNEN
from inspanningen.services import risico as services
from inspanningen.views.onderdeel import download, form_page, try_to_save


@require_GET
def risico_list(request, pk):
    """Tab Risico's: what may go wrong with this inspanning, as a list and as a matrix."""
    inspanning = _inspanning(request, pk)
    risicos = list(Risico.objects.visible_to(request.user).filter(inspanning=inspanning).for_list())
    context = {
        "inspanning": inspanning,
        "risicos": [one for one in risicos if one.is_open],
        "gesloten": [one for one in risicos if not one.is_open],
        "matrices": presenters.matrices_van_inspanning(risicos),
        "te_lang_voor": timezone.localdate() - BEKIJK_BINNEN,
        "reden": permissions.reason_not_to_change(request.user, inspanning),
    }
    return render(request, "inspanningen/risico_list.html", context)


@require_http_methods(["GET", "POST"])
def risico_add(request, pk):
    inspanning = _inspanning(request, pk)
    _refuse(permissions.reason_not_to_change(request.user, inspanning))
    form = RisicoForm(posted(request), is_new=True)
    made, _ = try_to_save(
        form,
        lambda **velden: services.add_risico(
            inspanning.pk, actor=request.user, op=timezone.localdate(), **velden
        ),
    )
    if made:
        messages.success(request, f"Risico {made.nummer} staat erbij.")
        return redirect("inspanningen:risico", made.pk)
    terug = reverse("inspanningen:risicos", args=[pk])
    return form_page(
        request,
        form,
        kop="Risico toevoegen",
        lead=str(inspanning),
        terug=terug,
        kruimels=_kruimels(inspanning, terug),
        knop="Risico toevoegen",
    )


@require_GET
def risico_detail(request, pk):
    risico = _risico(request, pk)
    return _detail(request, risico, NogEensForm(initial={"gelezen": risico.versie}))


@require_http_methods(["GET", "POST"])
def risico_edit(request, pk):
    risico = _risico(request, pk)
    _refuse(permissions.reason_not_to_change(request.user, risico.inspanning))
    if not risico.is_open:
        messages.warning(request, permissions.IS_CLOSED)
        return redirect("inspanningen:risico", pk)
    velden = ("omschrijving", "kans", "impact", "maatregel", "kans_na", "impact_na", "eigenaar")
    initial = {naam: getattr(risico, naam) for naam in velden} | {"gelezen": risico.versie}
    form = RisicoForm(posted(request), is_new=False, initial=initial)
    saved, nu = try_to_save(
        form,
        lambda **velden: services.edit_risico(pk, actor=request.user, op=timezone.localdate(), **velden),
        risico,
    )
    if saved:
        messages.success(request, "Het risico is bijgewerkt.")
        return redirect("inspanningen:risico", pk)
    return _risico_form(request, form, risico, "Risico bijwerken", nu=nu)


@require_POST
def risico_look_again(request, pk):
    risico = _risico(request, pk)
    _refuse(permissions.reason_not_to_look_again(request.user, risico))
    form = NogEensForm(request.POST)
    looked, _ = try_to_save(
        form,
        lambda **velden: services.look_again(pk, actor=request.user, op=timezone.localdate(), **velden),
        risico,
    )
    if looked:
        messages.success(request, "Vastgelegd: u heeft dit risico vandaag bekeken.")
        return redirect("inspanningen:risico", pk)
    return _detail(request, _risico(request, pk), form)


@require_http_methods(["GET", "POST"])
def risico_close(request, pk):
    risico = _risico(request, pk)
    _refuse(permissions.reason_not_to_change(request.user, risico.inspanning))
    form = SluitForm(posted(request))
    closed, _ = try_to_save(form, lambda **velden: services.close_risico(pk, actor=request.user, **velden))
    if closed:
        messages.success(request, "Het risico is gesloten.")
        return redirect("inspanningen:risico", pk)
    return _risico_form(request, form, risico, "Risico sluiten", knop="Sluiten")


@require_POST
def risico_reopen(request, pk):
    risico = _risico(request, pk)
    _refuse(permissions.reason_not_to_change(request.user, risico.inspanning))
    try:
        services.reopen_risico(pk, actor=request.user, op=timezone.localdate())
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, "Het risico is weer open.")
    return redirect("inspanningen:risico", pk)


@require_GET
def programma_risicos(request):
    """All risico's of the programme, the heaviest first."""
    _refuse(permissions.reason_not_to_see(request.user))
    form, risicos, vandaag = _filtered(request)
    page = Paginator(risicos.for_list(), per_page=25).get_page(request.GET.get("pagina"))
    context = {"page": page, "filter": form, "is_gefilterd": any(form.cleaned_data.values())}
    if not wants_partial(request):
        stand = risicostand(Risico.objects.visible_to(request.user), vandaag)
        context |= {"stand": stand, "matrices": presenters.matrices_van_programma(stand)}
    context["te_lang_voor"] = vandaag - BEKIJK_BINNEN
    return render_page_or_partial(request, "inspanningen/programma_risicos.html", "lijst", context)


@require_GET
def programma_risicos_download(request, soort):
    """The list as it is filtered."""
    _refuse(permissions.reason_not_to_see(request.user))
    _, risicos, vandaag = _filtered(request)
    return download(
        soort, f"risicos-{vandaag:%Y-%m-%d}", presenters.KOP, presenters.download_rows(risicos.for_list())
    )


def _filtered(request):
    """The filter, the risico's it leaves, and today."""
    vandaag = timezone.localdate()
    form = RisicofilterForm(request.GET, inspanningen=Inspanning.objects.visible_to(request.user).in_order())
    return form, form.apply(Risico.objects.visible_to(request.user), vandaag), vandaag


def _detail(request, risico, form):
    vandaag = timezone.localdate()
    beoordelingen = risico.beoordelingen.select_related("door").order_by("op", "pk")
    context = {
        "risico": risico,
        "matrices": presenters.matrices_van_inspanning([risico]) if risico.is_open else (),
        "zonder": presenters.score_tekst(risico.zonder),
        "nu": presenters.score_tekst(risico.nu),
        "blikken": presenters.blikken(beoordelingen),
        "te_lang": risico.is_open and risico.beoordeeld_op < vandaag - BEKIJK_BINNEN,
        "mag_bekijken": not permissions.reason_not_to_look_again(request.user, risico),
        "reden": permissions.reason_not_to_change(request.user, risico.inspanning),
        "form": form,
    }
    return render(request, "inspanningen/risico_detail.html", context, status=422 if form.is_bound else 200)


def _risico_form(request, form, risico, kop, **words):
    terug = reverse("inspanningen:risico", args=[risico.pk])
    lijst = reverse("inspanningen:risicos", args=[risico.inspanning_id])
    kruimels = [*_kruimels(risico.inspanning, lijst), (f"Risico {risico.nummer}", terug)]
    return form_page(
        request, form, kop=kop, lead=risico.omschrijving, terug=terug, kruimels=kruimels, **words
    )


def _kruimels(inspanning, lijst):
    return [
        ("Inspanningen", reverse("inspanningen:list")),
        (str(inspanning), reverse("inspanningen:detail", args=[inspanning.pk])),
        ("Risico’s", lijst),
    ]


def _inspanning(request, pk) -> Inspanning:
    """The inspanning; 403 for who may know of it and not of its risico's."""
    inspanning = get_object_or_404(Inspanning.objects.visible_to(request.user), pk=pk)
    _refuse(permissions.reason_not_to_see(request.user))
    return inspanning


def _risico(request, pk) -> Risico:
    rows = Risico.objects.visible_to(request.user).select_related("inspanning", "eigenaar", "beoordeeld_door")
    return get_object_or_404(rows, pk=pk)


def _refuse(reason: str) -> None:
    if reason:
        raise PermissionDenied(reason)
