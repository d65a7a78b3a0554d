"""What ambassadeurs give us to think about: heard, answered, told back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ambassadeurs import permissions, services
from ambassadeurs.forms.reflecties import AntwoordForm, MeedenkenForm, ReflectieForm, TerugvertelForm
from ambassadeurs.models import ONDERWERPEN, Ambassadeursgroep, Bijeenkomst, Reflectie
from ambassadeurs.persoonlijke_link import read_meedenken_token
from ambassadeurs.queries import onderwerp_namen, read_keuze, reflectiestand
from brunssum.core.exceptions import Tussentijds
from brunssum.core.htmx import render_page_or_partial
from brunssum.core.models import LogRegel
from brunssum.core.queries.onderwerpen import onderwerp_links
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import show_refusal, tell_meanwhile

MEEDENKEN = "meedenken"
"""Where a session keeps the personal link that was opened in it."""

TABS = {"open": "Open", "te-laat": "Te laat", "klaar": "Terugverteld", "alle": "Alle"}


@require_GET
@requires(Recht.AMBASSADEURS_ZIEN)
def reflectie_list(request):
    """All reflecties per tab, also for who has no part in them: that we answer is for everyone to see."""
    user, vandaag = request.user, timezone.localdate()
    toon = request.GET.get("toon")
    toon = toon if toon in TABS else "open"
    rows = Reflectie.objects.visible_to(user)
    shown = {
        "open": rows.open(),
        "te-laat": rows.late(vandaag),
        "klaar": rows.exclude(teruggekoppeld_op=None),
        "alle": rows,
    }[toon]
    page = Paginator(shown.for_list(), per_page=25).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "rijen": _rows(user, page.object_list, vandaag),
        "toon": toon,
        "tabs": TABS.items(),
        "stand": reflectiestand(user, vandaag),
    }
    return render_page_or_partial(request, "ambassadeurs/reflectie_list.html", "lijst", context)


@require_GET
def reflecties_bij(request, soort, pk):
    """For hx-get from the page of what they are about: its reflecties, and a way to add one.

    For a partner those of its own organisation.
    """
    if not permissions.may_see_reflecties(request.user):
        raise PermissionDenied
    onderwerp = read_keuze(f"{soort}:{pk}", request.user) if soort in ONDERWERPEN else None
    if onderwerp is None:
        raise Http404
    rows = Reflectie.objects.visible_to(request.user).about(onderwerp).for_list()[:10]
    context = {
        "onderwerp": onderwerp,
        "over": f"{soort}:{pk}",
        "rijen": _rows(request.user, rows, timezone.localdate()),
        "is_partner": not request.user.mag(Recht.AMBASSADEURS_ZIEN),
    }
    return render_page_or_partial(request, "ambassadeurs/reflecties_bij.html", "lijst", context)


@require_GET
@requires(Recht.AMBASSADEURS_ZIEN)
def stand(request):
    """For hx-get from the page of the programme: whether we answer what we are given."""
    context = {"stand": reflectiestand(request.user, timezone.localdate())}
    return render_page_or_partial(request, "ambassadeurs/reflectiestand.html", "stand", context)


@require_http_methods(["GET", "POST"])
def reflectie_add(request, pk):
    """By a member for oneself, or by who manages the groups for anyone in it."""
    groep = get_object_or_404(Ambassadeursgroep.objects.visible_to(request.user), pk=pk)
    user, vandaag = request.user, timezone.localdate()
    if not permissions.may_reflect(user, groep, vandaag):
        raise PermissionDenied
    initial = {"onderwerp": request.GET.get("over", "")}
    if permissions.may_manage(user):
        form = ReflectieForm(request.POST or None, gebruiker=user, groep=groep, initial=initial)
    else:
        form = MeedenkenForm(request.POST or None, gebruiker=user, initial=initial)
    if form.is_valid():
        try:
            reflectie = services.add_reflectie(groep.pk, actor=user, op=vandaag, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            eigenaar, dag = reflectie.actiepunt.eigenaar, reflectie.actiepunt.vervalt_op
            messages.success(
                request, f"Dank u wel. {eigenaar} antwoordt uiterlijk op {dag.day}-{dag.month}-{dag.year}."
            )
            return redirect("ambassadeurs:reflectie", reflectie.pk)
    context = {"groep": groep, "form": form, "kop": "Meegeven aan het programma", "knop": "Meegeven"}
    return render(request, "ambassadeurs/form.html", context, status=422 if form.is_bound else 200)


@require_GET
def reflectie(request, pk):
    found = _visible(request, pk)
    return _detail(request, found, _antwoord_form(found), TerugvertelForm(reflectie=found))


@require_http_methods(["POST"])
def reflectie_answer(request, pk):
    found = _answerable(request, pk)
    form = AntwoordForm(request.POST)
    staat_nu = None
    if form.is_valid():
        try:
            services.answer_reflectie(
                found.pk, actor=request.user, op=timezone.localdate(), **form.cleaned_data
            )
        except Tussentijds as refused:
            found = _visible(request, pk)
            staat_nu = found.antwoord
            tell_meanwhile(form, refused, gelezen=staat_nu)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            if found.organisatie:
                messages.success(request, f"Het antwoord is gegeven. {found.organisatie} leest het nu.")
            else:
                messages.success(request, "Het antwoord is bewaard. Vertel het nu terug.")
            return redirect("ambassadeurs:reflectie", found.pk)
    return _detail(request, found, form, TerugvertelForm(reflectie=found), staat_nu=staat_nu)


@require_http_methods(["POST"])
def reflectie_tell_back(request, pk):
    found = _answerable(request, pk)
    form = TerugvertelForm(request.POST, reflectie=found)
    if form.is_valid():
        try:
            services.tell_back(found.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Vastgelegd. Deze reflectie is klaar.")
            return redirect("ambassadeurs:reflectie", found.pk)
    return _detail(request, found, _antwoord_form(found), form)


@never_cache
@login_not_required
@require_GET
def meedenken_link(request, token):
    """Opens a personal link. It is kept in the session, so that no later address or log line holds it."""
    if read_meedenken_token(token) is None:
        return render(request, "ambassadeurs/meedenken_ongeldig.html", status=404)
    request.session[MEEDENKEN] = token
    return redirect("ambassadeurs:meedenken")


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def meedenken(request):
    """The page behind a personal link: give something, and read what came of what was given before."""
    lid = read_meedenken_token(request.session.get(MEEDENKEN, ""))
    if lid is None or not lid.is_active_on(timezone.localdate()):
        return render(request, "ambassadeurs/meedenken_ongeldig.html")
    form = MeedenkenForm(request.POST or None, gebruiker=None)
    if form.is_valid():
        try:
            services.add_reflectie_by_link(lid.pk, op=timezone.localdate(), **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Dank u wel. Hieronder ziet u straks wat ermee is gedaan.")
            return redirect("ambassadeurs:meedenken")
    eigen = list(lid.reflecties.select_related("actiepunt__eigenaar").order_by("-ontvangen_op", "-pk")[:20])
    namen = onderwerp_namen(eigen)
    komend = Bijeenkomst.objects.filter(groepen=lid.groep).not_cancelled().from_now(timezone.now())[:3]
    context = {
        "lid": lid,
        "form": form,
        "eigen": [(one, namen.get(one.pk, "")) for one in eigen],
        "komend": komend,
    }
    return render(request, "ambassadeurs/meedenken.html", context, status=422 if form.is_bound else 200)


def _rows(user, reflecties, vandaag):
    reflecties = list(reflecties)
    links = onderwerp_links(user, reflecties)
    return [
        (one, links.get(one.pk), one.teruggekoppeld_op is None and one.actiepunt.vervalt_op < vandaag)
        for one in reflecties
    ]


def _antwoord_form(found: Reflectie) -> AntwoordForm:
    initial = {"gevolg": found.gevolg, "antwoord": found.antwoord, "gelezen": found.antwoord}
    return AntwoordForm(initial=initial)


def _visible(request, pk) -> Reflectie:
    return get_object_or_404(
        Reflectie.objects.visible_to(request.user)
        .for_list()
        .select_related("beantwoord_door", "bijeenkomst"),
        pk=pk,
    )


def _answerable(request, pk) -> Reflectie:
    found = _visible(request, pk)
    if not permissions.may_answer(request.user, found):
        raise PermissionDenied
    return found


def _detail(request, found, antwoord_form, terugvertel_form, staat_nu=None):
    user = request.user
    context = {
        "reflectie": found,
        "onderwerp": onderwerp_links(user, [found]).get(found.pk),
        "is_laat": found.teruggekoppeld_op is None and found.actiepunt.vervalt_op < timezone.localdate(),
        "may_answer": permissions.may_answer(user, found),
        "is_partner": not user.mag(Recht.AMBASSADEURS_ZIEN),
        "bezwaar_antwoord": permissions.bezwaar_tegen_antwoord(found),
        "bezwaar_terugvertellen": permissions.bezwaar_tegen_terugvertellen(found),
        "antwoord_form": antwoord_form,
        "terugvertel_form": terugvertel_form,
        "staat_nu": staat_nu,
        "regels": LogRegel.objects.about(found)[:20] if permissions.may_answer(user, found) else None,
    }
    is_sent = antwoord_form.is_bound or terugvertel_form.is_bound
    return render(request, "ambassadeurs/reflectie.html", context, status=422 if is_sent else 200)
