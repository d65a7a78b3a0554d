"""Raadsstukken: the register, one of them and what can be done with it, and where another page tells of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from brunssum.core.htmx import render_page_or_partial, wants_partial
from brunssum.core.models import LogRegel
from brunssum.core.views.formulieren import posted
from casuistiek.models import Knelpunt
from inspanningen.models import Inspanning, Leerpunt
from inspanningen.views.onderdeel import download, form_page, try_to_save
from monitor.models import Indicator
from reisverslag.forms.raadsstukken import (
    AfdoeningForm,
    AntwoordForm,
    IntrekForm,
    RaadsstukfilterForm,
    RaadsstukForm,
    TermijnForm,
    VerbandenForm,
)
from reisverslag.models import Raadsstuk
from reisverslag.permissions import raadsstukken as permissions
from reisverslag.presenters import raadsstukken as presenters
from reisverslag.queries import raadsstukken as queries
from reisverslag.queries.termijnen import termijn_of, termijnen
from reisverslag.services import raadsstukken as services

WAARBIJ = {
    "inspanning": (Inspanning, "inspanningen", "inspanningen:detail", "pk"),
    "leerpunt": (Leerpunt, "leerpunten", "leerpunten:detail", "pk"),
    "knelpunt": (Knelpunt, "knelpunten", "knelpunten:detail", "pk"),
    "indicator": (Indicator, "indicatoren", "monitor:indicator", "code"),
}
"""By what raadsstukken are told of: the model, their field for it, and its own page."""


@require_GET
def raadsstuk_list(request):
    """The register: what runs first, and how soon the raad gets its answers."""
    _refuse(permissions.reason_not_to_read(request.user))
    form, rows, vandaag = _filtered(request)
    page = Paginator(rows.for_list(), per_page=25).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "regels": [(stuk, *presenters.wanneer(stuk, vandaag)) for stuk in page.object_list],
        "filter": form,
        "is_gefilterd": any(form.cleaned_data.values()),
        "ziet_namen": permissions.may_see_names(request.user),
    }
    if not wants_partial(request):
        context |= {
            "reden": permissions.reason_not_to_write(request.user),
            "termijnen": termijnen(),
        }
        if permissions.may_see_all(request.user):
            context |= {
                "stand": queries.stand(Raadsstuk.objects.all(), vandaag),
                "beelden": presenters.beelden(queries.doorloop(Raadsstuk.objects.all(), vandaag)),
            }
    return render_page_or_partial(request, "reisverslag/raadsstuk_list.html", "lijst", context)


@require_GET
def raadsstuk_download(request, soort):
    """The register as it is filtered."""
    _refuse(permissions.reason_not_to_read(request.user))
    form, rows, vandaag = _filtered(request)
    rijen = presenters.download_rows(
        rows.for_list(),
        met_namen=permissions.may_see_names(request.user),
        met_inspanningen="inspanning" in form.fields,
    )
    return download(soort, f"raadsstukken-{vandaag:%Y-%m-%d}", presenters.KOP, rijen)


@require_GET
def raadsstuk_detail(request, pk):
    user, vandaag = request.user, timezone.localdate()
    stuk = _raadsstuk(request, pk)
    may_write = not permissions.reason_not_to_write(user)
    reden_antwoord = permissions.reason_not_to_answer(user, stuk)
    aandacht, wanneer = presenters.wanneer(stuk, vandaag)
    context = {
        "stuk": stuk,
        "aandacht": aandacht,
        "wanneer": wanneer,
        "knoppen": _knoppen(stuk, may_write=may_write, may_answer=not reden_antwoord),
        "reden": reden_antwoord,
        "mag_bewerken": may_write and not permissions.bezwaar_tegen_bewerken(stuk),
        "mag_verbeteren": may_write and not permissions.bezwaar_tegen_schrijven(stuk),
        "mag_verbinden": may_write,
        "ziet_namen": permissions.may_see_names(user),
        "verbanden": queries.verbanden(user, stuk),
        "regels": LogRegel.objects.about(stuk)[:20] if may_write else (),
        "toont_geschiedenis": may_write,
    }
    return render(request, "reisverslag/raadsstuk_detail.html", context)


def _knoppen(stuk, *, may_write: bool, may_answer: bool) -> list[tuple[str, str]]:
    """What this person can do now, the way on first: the address, the words on the button."""
    ways = []
    if may_answer and stuk.can_become(Raadsstuk.Status.BEANTWOORD):
        ways.append(
            (
                "reisverslag:raadsstuk-answer",
                "Antwoord verder schrijven" if stuk.antwoord else "Antwoord schrijven",
            )
        )
    if may_answer and stuk.can_become(Raadsstuk.Status.AFGEDAAN):
        ways.append(("reisverslag:raadsstuk-settle", "Afdoen"))
    if may_write and stuk.can_become(Raadsstuk.Status.INGETROKKEN):
        ways.append(("reisverslag:raadsstuk-withdraw", "Intrekken"))
    return [(reverse(name, args=[stuk.pk]), label) for name, label in ways]


@require_http_methods(["GET", "POST"])
def raadsstuk_add(request):
    _refuse(permissions.reason_not_to_write(request.user))
    form = RaadsstukForm(posted(request), **_form_words())
    del form.fields["gelezen"]
    made, _ = try_to_save(form, lambda **velden: services.add_raadsstuk(actor=request.user, **velden))
    if made:
        messages.success(request, "Het stuk staat in het register. Kies nu waar het mee te maken heeft.")
        return redirect("reisverslag:raadsstuk-link", made.pk)
    return form_page(
        request,
        form,
        kop="Raadsstuk toevoegen",
        terug=reverse("reisverslag:raadsstukken"),
        kruimels=_kruimels(),
        knop="Toevoegen",
    )


@require_http_methods(["GET", "POST"])
def raadsstuk_edit(request, pk):
    stuk = _raadsstuk(request, pk)
    _refuse(permissions.reason_not_to_write(request.user))
    if zin := permissions.bezwaar_tegen_bewerken(stuk):
        return _not_now(request, stuk, zin)
    initial = {naam: getattr(stuk, naam) for naam in services.KOP} | {"gelezen": stuk.versie}
    form = RaadsstukForm(posted(request), initial=initial, **_form_words())
    saved, nu = try_to_save(
        form, lambda **velden: services.edit_raadsstuk(pk, actor=request.user, **velden), stuk
    )
    if saved:
        messages.success(request, "Het stuk is bijgewerkt.")
        return redirect("reisverslag:raadsstuk", pk)
    return _form(request, form, stuk, "Raadsstuk bijwerken", nu=nu)


@require_http_methods(["GET", "POST"])
def raadsstuk_link(request, pk):
    """Say with what on the red thread it has to do."""
    stuk = _raadsstuk(request, pk)
    _refuse(permissions.reason_not_to_write(request.user))
    initial = {naam: getattr(stuk, naam).values_list("pk", flat=True) for naam in Raadsstuk.VERBANDEN}
    form = VerbandenForm(
        posted(request), user=request.user, raadsstuk=stuk, initial=initial | {"gelezen": stuk.versie}
    )
    saved, nu = try_to_save(
        form, lambda **velden: services.link_raadsstuk(pk, actor=request.user, **velden), stuk
    )
    if saved:
        messages.success(request, "Bewaard waar het mee te maken heeft.")
        return redirect("reisverslag:raadsstuk", pk)
    return _form(request, form, stuk, "Waar het mee te maken heeft", nu=nu)


@require_http_methods(["GET", "POST"])
def raadsstuk_answer(request, pk):
    """Write the answer: keep it as a draft, give it, or put right what was given."""
    stuk = _raadsstuk(request, pk)
    _refuse(permissions.reason_not_to_answer(request.user, stuk))
    is_given = stuk.beantwoord_op is not None
    if is_given:
        _refuse(permissions.reason_not_to_write(request.user))
    if zin := permissions.bezwaar_tegen_schrijven(stuk):
        return _not_now(request, stuk, zin)
    concept = "concept" in request.POST
    form = AntwoordForm(
        posted(request),
        concept=concept,
        is_given=is_given,
        initial={"antwoord": stuk.antwoord, "gelezen": stuk.versie},
    )
    service = services.write_antwoord if concept or is_given else services.answer_raadsstuk
    saved, nu = try_to_save(form, lambda **velden: service(pk, actor=request.user, **velden), stuk)
    if saved:
        messages.success(request, _said(saved, concept=concept, is_given=is_given))
        return redirect("reisverslag:raadsstuk", pk)
    context = {"form": form, "stuk": stuk, "staat_nu": nu, "is_given": is_given}
    return render(
        request, "reisverslag/raadsstuk_antwoord.html", context, status=422 if form.is_bound else 200
    )


def _said(stuk, *, concept: bool, is_given: bool) -> str:
    if is_given:
        return "Het antwoord is verbeterd. De eerdere woorden staan in de geschiedenis."
    if concept:
        return "Bewaard als concept. De raad ziet het nog niet."
    return (
        "Het antwoord is gegeven."
        if stuk.is_vraag
        else "Het antwoord is gegeven. Doe het stuk af als het is uitgevoerd."
    )


@require_http_methods(["GET", "POST"])
def raadsstuk_settle(request, pk):
    stuk = _raadsstuk(request, pk)
    _refuse(permissions.reason_not_to_answer(request.user, stuk))
    if zin := permissions.bezwaar_tegen_stap(stuk, Raadsstuk.Status.AFGEDAAN):
        return _not_now(request, stuk, zin)
    form = AfdoeningForm(posted(request), initial={"gelezen": stuk.versie})
    saved, nu = try_to_save(
        form, lambda **velden: services.settle_raadsstuk(pk, actor=request.user, **velden), stuk
    )
    if saved:
        messages.success(request, "Het stuk is afgedaan.")
        return redirect("reisverslag:raadsstuk", pk)
    return _form(request, form, stuk, "Afdoen", nu=nu, knop="Afdoen")


@require_http_methods(["GET", "POST"])
def raadsstuk_withdraw(request, pk):
    stuk = _raadsstuk(request, pk)
    _refuse(permissions.reason_not_to_write(request.user))
    if zin := permissions.bezwaar_tegen_stap(stuk, Raadsstuk.Status.INGETROKKEN):
        return _not_now(request, stuk, zin)
    form = IntrekForm(posted(request))
    saved, _ = try_to_save(
        form, lambda **velden: services.withdraw_raadsstuk(pk, actor=request.user, **velden)
    )
    if saved:
        messages.success(request, "Het stuk is ingetrokken. Het blijft in het register staan.")
        return redirect("reisverslag:raadsstuk", pk)
    return _form(request, form, stuk, "Intrekken", knop="Intrekken")


@require_http_methods(["GET", "POST"])
def termijn_edit(request, soort):
    """How long the raad gives for a soort."""
    _refuse(permissions.reason_not_to_write(request.user))
    if soort not in Raadsstuk.Soort.values:
        raise Http404
    termijn = termijn_of(soort)
    form = TermijnForm(posted(request), initial={"dagen": termijn.dagen, "grond": termijn.grond})
    saved, _ = try_to_save(
        form, lambda **velden: services.set_reactietermijn(actor=request.user, soort=soort, **velden)
    )
    if saved:
        messages.success(
            request, f"{termijn.label}: voortaan {saved.dagen} dagen. Wat er al staat, houdt zijn dag."
        )
        return redirect("reisverslag:raadsstukken")
    return form_page(
        request,
        form,
        kop=f"Termijn voor een {termijn.label.lower()}",
        lead="Zoveel dagen na de ontvangst moet het klaar zijn, als er geen andere dag bij staat.",
        terug=reverse("reisverslag:raadsstukken"),
        kruimels=_kruimels(),
    )


@require_GET
def raadsstukken_bij(request, wat, sleutel):
    """For hx-get from the page of an inspanning, a leerpunt, a knelpunt or an indicator: what the raad asked of it."""
    _refuse(permissions.reason_not_to_read(request.user))
    if wat not in WAARBIJ:
        raise Http404
    model, veld, pagina, key = WAARBIJ[wat]
    if key == "pk" and not (sleutel.isascii() and sleutel.isdecimal() and len(sleutel) < 19):
        raise Http404
    obj = get_object_or_404(model.objects.visible_to(request.user), **{key: sleutel})
    rows = Raadsstuk.objects.visible_to(request.user).filter(**{veld: obj}).newest_first()
    vandaag = timezone.localdate()
    context = {
        "naam": getattr(obj, "naam", "") if wat == "indicator" else str(obj),
        "url": reverse(pagina, args=[sleutel]),
        "regels": [(stuk, *presenters.wanneer(stuk, vandaag)) for stuk in rows],
    }
    return render_page_or_partial(request, "reisverslag/raadsstukken_bij.html", "lijst", context)


def _filtered(request):
    """The filter, the raadsstukken it leaves, and today."""
    vandaag = timezone.localdate()
    seen = Raadsstuk.objects.visible_to(request.user)
    form = RaadsstukfilterForm(request.GET, user=request.user, fracties=seen.fracties())
    return form, form.apply(seen, vandaag), vandaag


def _form(request, form, stuk, kop, **words):
    terug = reverse("reisverslag:raadsstuk", args=[stuk.pk])
    kruimels = [*_kruimels(), (stuk.get_soort_display(), terug)]
    return form_page(request, form, kop=kop, lead=stuk.titel, terug=terug, kruimels=kruimels, **words)


def _kruimels():
    return [
        ("Reisverslagen", reverse("reisverslag:list")),
        ("Raadsstukken", reverse("reisverslag:raadsstukken")),
    ]


def _form_words():
    return {"termijnen": termijnen(), "fracties": Raadsstuk.objects.fracties()}


def _not_now(request, stuk, zin):
    messages.warning(request, zin)
    return redirect("reisverslag:raadsstuk", stuk.pk)


def _raadsstuk(request, pk) -> Raadsstuk:
    rows = Raadsstuk.objects.visible_to(request.user).select_related("behandelaar", "toegevoegd_door")
    return get_object_or_404(rows, pk=pk)


def _refuse(reason: str) -> None:
    if reason:
        raise PermissionDenied(reason)
