"""What someone must do by a date: the lists, one actiepunt, and what can be done with it."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core import onderwerpen, tweede_factor
from brunssum.core.forms.actiepunten import (
    ActiepuntFilterForm,
    ActiepuntForm,
    AllesOverdragenForm,
    OverdragenForm,
    UitkomstForm,
)
from brunssum.core.htmx import render_page_or_partial, wants_partial
from brunssum.core.models import Actiepunt, LogRegel
from brunssum.core.permissions import actiepunten as permissions
from brunssum.core.presenters.actiepunten import make_url, rijen
from brunssum.core.queries.actiepunten import actiestand
from brunssum.core.queries.onderwerpen import onderwerp_links
from brunssum.core.rollen import Recht
from brunssum.core.services import actiepunten
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import show_refusal

TABS = {
    "mijn": "Voor mij",
    "bevestigen": "Te bevestigen",
    "gemaakt": "Door mij gemaakt",
    "te-laat": "Te laat",
    "lopend": "Alle lopende",
    "klaar": "Klaar",
}

LOPEND, KLAAR = 100, 20
"""About one thing are shown this many that run, and this many that are done."""
MAX_PK = 2**63 - 1

VERTROUWELIJK = "Vertrouwelijk actiepunt: open het met uw tweede factor"


def shut_until_second_factor(view):
    """A vertrouwelijk actiepunt may be about a casus: it opens only for a session that gave a second factor."""

    @wraps(view)
    def checked(request, pk):
        visible = Actiepunt.objects.visible_to(request.user).filter(pk=pk, vertrouwelijk=True)
        if not tweede_factor.may_show_vertrouwelijk(request) and visible.exists():
            return tweede_factor.ask(request)
        return view(request, pk)

    return checked


@require_GET
def actiepunt_list(request):
    """The actiepunten this person may see, per tab; the tab stands in the address."""
    user, vandaag = request.user, timezone.localdate()
    toon = request.GET.get("toon")
    toon = toon if toon in TABS else "mijn"
    stand = actiestand(user, vandaag)
    numbers = {
        "mijn": stand.mijn,
        "bevestigen": stand.te_bevestigen,
        "te-laat": stand.te_laat + stand.te_laat_van_anderen,
    }
    form = ActiepuntFilterForm(request.GET)
    rows = form.apply(_of_tab(Actiepunt.objects.visible_to(user), toon, user, vandaag))
    page = Paginator(rows.for_list(), per_page=25).get_page(request.GET.get("pagina"))
    shut = [] if tweede_factor.may_show_vertrouwelijk(request) else [one for one in page if one.vertrouwelijk]
    for actiepunt in shut:
        actiepunt.titel = VERTROUWELIJK
    links = onderwerp_links(user, [one for one in page if one not in shut])
    context = {
        "page": page,
        "rijen": rijen(user, page.object_list, vandaag, onderwerp_links=links),
        "terug": request.get_full_path(),
        "form": form,
        "gezocht": any(request.GET.get(naam) for naam in form.fields),
        "toon": toon,
        "tabs": [(key, label, numbers.get(key)) for key, label in TABS.items()],
        "may_make": permissions.may_make_actiepunt(user),
        "may_hand_over_all": user.mag(Recht.ACTIEPUNTEN_BEHEREN),
    }
    return render_page_or_partial(request, "core/actiepunt_list.html", "lijst", context)


@require_GET
def actiepunten_bij(request, soort, pk):
    """The actiepunten about one thing, the same wherever it is shown: in its page, and as a page by its link."""
    obj, onderwerp = _find_onderwerp(request.user, soort, pk)
    if onderwerp.is_vertrouwelijk(obj) and not tweede_factor.may_show_vertrouwelijk(request):
        return tweede_factor.ask(request)
    user, vandaag = request.user, timezone.localdate()
    back = request.htmx.current_url_abs_path if wants_partial(request) else request.get_full_path()
    back = f"{(back or onderwerp.url(obj)).partition('#')[0]}#actiepunten"
    rows = Actiepunt.objects.visible_to(user).about(obj).for_list()
    closed = rows.exclude(status__in=Actiepunt.LOPEND).order_by("-gedaan_op", "-pk")[:KLAAR]
    context = {
        "rijen": rijen(user, rows.running()[:LOPEND], vandaag),
        "klaar": rijen(user, closed, vandaag),
        "maak_url": make_url(user, obj, back=back),
        "terug": back,
        "label": onderwerp.label(obj),
        "onderwerp_url": onderwerp.url(obj),
    }
    return render_page_or_partial(request, "core/actiepunten_bij.html", "lijst", context)


@require_http_methods(["GET", "POST"])
@requires(Recht.ACTIEPUNTEN_BEHEREN)
def actiepunten_hand_over(request):
    """All that runs of one person to another: someone leaves."""
    form = AllesOverdragenForm(request.POST or None)
    if form.is_valid():
        try:
            done = actiepunten.hand_over_all(actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            naar = form.cleaned_data["naar"]
            messages.success(request, f"Overgedragen aan {naar}: {done.aantal}.")
            for reden, aantal in done.gebleven.items():
                messages.warning(request, f"Gebleven: {aantal}, want {reden}. Draag die een voor een over.")
            return redirect("core:actiepunt_list")
    status = 422 if form.is_bound else 200
    return render(request, "core/actiepunten_overdragen.html", {"form": form}, status=status)


def _of_tab(rows, toon, user, vandaag):
    match toon:
        case "bevestigen":
            return rows.to_confirm_by(user)
        case "gemaakt":
            return rows.running().made_by(user)
        case "te-laat":
            return rows.late(vandaag)
        case "lopend":
            return rows.running()
        case "klaar":
            return rows.exclude(status__in=Actiepunt.LOPEND).filter(Q(eigenaar=user) | Q(gemaakt_door=user))
    return rows.open().of(user)


@require_http_methods(["GET", "POST"])
def actiepunt_add(request):
    if not permissions.may_make_actiepunt(request.user):
        raise PermissionDenied
    over = _onderwerp(request)
    form = ActiepuntForm(request.POST or None)
    if _sent(
        form, lambda **velden: actiepunten.make(actor=request.user, onderwerp=over and over[0], **velden)
    ):
        messages.success(request, f"Het actiepunt staat bij {form.cleaned_data['eigenaar']}.")
        here = over[1].url(over[0]) if over else reverse("core:actiepunt_list")
        return redirect(_back_to(request) or here)
    context = {"form": form, "kop": "Actiepunt maken", "knop": "Actiepunt maken", "terug": _back_to(request)}
    if over:
        context |= {"over": over[1].label(over[0]), "over_url": over[1].url(over[0])}
    return render(request, "core/actiepunt_form.html", context, status=422 if form.is_bound else 200)


def _onderwerp(request):
    """What ?over=app.model:pk points at, with how it is shown. Nothing when it is not asked; 404 for what one may not know of."""
    if "over" not in request.GET:
        return None
    soort, _, pk = request.GET["over"].partition(":")
    if not (pk.isascii() and pk.isdigit()):
        raise Http404
    return _find_onderwerp(request.user, soort, int(pk))


def _find_onderwerp(user, soort, pk):
    """The object of this model (app.model), with how it is shown; 404 for what one may not know of."""
    for onderwerp in onderwerpen.all_registered():
        if onderwerp.model._meta.label_lower == soort and onderwerp.takes_actiepunten and pk <= MAX_PK:
            return get_object_or_404(onderwerp.visible_to(user), pk=pk), onderwerp
    raise Http404


def _back_to(request) -> str:
    """The page of ours that someone came from and goes back to; empty when there is none, or it is not ours."""
    page = request.POST.get("next") or request.GET.get("next") or ""
    return page if page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None) else ""


@require_GET
@shut_until_second_factor
def actiepunt_detail(request, pk):
    actiepunt = _visible(request, pk)
    # after it came back from who confirms, what was written stands there again
    return _detail(request, actiepunt, UitkomstForm(initial={"uitkomst": actiepunt.uitkomst}))


@require_POST
@shut_until_second_factor
def actiepunt_finish(request, pk):
    actiepunt = _visible(request, pk)
    if not permissions.may_finish(request.user, actiepunt):
        raise PermissionDenied(permissions.NIET_EIGENAAR)
    form = UitkomstForm(request.POST)
    if _sent(form, lambda uitkomst: actiepunten.finish(pk, actor=request.user, uitkomst=uitkomst)):
        wacht = f" {actiepunt.bevestiger} bevestigt het nog." if actiepunt.bevestiger else ""
        messages.success(request, f"Het actiepunt is afgerond.{wacht}")
        return redirect(_back_to(request) or reverse("core:actiepunt", args=[pk]))
    return _detail(request, _visible(request, pk), form)


@require_POST
@shut_until_second_factor
def actiepunt_confirm(request, pk):
    return _press(request, pk, actiepunten.confirm, "U hebt bevestigd dat dit gedaan is.")


@require_POST
@shut_until_second_factor
def actiepunt_send_back(request, pk):
    return _press(request, pk, actiepunten.send_back, "Het actiepunt is weer open.")


@require_POST
@shut_until_second_factor
def actiepunt_withdraw(request, pk):
    return _press(request, pk, actiepunten.withdraw, "Het actiepunt is ingetrokken.")


@require_http_methods(["GET", "POST"])
@shut_until_second_factor
def actiepunt_hand_over(request, pk):
    """Another does it. Afterwards it may be out of sight."""
    actiepunt = _visible(request, pk)
    if not permissions.may_hand_over(request.user, actiepunt):
        raise PermissionDenied(permissions.NIET_EIGENAAR)
    if zin := permissions.bezwaar_tegen_wijzigen(actiepunt):
        messages.warning(request, zin)
        return redirect("core:actiepunt", pk)
    initial = {"vervalt_op": max(actiepunt.vervalt_op, timezone.localdate())}
    form = OverdragenForm(request.POST or None, actiepunt=actiepunt, initial=initial)
    if _sent(form, lambda **velden: actiepunten.hand_over(pk, actor=request.user, **velden)):
        messages.success(request, f"Het actiepunt staat nu bij {form.cleaned_data['naar']}.")
        return _back(request, pk)
    context = {
        "form": form,
        "kop": "Actiepunt overdragen",
        "knop": "Overdragen",
        "actiepunt": actiepunt,
        "terug": _back_to(request),
    }
    return render(request, "core/actiepunt_form.html", context, status=422 if form.is_bound else 200)


def _visible(request, pk) -> Actiepunt:
    rows = Actiepunt.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("eigenaar", "bevestiger", "gemaakt_door", "gedaan_door"), pk=pk
    )


def _sent(form, action) -> bool:
    """Whether the form was sent, is right, and the service did not refuse it."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        action(**form.cleaned_data)
    except ValidationError as refused:
        show_refusal(form, refused)
        return False
    return True


