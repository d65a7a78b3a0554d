"""What came in: the runs, and a file from upload to akkoord."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.models import LogRegel
from monitor import permissions, presenters, queries, services
from monitor.forms import ImportForm, KoppelingForm
from monitor.models import Indicator, Koppeling, Verversing
from monitor.namen import korte_gebiedsnaam
from monitor.queries.raster import gebieden_to_fill
from monitor.services import BESTAND
from monitor.services.koppeling import explain_names, forget_name
from monitor.views.toegang import page_of, refuse_unless

MAX_GEBIEDEN = 200  # to choose from


@require_GET
def verversing_list(request):
    refuse_unless(permissions.may_see(request.user))
    return render(
        request,
        "monitor/verversing_list.html",
        {
            "page": page_of(request, Verversing.objects.visible_to(request.user).newest_first()),
            "may_import": permissions.may_import(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
def verversing_create(request):
    refuse_unless(permissions.may_import(request.user))
    initial = {"bron": request.GET.get("bron") or BESTAND}
    form = ImportForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        bestand = form.cleaned_data["bestand"]
        try:
            verversing = services.prepare_verversing(
                bestand.read(),
                actor=request.user,
                bestandsnaam=bestand.name,
                periode=form.cleaned_data["periode"],
                bron=form.cleaned_data["bron"].code if form.cleaned_data["bron"] else BESTAND,
                moment=timezone.now(),
                met_vragen=True,
            )
        except ValidationError as refused:
            form.add_error("bestand", refused)
        else:
            return redirect("monitor:verversing", verversing.pk)
    return render(
        request, "monitor/verversing_create.html", {"form": form}, status=422 if form.is_bound else 200
    )


@require_GET
def verversing(request, pk):
    refuse_unless(permissions.may_see(request.user))
    verversing = get_object_or_404(Verversing.objects.visible_to(request.user).newest_first(), pk=pk)
    if verversing.is_voorbeeld:
        return _preview(request, verversing)
    context = {
        "verversing": verversing,
        "page": page_of(request, queries.replaced_by(verversing, request.user)),
        "may_import": permissions.may_import(request.user),
    }
    if context["may_import"]:
        # What was refused may be a cell that is too small to show, and who imported is not for partners.
        context |= {"redenen": verversing.redenen, "regels": LogRegel.objects.about(verversing)[:20]}
    return render(request, "monitor/verversing.html", context)


@require_POST
def verversing_accept(request, pk):
    refuse_unless(permissions.may_import(request.user))
    verversing = get_object_or_404(Verversing.objects.visible_to(request.user).newest_first(), pk=pk)
    try:
        verversing = services.accept_verversing(
            verversing.pk, actor=request.user, moment=timezone.now(), gezien=request.POST.get("gezien", "-")
        )
    except services.IntussenVeranderd as refused:
        return _preview(request, verversing, refused=refused, status=422)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        if verversing.status == Verversing.Status.VERWERKT:
            messages.success(request, "De cijfers zijn opgeslagen.")
    return redirect("monitor:verversing", pk)


@require_POST
def verversing_withdraw(request, pk):
    refuse_unless(permissions.may_import(request.user))
    verversing = get_object_or_404(Verversing.objects.visible_to(request.user), pk=pk)
    try:
        services.withdraw_verversing(verversing.pk, actor=request.user)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        return redirect("monitor:verversing", pk)
    messages.info(request, "Het bestand is ingetrokken. Er is niets opgeslagen.")
    return redirect("monitor:overview")


@require_POST
def verversing_names(request, pk):
    """Say what names in a delivered file mean; then look at its preview again."""
    refuse_unless(permissions.may_import(request.user))
    verversing = get_object_or_404(Verversing.objects.visible_to(request.user).newest_first(), pk=pk)
    form = KoppelingForm(request.POST)
    try:
        form.full_clean()
        if not form.is_valid():
            raise ValidationError("Een van uw keuzes is niet te lezen. Kies opnieuw.")
        explain_names(verversing.pk, actor=request.user, **form.cleaned_data)
    except ValidationError as refused:
        if not verversing.is_voorbeeld:
            messages.warning(request, " ".join(refused.messages))
            return redirect("monitor:verversing", pk)
        return _preview(request, verversing, refused=refused, status=422)
    messages.success(request, "Uw keuzes zijn onthouden. Hieronder ziet u wat er nu met het bestand gebeurt.")
    return redirect("monitor:verversing", pk)


@require_POST
def koppeling_forget(request, pk, koppeling):
    refuse_unless(permissions.may_import(request.user))
    get_object_or_404(Koppeling, pk=koppeling)
    forget_name(koppeling, actor=request.user)
    return redirect("monitor:verversing", pk)


def _questions(request, verversing, voorstel) -> dict:
    """The names that nobody explained yet, and those that someone did."""
    indicatoren = Indicator.objects.visible_to(request.user).in_order()
    gebieden = gebieden_to_fill(request.user)[:MAX_GEBIEDEN]
    koppelingen = Koppeling.objects.filter(bron=verversing.bron_id).select_related("indicator", "gebied")
    return {
        "indicatoren": [(one.pk, f"{one.naam} ({one.eenheid})") for one in indicatoren],
        "gebieden": [(one.pk, f"{korte_gebiedsnaam(one.naam)} ({one.code})") for one in gebieden],
        "koppelingen": koppelingen.order_by("soort", "tekst", "pk")[:100],
        "keuzes": verversing.aanlevering.keuzes,
    }


def _preview(request, verversing, *, refused=None, status=200):
    """What would happen to each cell now; a file that cannot be read any more says so."""
    try:
        voorstel = queries.propose_for(verversing)
    except ValidationError as unreadable:
        voorstel, refused = None, unreadable
    voorbeeld = voorstel and presenters.preview(voorstel)
    return render(
        request,
        "monitor/verversing_preview.html",
        {
            "verversing": verversing,
            "voorstel": voorstel,
            "voorbeeld": voorbeeld,
            "page": voorbeeld and page_of(request, voorbeeld.regels, per_page=50),
            "refused": refused.messages if refused else [],
            **(_questions(request, verversing, voorstel) if voorstel else {}),
        },
        status=status,
    )
