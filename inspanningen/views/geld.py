"""Money: the tab of one inspanning, one financiering, and the page of the programme."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.views.formulieren import posted
from inspanningen.forms.geld import BudgetpostForm, FinancieringForm
from inspanningen.models import Budgetpost, Financiering, Inspanning
from inspanningen.permissions import geld as permissions
from inspanningen.presenters import geld as presenters
from inspanningen.queries.geld import geldstand, jaarstanden, stops, verantwoording
from inspanningen.services import geld as services
from inspanningen.views.onderdeel import download, form_page, try_to_save


@require_GET
def geld_list(request, pk):
    """Tab Geld: what this inspanning costs per year, who pays, and what is not covered."""
    inspanning = _inspanning(request, pk)
    vandaag = timezone.localdate()
    posten = list(Budgetpost.objects.visible_to(request.user).filter(inspanning=inspanning).for_list())
    for post in posten:
        post.inspanning = inspanning
    bronnen = {post.financiering_id: post.financiering for post in posten if post.financiering_id}
    geraakt = [stop for stop in stops(bronnen.values(), posten, vandaag) if stop.verliezen]
    jaren, verdeeld = jaarstanden(posten), presenters.per_financiering(posten)
    context = {
        "inspanning": inspanning,
        "groepen": presenters.per_jaar(posten),
        "jaren": jaren,
        "per_financiering": verdeeld,
        "totaal": (sum(row[1] for row in verdeeld), sum(row[2] for row in verdeeld)),
        "balken": presenters.jaarbalken(jaren),
        "ongedekt": [stand for stand in jaren if stand.ongedekt and stand.jaar >= vandaag.year],
        "stops": [(stop, presenters.stop_zin_van_een(stop, vandaag)) for stop in geraakt],
        "reden": permissions.reason_not_to_change_budget(request.user, inspanning),
    }
    return render(request, "inspanningen/geld_list.html", context)


@require_http_methods(["GET", "POST"])
def budgetpost_add(request, pk):
    inspanning = _inspanning(request, pk)
    _refuse(permissions.reason_not_to_change_budget(request.user, inspanning))
    form = BudgetpostForm(posted(request), is_new=True, initial={"jaar": timezone.localdate().year})
    made, _ = try_to_save(
        form, lambda **velden: services.add_budgetpost(inspanning.pk, actor=request.user, **velden)
    )
    if made:
        messages.success(request, f"{made} staat erbij.")
        return redirect("inspanningen:geld", pk)
    return _budget_form(request, form, inspanning, "Bedrag toevoegen")


@require_http_methods(["GET", "POST"])
def budgetpost_edit(request, pk):
    post = _post(request, pk)
    _refuse(permissions.reason_not_to_change_budget(request.user, post.inspanning))
    initial = {naam: getattr(post, naam) for naam in services.BUDGETPOST} | {"gelezen": post.versie}
    form = BudgetpostForm(posted(request), is_new=False, initial=initial)
    saved, nu = try_to_save(
        form, lambda **velden: services.edit_budgetpost(pk, actor=request.user, **velden), post
    )
    if saved:
        messages.success(request, f"{saved} is bijgewerkt.")
        return redirect("inspanningen:geld", post.inspanning_id)
    return _budget_form(
        request,
        form,
        post.inspanning,
        "Bedrag bijwerken",
        nu=nu,
        weg=reverse("inspanningen:budgetpost_remove", args=[pk]),
        weg_knop="Dit bedrag weghalen",
    )


@require_POST
def budgetpost_remove(request, pk):
    post = _post(request, pk)
    _refuse(permissions.reason_not_to_change_budget(request.user, post.inspanning))
    services.remove_budgetpost(pk, actor=request.user)
    messages.success(request, f"{post} is weg.")
    return redirect("inspanningen:geld", post.inspanning_id)


@require_GET
def programma_geld(request):
    """All money of the programme, and above all: what stops when."""
    _refuse(permissions.reason_not_to_see(request.user))
    vandaag = timezone.localdate()
    stand = _stand(request.user, vandaag)
    context = {
        "stand": stand,
        "vandaag": vandaag,
        "financieringen": [(one, presenters.over_zin(one), verantwoording(one.financiering, vandaag)) for one in stand.financieringen],
        "stops": [(stop, presenters.stop_zin(stop, vandaag)) for stop in stand.stops],
        "tijdlijnen": presenters.tijdlijnen(stand, vandaag),
        "balken": presenters.jaarbalken(stand.jaren),
        "te_verantwoorden": [(one, verantwoording(one, vandaag)) for one in stand.te_verantwoorden],
        "reden": permissions.reason_not_to_change_financiering(request.user),
    }  # fmt: skip
    return render(request, "inspanningen/programma_geld.html", context)


@require_GET
def programma_geld_download(request, soort):
    """Every budgetpost of the programme."""
    _refuse(permissions.reason_not_to_see(request.user))
    posten = Budgetpost.objects.visible_to(request.user).for_download()
    naam = f"geld-{timezone.localdate():%Y-%m-%d}"
    return download(soort, naam, presenters.KOP, presenters.download_rows(posten))


@require_GET
def financiering_detail(request, pk):
    financiering = _financiering(request, pk)
    vandaag = timezone.localdate()
    stand = _stand(request.user, vandaag)
    posten = Budgetpost.objects.visible_to(request.user).filter(financiering=financiering)
    eigen = next(one for one in stand.financieringen if one.financiering == financiering)
    stop = next((one for one in stand.stops if one.financiering == financiering), None)
    context = {
        "financiering": financiering,
        "eigen": eigen,
        "over": presenters.over_zin(eigen),
        "posten": posten.for_download(),
        "stop": stop,
        "stop_zin": presenters.stop_zin(stop, vandaag) if stop else "",
        "verantwoording": verantwoording(financiering, vandaag),
        "reden": permissions.reason_not_to_change_financiering(request.user),
    }
    return render(request, "inspanningen/financiering_detail.html", context)


@require_http_methods(["GET", "POST"])
def financiering_add(request):
    _refuse(permissions.reason_not_to_change_financiering(request.user))
    form = FinancieringForm(posted(request), is_new=True)
    made, _ = try_to_save(form, lambda **velden: services.add_financiering(actor=request.user, **velden))
    if made:
        messages.success(request, f"{made} staat erbij.")
        return redirect("programma:financiering", made.pk)
    return form_page(
        request, form, kop="Financiering toevoegen", terug=reverse("programma:geld"), kruimels=_kruimels()
    )


@require_http_methods(["GET", "POST"])
def financiering_edit(request, pk):
    financiering = _financiering(request, pk)
    _refuse(permissions.reason_not_to_change_financiering(request.user))
    initial = {naam: getattr(financiering, naam) for naam in services.FINANCIERING}
    form = FinancieringForm(posted(request), is_new=False, initial=initial | {"gelezen": financiering.versie})
    naam, terug = str(financiering), reverse("programma:financiering", args=[pk])
    saved, nu = try_to_save(
        form, lambda **velden: services.edit_financiering(pk, actor=request.user, **velden), financiering
    )
    if saved:
        messages.success(request, f"{saved} is bijgewerkt.")
        return redirect(terug)
    return form_page(
        request,
        form,
        kop="Financiering bijwerken",
        lead=naam,
        terug=terug,
        kruimels=[*_kruimels(), (naam, terug)],
        nu=nu,
        weg=reverse("programma:financiering_remove", args=[pk]),
        weg_knop="Deze financiering weghalen",
    )


@require_POST
def financiering_remove(request, pk):
    financiering = _financiering(request, pk)
    _refuse(permissions.reason_not_to_change_financiering(request.user))
    try:
        services.remove_financiering(pk, actor=request.user)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        return redirect("programma:financiering", pk)
    messages.success(request, f"{financiering} is weg.")
    return redirect("programma:geld")


def _stand(user, vandaag):
    return geldstand(Financiering.objects.visible_to(user), Budgetpost.objects.visible_to(user), vandaag)


def _budget_form(request, form, inspanning, kop, **words):
    terug = reverse("inspanningen:geld", args=[inspanning.pk])
    kruimels = [
        ("Inspanningen", reverse("inspanningen:list")),
        (str(inspanning), reverse("inspanningen:detail", args=[inspanning.pk])),
        ("Geld", terug),
    ]
    return form_page(request, form, kop=kop, lead=str(inspanning), terug=terug, kruimels=kruimels, **words)


def _kruimels():
    return [("Programma", reverse("programma:overzicht")), ("Geld", reverse("programma:geld"))]


def _inspanning(request, pk) -> Inspanning:
    """The inspanning; 403 for who may know of it and not of its money."""
    inspanning = get_object_or_404(Inspanning.objects.visible_to(request.user), pk=pk)
    _refuse(permissions.reason_not_to_see(request.user))
    return inspanning


def _post(request, pk) -> Budgetpost:
    rows = Budgetpost.objects.visible_to(request.user).select_related("inspanning", "financiering")
    return get_object_or_404(rows, pk=pk)


def _financiering(request, pk) -> Financiering:
    return get_object_or_404(Financiering.objects.visible_to(request.user), pk=pk)


def _refuse(reason: str) -> None:
    if reason:
        raise PermissionDenied(reason)
