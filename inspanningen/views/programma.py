"""The programme as a whole: what it is for, where it stands, and its years."""

from dateutil.relativedelta import relativedelta
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from brunssum.core.exceptions import Tussentijds
from brunssum.core.rollen import Recht, Zicht
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import posted, show_refusal, tell_meanwhile
from inspanningen import services
from inspanningen.forms.programma import PeriodeForm, ProgrammaForm
from inspanningen.models import (
    Financiering,
    Inspanning,
    LeidendPrincipe,
    Mijlpaal,
    Oordeelvraag,
    Programma,
    Programmaperiode,
    Risico,
)
from inspanningen.permissions import doelen as permissions
from inspanningen.presenters.looptijd import SMAL, draw_looptijd
from inspanningen.presenters.programma import doel_standen
from inspanningen.queries import streven_van
from inspanningen.queries.mijlpalen import late_mijlpalen
from inspanningen.queries.netwerk import netwerk
from inspanningen.queries.programma import looptijd, per_fase
from inspanningen.queries.risico import risicostand
from inspanningen.services import periode as perioden
from inspanningen.volledigheid import programmavolledigheid
from monitor.models import Verhaal

FEITEN = ("ambitie", "start", "horizon", "herijking_jaren", "realisatieplanning_per_jaar")
HOOGSTENS = 5
"""So many of a list stand on the page; the rest is a click away."""


@require_GET
@requires(Recht.INSPANNINGEN_ZIEN)
def overzicht(request):
    user, vandaag = request.user, timezone.localdate()
    is_intern = user.zicht >= Zicht.INTERN
    jaren = looptijd(user, vandaag)
    net = netwerk(user)
    inspanningen = Inspanning.objects.visible_to(user)
    late = late_mijlpalen(Mijlpaal.objects.visible_to(user), vandaag)
    context = {
        "programma": jaren and jaren.programma,
        "looptijd": jaren,
        "lijnen": [draw_looptijd(jaren, vandaag), draw_looptijd(jaren, vandaag, SMAL)] if jaren else [],
        "standen": doel_standen(net, streven_van([doel.pk for doel in net.doelen], user)),
        "verhalen": Verhaal.objects.visible_to(user).published().for_list()[:2],
        "principes": LeidendPrincipe.objects.order_by("volgorde", "pk"),
        "fasen": per_fase(inspanningen),
        "zonder_doel": len(net.zonder_doel),
        "late": late[:HOOGSTENS],
        "laat_aantal": len(late),
        "mag_reflecties": user.mag(Recht.AMBASSADEURS_ZIEN),
        "mag_bewerken": not permissions.reason_not_to_manage(user),
    }
    if is_intern:
        context |= _inside(user, inspanningen, vandaag)
    return render(request, "inspanningen/programma_overzicht.html", context)


def _inside(user, inspanningen, vandaag) -> dict:
    """What stays inside the municipality: money, risico's, oordelen, and how complete the kaarten are."""
    stoppend = Financiering.objects.visible_to(user).filter(
        tot__range=(vandaag, vandaag + relativedelta(years=1))
    )
    compleet = programmavolledigheid(inspanningen)
    return {
        "is_intern": True,
        "stoppend": stoppend.in_order()[:HOOGSTENS],
        "risicos": risicostand(Risico.objects.visible_to(user), vandaag),
        "wachtende_oordelen": Oordeelvraag.objects.visible_to(user).waiting().count(),
        "compleet": compleet,
        "leegste": compleet.kaarten[:HOOGSTENS],
        "gemist": compleet.meest_gemist[:HOOGSTENS],
    }


