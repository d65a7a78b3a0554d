"""Stories: where one enters, the list, one story, writing, checking, and stories beside a figure."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.htmx import render_page_or_partial
from brunssum.core.models import LogRegel
from brunssum.core.views.formulieren import show_refusal
from monitor import permissions, services
from monitor.models import Indicator, Thema, Verhaal
from monitor.namen import korte_gebiedsnaam
from monitor.queries import verhalen as lezen
from monitor.verhaal_forms import FotoForm, TeruggaveForm, VerhaalForm, look_through
from monitor.views.toegang import gebied_or_404, page_of, refuse_unless

BIJ = 3  # stories beside a figure; the rest is one click away


@require_GET
def verhalen(request):
    refuse_unless(permissions.may_see(request.user))
    user = request.user
    rows = Verhaal.objects.visible_to(user)
    may_add, may_check = permissions.may_add_verhaal(user), permissions.may_check_verhalen(user)
    status = Verhaal.Status
    return render(
        request,
        "monitor/verhalen.html",
        {
            "ingangen": lezen.ingangen(),
            "may_add": may_add,
            "may_check": may_check,
            "te_controleren": Verhaal.objects.waiting_for(user).count() if may_check else 0,
            "eigen": rows.filter(
                auteur=user, status__in=[status.CONCEPT, status.TER_CONTROLE, status.TERUGGEGEVEN]
            ).for_list()[:25]
            if may_add
            else [],
            "ronde": lezen.volgende_vragenronde(timezone.localdate()),
        },
    )


@require_GET
def verhaal_list(request):
    refuse_unless(permissions.may_see(request.user))
    asked = {name: request.GET.get(name, "") for name in ("onderwerp", "gebied", "thema", "teller")}
    ingangen = lezen.ingangen()
    gebieden = lezen.verhaal_gebieden()
    rows = Verhaal.objects.visible_to(request.user).published()
    soort, _, nummer = asked["onderwerp"].partition("-")
    if soort in {"cluster", "kans"} and nummer.isdecimal() and len(nummer) < 6:
        rows = rows.filter(
            **{("probleemcluster" if soort == "cluster" else "kans") + "__nummer": int(nummer)}
        )
    if gebied := next((one for one in gebieden if one.code == asked["gebied"]), None):
        rows = rows.in_gebied(gebied)
    if asked["thema"]:
        rows = rows.filter(thema__code=asked["thema"])
    if asked["teller"]:
        rows = rows.filter(teller=asked["teller"])
    themas = Thema.objects.exclude(plek=Thema.Plek.GEEN).order_by("volgorde", "pk")
    keuzes = (
        (
            "onderwerp",
            "Onderwerp",
            "Alle onderwerpen",
            [(one.sleutel, one.naam) for one in ingangen.allemaal],
        ),
        ("gebied", "Gebied", "Alle gebieden", [(one.code, korte_gebiedsnaam(one.naam)) for one in gebieden]),
        ("thema", "Thema", "Alle thema’s", [(one.code, one.naam) for one in themas]),
        ("teller", "Wie vertelt", "Iedereen", Verhaal.Teller.choices),
    )
    return render_page_or_partial(
        request,
        "monitor/verhaal_list.html",
        "lijst",
        {
            "page": page_of(request, rows.for_list()),
            "keuzes": [
                (naam, label, alles, [(key, tekst, asked[naam] == key) for key, tekst in opties])
                for naam, label, alles, opties in keuzes
            ],
            "is_gefilterd": any(asked.values()),
            "may_add": permissions.may_add_verhaal(request.user),
        },
    )


@require_GET
def verhaal(request, pk):
    return _detail(request, _verhaal_or_404(request, pk))


@require_http_methods(["GET", "POST"])
def verhaal_add(request):
    refuse_unless(permissions.may_add_verhaal(request.user))
    form = VerhaalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            nieuw = services.add_verhaal(actor=request.user, op=timezone.localdate(), **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Het verhaal is bewaard. Alleen u ziet het nog.")
            return redirect("monitor:verhaal", nieuw.pk)
    return render(request, "monitor/verhaal_form.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def verhaal_edit(request, pk):
    verhaal = _verhaal_or_404(request, pk)
    refuse_unless(permissions.may_edit_verhaal(request.user, verhaal))
    if request.method == "GET" and not verhaal.is_te_bewerken:
        return redirect("monitor:verhaal", pk)
    form = VerhaalForm(request.POST or None, initial=VerhaalForm.initial_of(verhaal))
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_verhaal(pk, actor=request.user, op=timezone.localdate(), **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Het verhaal is bewaard.")
            return redirect("monitor:verhaal", pk)
    context = {"form": form, "verhaal": verhaal}
    return render(request, "monitor/verhaal_form.html", context, status=422 if form.is_bound else 200)


@require_GET
def verhaal_foto(request, pk):
    """The photo itself, for who may see the story."""
    verhaal = _verhaal_or_404(request, pk)
    if not verhaal.foto or not default_storage.exists(verhaal.foto.name):
        raise Http404
    return FileResponse(default_storage.open(verhaal.foto.name), content_type="image/jpeg")


@require_http_methods(["GET", "POST"])
def verhaal_foto_edit(request, pk):
    verhaal = _verhaal_or_404(request, pk)
    refuse_unless(permissions.may_edit_verhaal(request.user, verhaal))
    form = FotoForm(
        request.POST or None, request.FILES or None, initial={"beschrijving": verhaal.foto_beschrijving}
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.set_foto(
                pk,
                actor=request.user,
                inhoud=form.cleaned_data["foto"].read(),
                beschrijving=form.cleaned_data["beschrijving"],
            )
        except ValidationError as refused:
            form.add_error("foto", " ".join(refused.messages))
        else:
            messages.success(request, "De foto staat erbij.")
            return redirect("monitor:verhaal", pk)
    context = {"form": form, "verhaal": verhaal}
    return render(request, "monitor/verhaal_foto.html", context, status=422 if form.is_bound else 200)


@require_POST
def verhaal_foto_remove(request, pk):
    verhaal = _verhaal_or_404(request, pk)
    return _do(request, verhaal, "De foto is weg.", services.remove_foto)


@require_POST
def verhaal_submit(request, pk):
    verhaal = _verhaal_or_404(request, pk)
    return _do(
        request,
        verhaal,
        "Dank u. Het programmateam kijkt ernaar voordat anderen het lezen.",
        services.submit_verhaal,
    )


@require_POST
def verhaal_publish(request, pk):
    verhaal = _verhaal_or_404(request, pk)
    return _do(
        request,
        verhaal,
        "Het verhaal is gepubliceerd. Iedereen die de monitor ziet, kan het lezen.",
        services.publish_verhaal,
        op=timezone.localdate(),
    )


@require_POST
def verhaal_give_back(request, pk):
    verhaal = _verhaal_or_404(request, pk)
    refuse_unless(permissions.may_publish_verhaal(request.user, verhaal))
    form = TeruggaveForm(request.POST)
    if not form.is_valid():
        return _detail(request, verhaal, form=form, status=422)
    return _do(
        request,
        verhaal,
        "Het verhaal is terug bij de schrijver.",
        services.give_back_verhaal,
        **form.cleaned_data,
    )


@require_http_methods(["GET", "POST"])
def verhaal_withdraw(request, pk):
    verhaal = _verhaal_or_404(request, pk)
    refuse_unless(permissions.may_withdraw_verhaal(request.user, verhaal))
    if request.method == "GET":
        if verhaal.is_ingetrokken:
            return redirect("monitor:verhaal", pk)
        return render(request, "monitor/verhaal_withdraw.html", {"verhaal": verhaal})
    return _do(
        request,
        verhaal,
        "Het verhaal is gewist. Dat het er was en wanneer het is ingetrokken, blijft bewaard.",
        services.withdraw_verhaal,
        op=timezone.localdate(),
    )


@require_GET
def verhaal_controle(request):
    refuse_unless(permissions.may_check_verhalen(request.user))
    rows = Verhaal.objects.waiting_for(request.user)
    return render(
        request,
        "monitor/verhaal_controle.html",
        {"page": page_of(request, rows.for_list().order_by("opgeschreven_op", "pk"))},
    )


@require_GET
def verhalen_bij_indicator(request, code):
    """For hx-get from the page of an indicator: the newest stories on its thema."""
    refuse_unless(permissions.may_see(request.user))
    indicator = get_object_or_404(
        Indicator.objects.visible_to(request.user).select_related("thema"), code=code
    )
    rows = Verhaal.objects.visible_to(request.user).published().filter(thema=indicator.thema)
    return _bij(
        request,
        rows,
        titel=f"Verhalen over {indicator.thema.naam.lower()}",
        filter=f"thema={indicator.thema.code}",
    )


@require_GET
def verhalen_bij_gebied(request, code):
    """For hx-get from the page of a gebied: the newest stories from there."""
    refuse_unless(permissions.may_see(request.user))
    gebied = gebied_or_404(request, code)
    rows = Verhaal.objects.visible_to(request.user).published().in_gebied(gebied)
    return _bij(
        request, rows, titel=f"Verhalen uit {korte_gebiedsnaam(gebied.naam)}", filter=f"gebied={gebied.code}"
    )


def _bij(request, rows, **context):
    context |= {"verhalen": rows.for_list()[:BIJ], "may_add": permissions.may_add_verhaal(request.user)}
    return render_page_or_partial(request, "monitor/verhalen_bij.html", "lijst", context)


def _verhaal_or_404(request, pk) -> Verhaal:
    rows = Verhaal.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related(
            "gebied", "thema", "probleemcluster", "kans", "auteur", "gecontroleerd_door", "uitvraag"
        ),
        pk=pk,
    )


def _detail(request, verhaal, *, form=None, status=200):
    user = request.user
    is_own = permissions.may_edit_verhaal(user, verhaal)
    may_check = permissions.may_check_verhalen(user)
    waits = verhaal.status == Verhaal.Status.TER_CONTROLE
    may_publish = waits and permissions.may_publish_verhaal(user, verhaal)
    return render(
        request,
        "monitor/verhaal.html",
        {
            "verhaal": verhaal,
            "cijfers": [] if verhaal.is_ingetrokken else lezen.cijfers_bij(verhaal, user),
            "may_edit": is_own and verhaal.is_te_bewerken,
            "may_publish": may_publish,
            "may_not_publish": permissions.EIGEN_VERHAAL if waits and may_check and is_own else "",
            "may_withdraw": not verhaal.is_ingetrokken and permissions.may_withdraw_verhaal(user, verhaal),
            "vondsten": look_through(f"{verhaal.titel}\n{verhaal.tekst}") if may_publish else [],
            "form": form or TeruggaveForm(),
            "met_dossier": is_own or may_check,
            "regels": LogRegel.objects.about(verhaal)[:20] if is_own or may_check else [],
        },
        status=status,
    )


def _do(request, verhaal, gelukt, service, **velden):
    """Call this service for a story; a refusal is said on its page."""
    try:
        service(verhaal.pk, actor=request.user, **velden)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, gelukt)
    return redirect("monitor:verhaal", verhaal.pk)