def _press(request, pk, service, done):
    """One press on a button: a refusal is told on the page."""
    _visible(request, pk)
    try:
        service(pk, actor=request.user)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, done)
    return _back(request, pk)


def _back(request, pk):
    if page := _back_to(request):
        return redirect(page)
    if Actiepunt.objects.visible_to(request.user).filter(pk=pk).exists():
        return redirect("core:actiepunt", pk)
    return redirect("core:actiepunt_list")


def _detail(request, actiepunt, form):
    user = request.user
    context = {
        "actiepunt": actiepunt,
        "onderwerp": onderwerp_links(user, [actiepunt]).get(actiepunt.pk),
        "is_laat": actiepunt.is_late(timezone.localdate()),
        "form": form,
        "may_finish": permissions.may_finish(user, actiepunt),
        "sluit_zelf": permissions.sluit_zelf(actiepunt),
        "bezwaar_afronden": permissions.bezwaar_tegen_afronden(user, actiepunt),
        "may_confirm": permissions.may_confirm(user, actiepunt),
        "bezwaar_bevestigen": permissions.bezwaar_tegen_bevestigen(actiepunt),
        "may_hand_over": permissions.may_hand_over(user, actiepunt),
        "may_withdraw": permissions.may_withdraw(user, actiepunt) and not permissions.sluit_zelf(actiepunt),
        "regels": LogRegel.objects.about(actiepunt)[:20],
        "terug": _back_to(request),
    }
    return render(request, "core/actiepunt_detail.html", context, status=422 if form.is_bound else 200)
