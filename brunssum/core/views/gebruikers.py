"""The beheerder's pages about people, and everyone's page about themselves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core import services
from brunssum.core.forms.gebruikers import AddGebruikerForm, GebruikerFilterForm, GebruikerForm
from brunssum.core.htmx import render_page_or_partial
from brunssum.core.models import Gebruiker, LogRegel, Taak
from brunssum.core.rollen import RECHTEN, Recht, Rol, Zicht
from brunssum.core.tweede_factor import factors_of
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import show_refusal

ZICHT_IN_WOORDEN = {
    Zicht.OPENBAAR: "Van projectkaarten ziet u de velden die openbaar zijn.",
    Zicht.PARTNERS: "Van projectkaarten ziet u de velden die openbaar zijn of voor partners bedoeld.",
    Zicht.INTERN: "Van projectkaarten ziet u alle velden, ook de interne.",
}


@require_GET
@requires(Recht.GEBRUIKERS_BEHEREN)
def gebruiker_list(request):
    gebruikers = Gebruiker.objects.visible_to(request.user).for_list()
    form = GebruikerFilterForm(request.GET)
    if form.is_valid():
        wanted = form.cleaned_data
        if wanted["q"]:
            gebruikers = gebruikers.matching(wanted["q"])
        if wanted["rol"]:
            gebruikers = gebruikers.filter(roltoekenningen__rol=wanted["rol"])
        if wanted["toegang"]:
            gebruikers = gebruikers.filter(is_active=wanted["toegang"] == "actief")
    page = Paginator(gebruikers, per_page=25).get_page(request.GET.get("pagina"))
    return render_page_or_partial(
        request,
        "core/gebruiker_list.html",
        "tabel",
        {"form": form, "page": page, "gezocht": any(request.GET.values())},
    )


@require_http_methods(["GET", "POST"])
@requires(Recht.GEBRUIKERS_BEHEREN)
def gebruiker_add(request):
    form = AddGebruikerForm(request.POST or None, vandaag=timezone.localdate())
    if form.is_valid():
        try:
            gebruiker = services.add_gebruiker(actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(
                request, f"{gebruiker} is toegevoegd en krijgt een mail om een wachtwoord te kiezen."
            )
            return redirect("core:gebruiker_change", gebruiker.pk)
    return _render_form(request, "core/gebruiker_add.html", form, {})


@require_http_methods(["GET", "POST"])
@requires(Recht.GEBRUIKERS_BEHEREN)
def gebruiker_change(request, pk):
    gebruiker = get_object_or_404(
        Gebruiker.objects.visible_to(request.user).for_list().prefetch_related("gebieden"), pk=pk
    )
    form = GebruikerForm(request.POST or None, vandaag=timezone.localdate(), initial=_present(gebruiker))
    if form.is_valid():
        try:
            services.change_gebruiker(gebruiker.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, f"De gegevens van {form.cleaned_data['naam']} zijn bewaard.")
            return redirect("core:gebruiker_change", gebruiker.pk)
    return _render_form(request, "core/gebruiker_change.html", form, _about(request, gebruiker))


@require_POST
@requires(Recht.GEBRUIKERS_BEHEREN)
def gebruiker_deactivate(request, pk):
    return _act(
        request,
        pk,
        lambda gebruiker: services.deactivate_gebruiker(
            gebruiker.pk, actor=request.user, moment=timezone.now()
        ),
        "{} kan niet meer inloggen.",
    )


@require_POST
@requires(Recht.GEBRUIKERS_BEHEREN)
def gebruiker_activate(request, pk):
    return _act(
        request,
        pk,
        lambda gebruiker: services.activate_gebruiker(gebruiker.pk, actor=request.user),
        "{} kan weer inloggen.",
    )


@require_POST
@requires(Recht.GEBRUIKERS_BEHEREN)
def gebruiker_invite(request, pk):
    return _act(
        request,
        pk,
        lambda gebruiker: services.invite_gebruiker(gebruiker.pk, actor=request.user),
        "{} krijgt een mail om een wachtwoord te kiezen.",
    )


@require_POST
@requires(Recht.GEBRUIKERS_BEHEREN)
def gebruiker_wipe_factors(request, pk):
    return _act(
        request,
        pk,
        lambda gebruiker: services.wipe_factors(gebruiker.pk, actor=request.user, moment=timezone.now()),
        "De tweede factor van {} is gewist. Bij het inloggen is weer alleen een wachtwoord nodig.",
    )


@require_GET
def profiel(request):
    """Who am I here, and what may I do."""
    gebruiker = Gebruiker.objects.for_list().prefetch_related("gebieden").get(pk=request.user.pk)
    return render(
        request,
        "core/profiel.html",
        {
            "gebruiker": gebruiker,
            "rechten": [recht.label for recht in Recht if recht in gebruiker.rechten],
            "zicht": ZICHT_IN_WOORDEN[gebruiker.zicht] if gebruiker.mag(Recht.INSPANNINGEN_ZIEN) else "",
            "regels": LogRegel.objects.about(gebruiker)[:20],
        },
    )


def _act(request, pk, act, done):
    """One press on a button of someone's page: a refusal is shown there, with the page as it was."""
    gebruiker = get_object_or_404(
        Gebruiker.objects.visible_to(request.user).for_list().prefetch_related("gebieden"), pk=pk
    )
    try:
        act(gebruiker)
    except ValidationError as refused:
        form = GebruikerForm(vandaag=timezone.localdate(), initial=_present(gebruiker))
        context = _about(request, gebruiker) | {"geweigerd": " ".join(refused.messages)}
        return _render_form(request, "core/gebruiker_change.html", form, context, status=422)
    messages.success(request, done.format(gebruiker))
    return redirect("core:gebruiker_change", gebruiker.pk)


def _present(gebruiker):
    return {
        "naam": gebruiker.naam,
        "functie": gebruiker.functie,
        "organisatie": gebruiker.organisatie_id,
        "rollen": sorted(gebruiker.rollen),
        "gebieden": [gebied.pk for gebied in gebruiker.gebieden.all()],
    }


def _about(request, gebruiker):
    uitnodiging = Taak.objects.visible_to(request.user).filter(
        soort="core.uitnodiging", gegevens__gebruiker_id=gebruiker.pk
    )
    return {
        "gebruiker": gebruiker,
        "is_eigen_account": gebruiker == request.user,
        "has_factor": factors_of(gebruiker).exists(),
        "regels": LogRegel.objects.about(gebruiker)[:20],
        "uitnodiging": uitnodiging.order_by("-pk").first(),
    }


def _render_form(request, template, form, context, status=None):
    context |= {
        "form": form,
        "rechten_per_rol": [
            (rol.label, [recht.label for recht in Recht if recht in RECHTEN[rol]]) for rol in Rol
        ],
    }
    return render(request, template, context, status=status or (422 if form.is_bound else 200))