@require_GET
@requires(Recht.INSPANNINGEN_ZIEN)
def volledigheid(request):
    """Of every kaart what is missing; with ?mist= only those that miss this."""
    if request.user.zicht < Zicht.INTERN:
        raise PermissionDenied("Hoe volledig de kaarten zijn, is te zien voor wie bij de gemeente werkt.")
    compleet = programmavolledigheid(Inspanning.objects.visible_to(request.user))
    mist = request.GET.get("mist", "")
    known = dict(compleet.meest_gemist)
    kaarten = [kaart for kaart in compleet.kaarten if mist not in known or mist in kaart.gemist]
    context = {"compleet": compleet, "kaarten": kaarten, "mist": mist if mist in known else ""}
    return render(request, "inspanningen/programma_volledigheid.html", context)


@require_http_methods(["GET", "POST"])
def programma_edit(request):
    """The ambitie and the years; when there is no programme yet, also its name."""
    if reason := permissions.reason_not_to_manage(request.user):
        raise PermissionDenied(reason)
    programma = Programma.objects.order_by("pk").first()
    initial = {"start": timezone.localdate().year, "herijking_jaren": 4, "realisatieplanning_per_jaar": 2}
    if programma:
        initial = {name: getattr(programma, name) for name in FEITEN}
        initial["gelezen"] = programma.ambitie
    form = ProgrammaForm(posted(request), programma=programma, initial=initial)
    staat_nu = None
    if form.is_valid():
        try:
            _save_programma(request.user, programma, form.cleaned_data)
        except Tussentijds as refused:
            programma.refresh_from_db()
            staat_nu = programma.ambitie
            tell_meanwhile(form, refused, gelezen=staat_nu)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Het programma is bewaard.")
            return redirect("programma:overzicht")
    return _form_page(request, form, "Programma bewerken", staat_nu)


def _save_programma(user, programma, data):
    if programma is None:
        data.pop("gelezen")
        services.save_programma(actor=user, **data)
    else:
        services.edit_programma(programma.pk, actor=user, **data)


@require_http_methods(["GET", "POST"])
def periode_add(request):
    if reason := permissions.reason_not_to_manage(request.user):
        raise PermissionDenied(reason)
    programma = Programma.objects.order_by("pk").first()
    if programma is None:
        messages.warning(request, "Vul eerst het programma in: van welk tot welk jaar het loopt.")
        return redirect("programma:programma_edit")
    laatste = programma.perioden.in_order().last()
    van = laatste.tot + 1 if laatste else programma.start
    initial = {"van": van, "tot": min(van + programma.herijking_jaren - 1, programma.horizon)}
    form = PeriodeForm(posted(request), initial=initial)
    if form.is_valid():
        form.cleaned_data.pop("gelezen")
        try:
            made = perioden.add_periode(
                actor=request.user, programma=programma, vandaag=timezone.localdate(), **form.cleaned_data
            )
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, f"De periode {made} staat erbij.")
            return redirect("programma:overzicht")
    return _form_page(request, form, "Periode toevoegen")


@require_http_methods(["GET", "POST"])
def periode_edit(request, pk):
    periode = get_object_or_404(Programmaperiode.objects.visible_to(request.user), pk=pk)
    if reason := permissions.reason_not_to_manage(request.user):
        raise PermissionDenied(reason)
    initial = {name: getattr(periode, name) for name in perioden.VELDEN} | {"gelezen": periode.koers}
    form = PeriodeForm(posted(request), initial=initial)
    staat_nu = None
    if form.is_valid():
        velden = dict(form.cleaned_data)
        gelezen = velden.pop("gelezen")
        try:
            perioden.edit_periode(
                periode.pk, actor=request.user, vandaag=timezone.localdate(), velden=velden, gelezen=gelezen
            )
        except Tussentijds as refused:
            staat_nu = Programmaperiode.objects.get(pk=periode.pk).koers
            tell_meanwhile(form, refused, gelezen=staat_nu)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "De periode is bewaard.")
            return redirect("programma:overzicht")
    return _form_page(request, form, f"Periode {periode}", staat_nu)


def _form_page(request, form, kop, staat_nu=None):
    context = {"form": form, "kop": kop, "staat_nu": staat_nu}
    status = 422 if form.is_bound else 200
    return render(request, "inspanningen/programma_form.html", context, status=status)
