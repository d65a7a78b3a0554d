"""Several inspanningen at once: tick them, say what changes, see it, and save all or none."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from brunssum.core.views.formulieren import show_refusal
from inspanningen import permissions, queries
from inspanningen.forms.samen import SamenForm
from inspanningen.lijstfilter import read_lijstfilter
from inspanningen.models import Inspanning
from inspanningen.services import samen as services

MOST_DIGITS = 9


@require_http_methods(["GET", "POST"])
def edit_together(request):
    """First the list to tick (GET, narrowed by the filter of the list), then the change (POST), then it is done (POST)."""
    if reason := permissions.reason_not_to_add(request.user):
        raise PermissionDenied(reason)
    pks = [int(pk) for pk in request.POST.getlist("pk") if pk.isdecimal() and len(pk) <= MOST_DIGITS]
    wat = request.POST.get("wat", "")
    if request.method == "GET" or not pks or wat not in dict(SamenForm.WAT):
        return _choose(request, pks, wat)
    gekozen = Inspanning.objects.visible_to(request.user).filter(pk__in=pks).in_order()
    form = SamenForm(request.POST if "toelichting" in request.POST else None, wat=wat)
    if form.is_valid():
        try:
            changed = services.edit_together(pks, actor=request.user, **form.wijziging)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _told(changed, len(pks)))
            return redirect("inspanningen:list")
    context = {
        "form": form,
        "wat": dict(SamenForm.WAT)[wat],
        "rijen": queries.rijen(gekozen, met_projectleider=True),
    }
    return render(request, "inspanningen/samen_wijzigen.html", context, status=422 if form.is_bound else 200)


def _choose(request, pks: list[int], wat: str):
    opties = queries.filter_opties(met_projectleider=True)
    gekozen = read_lijstfilter(request.GET, opties, met_projectleider=True)
    rows = gekozen.apply(Inspanning.objects.visible_to(request.user), request.user.zicht)
    fouten = []
    if request.method == "POST":
        fouten = ["Vink ten minste één inspanning aan."] if not pks else ["Kies wat u wilt wijzigen."]
    context = {
        "rijen": queries.rijen(rows, met_projectleider=True),
        "aangevinkt": set(pks),
        "alles": "alles" in request.GET,
        "wat_keuzes": SamenForm.WAT,
        "wat": wat,
        "fouten": fouten,
    }
    return render(request, "inspanningen/samen_kiezen.html", context, status=422 if fouten else 200)


def _told(changed: int, chosen: int) -> str:
    same = chosen - changed
    told = "1 inspanning is gewijzigd." if changed == 1 else f"{changed} inspanningen zijn gewijzigd."
    return told + (f" {same} {'was' if same == 1 else 'waren'} al zo." if same else "")
