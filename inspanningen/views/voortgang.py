"""Voortgang by partners: the tab of an inspanning, the list of all that one may see, and each step of a melding."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.exceptions import Tussentijds
from brunssum.core.htmx import render_page_or_partial
from brunssum.core.views.formulieren import posted
from inspanningen.forms.voortgang import AanvaardForm, TeruggeefForm, VoortgangForm, initial_of
from inspanningen.models import Inspanning, Voortgangsmelding
from inspanningen.permissions import edits_some
from inspanningen.permissions import voortgang as permissions
from inspanningen.presenters.voortgang import meldingregels
from inspanningen.services import voortgang as services
from inspanningen.views.onderdeel import form_page, try_to_save

PER_PAGINA = 20
TOON = {
    "wacht": "Wacht op antwoord",
    "aanvaard": "Aanvaard",
    "teruggegeven": "Teruggegeven",
    "alles": "Alles",
}


@require_GET
def of_inspanning(request, pk):
    """What partners report on one inspanning: what waits first."""
    user = request.user
    inspanning = get_object_or_404(Inspanning.objects.visible_to(user), pk=pk)
    _may_see(user)
    rows = Voortgangsmelding.objects.visible_to(user).filter(inspanning=inspanning).for_list()
    page = Paginator(rows.waiting_first(), PER_PAGINA).get_page(request.GET.get("pagina"))
    reden = permissions.reason_not_to_report(user, inspanning) or permissions.bezwaar_tegen_melden(inspanning)
    context = {
        "inspanning": inspanning,
        "page": page,
        "regels": meldingregels(user, page),
        "mag_melden": not reden,
        "reden": reden if permissions.may_report_somewhere(user) else "",
        "mag_oordelen": not permissions.reason_not_to_judge(user, inspanning),
    }
    return render(request, "inspanningen/voortgang.html", context)


@require_GET
def all_meldingen(request):
    """All that one may see; for a partner also where its organisation takes part."""
    user = request.user
    _may_see(user)
    judges, reports = edits_some(user), permissions.may_report_somewhere(user)
    toon = request.GET.get("toon")
    if toon not in TOON:
        toon = "wacht" if judges else "alles"
    rows = Voortgangsmelding.objects.visible_to(user)
    if toon == "wacht":
        rows = rows.waiting()
    elif toon != "alles":
        rows = rows.filter(afhandeling__uitkomst=toon)
    page = Paginator(rows.for_list(), PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "regels": meldingregels(user, page),
        "toon": toon,
        "tabs": TOON.items() if judges or reports else (),
        "meldt": reports,
        "eigen": Inspanning.objects.visible_to(user).with_partner(user.organisatie_id).in_order() if reports else (),
    }  # fmt: skip
    return render_page_or_partial(request, "inspanningen/voortgang_list.html", "lijst", context)


@require_GET
def detail(request, pk):
    user, melding = request.user, _melding(request, pk)
    (regel,) = meldingregels(user, [melding])
    waits = not permissions.bezwaar_tegen_afhandelen(melding)
    is_own = not permissions.reason_not_to_withdraw(user, melding)
    context = {
        "melding": melding,
        "regel": regel,
        "mag_oordelen": waits and not permissions.reason_not_to_judge(user, melding.inspanning),
        "mag_intrekken": waits and is_own,
        "mag_verbeteren": is_own
        and not permissions.bezwaar_tegen_verbeteren(melding)
        and not permissions.reason_not_to_report(user, melding.inspanning)
        and not permissions.bezwaar_tegen_melden(melding.inspanning),
        "verbeterd": getattr(melding, "vervangen_door", None),
    }
    return render(request, "inspanningen/voortgang_detail.html", context)


@require_http_methods(["GET", "POST"])
def report(request, pk):
    inspanning = get_object_or_404(Inspanning.objects.visible_to(request.user), pk=pk)
    if reason := permissions.reason_not_to_report(request.user, inspanning):
        raise PermissionDenied(reason)
    if zin := permissions.bezwaar_tegen_melden(inspanning):
        messages.warning(request, zin)
        return redirect("inspanningen:voortgang", inspanning.pk)
    return _report_page(request, inspanning)


@require_http_methods(["GET", "POST"])
def improve(request, pk):
    """A better version of what was given back, beginning with what stood there."""
    melding = _melding(request, pk)
    reason = permissions.reason_not_to_withdraw(request.user, melding) or permissions.reason_not_to_report(
        request.user, melding.inspanning
    )
    if reason:
        raise PermissionDenied(reason)
    zin = permissions.bezwaar_tegen_verbeteren(melding) or permissions.bezwaar_tegen_melden(melding.inspanning)  # fmt: skip
    if zin:
        messages.warning(request, zin)
        return redirect("inspanningen:voortgang_detail", melding.pk)
    return _report_page(request, melding.inspanning, vervangt=melding)


@require_http_methods(["GET", "POST"])
def accept(request, pk):
    melding = _melding(request, pk)
    form = AanvaardForm(posted(request), melding=melding)
    return _judge(
        request, melding, form, services.accept_voortgang,
        kop="Aanvaarden", knop="Aanvaarden", gelukt="De melding is aanvaard. De partner krijgt bericht.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def give_back(request, pk):
    melding = _melding(request, pk)
    return _judge(
        request, melding, TeruggeefForm(posted(request)), services.give_back_voortgang,
        kop="Teruggeven", knop="Teruggeven", gelukt="De melding is teruggegeven. De partner krijgt bericht.",
    )  # fmt: skip


@require_POST
def withdraw(request, pk):
    melding = _melding(request, pk)
    try:
        services.withdraw_voortgang(melding.pk, actor=request.user, moment=timezone.now())
    except Tussentijds as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, "De melding is ingetrokken.")
    return redirect("inspanningen:voortgang_detail", melding.pk)


def _may_see(user) -> None:
    if not permissions.may_see(user):
        raise PermissionDenied


def _melding(request, pk) -> Voortgangsmelding:
    return get_object_or_404(Voortgangsmelding.objects.visible_to(request.user).for_list(), pk=pk)


def _report_page(request, inspanning: Inspanning, vervangt: Voortgangsmelding | None = None):
    form = VoortgangForm(
        posted(request), inspanning=inspanning, initial=initial_of(vervangt) if vervangt else None
    )

    def save(**_cleaned):
        return services.report_voortgang(
            inspanning.pk,
            actor=request.user,
            moment=timezone.now(),
            vervangt_id=vervangt and vervangt.pk,
            **form.melding(),
        )

    melding, _ = try_to_save(form, save)
    if melding:
        messages.success(request, "Uw melding is verstuurd. Zij telt zodra de projectleider haar aanvaardt.")
        return redirect("inspanningen:voortgang_detail", melding.pk)
    tab = reverse("inspanningen:voortgang", args=[inspanning.pk])
    lead = f"Teruggegeven met: {vervangt.afhandeling.antwoord}" if vervangt else f"Van {request.user.organisatie}, bij {inspanning}."  # fmt: skip
    return form_page(
        request,
        form,
        kop="Melding verbeteren" if vervangt else "Voortgang melden",
        lead=lead,
        knop="Versturen",
        terug=reverse("inspanningen:voortgang_detail", args=[vervangt.pk]) if vervangt else tab,
        kruimels=[
            ("Inspanningen", reverse("inspanningen:list")),
            (inspanning.nummer, reverse("inspanningen:detail", args=[inspanning.pk])),
            ("Voortgang van partners", tab),
        ],
    )


def _judge(request, melding: Voortgangsmelding, form, service, *, kop: str, knop: str, gelukt: str):
    if reason := permissions.reason_not_to_judge(request.user, melding.inspanning):
        raise PermissionDenied(reason)
    zin = permissions.bezwaar_tegen_afhandelen(melding)
    if zin and not form.is_bound:
        messages.warning(request, zin)
        return redirect("inspanningen:voortgang_detail", melding.pk)

    def save(**cleaned):
        return service(melding.pk, actor=request.user, moment=timezone.now(), **cleaned)

    handled, _ = try_to_save(form, save)
    if handled:
        messages.success(request, gelukt)
        return redirect("inspanningen:voortgang_detail", melding.pk)
    (regel,) = meldingregels(request.user, [melding])
    context = {"melding": melding, "regel": regel, "form": form, "kop": kop, "knop": knop}
    return render(
        request, "inspanningen/voortgang_beoordelen.html", context, status=422 if form.is_bound else 200
    )
