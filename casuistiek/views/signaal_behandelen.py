"""What the municipality does with a signaal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from casuistiek import permissions, services
from casuistiek.forms.casus import BetrokkeneForm
from casuistiek.forms.signalen import BerichtForm, BijCasusForm, NietOppakkenForm, OppakkenForm
from casuistiek.models import Casus, Signaal
from casuistiek.queries.signalen import joinable_casussen
from casuistiek.signaalstanden import Stand
from casuistiek.versleuteling import WrongKey
from casuistiek.views.betrokkenen import change_form
from casuistiek.views.gedeeld import sent, to_casus
from casuistiek.views.signalen import page_of, visible_signaal


@require_http_methods(["GET", "POST"])
def signaal_take_up(request, signaal):
    """A casus of it: the form of a melding, with what the partner wrote in it."""
    signaal = _handled(request, signaal)
    if early := _refuse_early(request, signaal, Stand.OPGEPAKT):
        return early
    form = OppakkenForm(request.POST or None, user=request.user, casus=None, initial=_initial(signaal))
    made = []
    if sent(form, lambda **velden: made.append(services.take_up_signaal(signaal.pk, actor=request.user, op=timezone.localdate(), **velden))):  # fmt: skip
        messages.success(request, f"Het signaal is nu {made[0]}. U bent casusverantwoordelijke.")
        return to_casus(made[0])
    if _pressed_twice(form, request.user, signaal, Stand.OPGEPAKT):
        return to_casus(Casus.objects.get(signalen=signaal))
    words = {
        "kop": "Oppakken als nieuwe casus",
        "uitleg": "Wat de partner schreef, staat al ingevuld. U wordt casusverantwoordelijke.",
        "knop": "Casus melden",
    }
    return _form_page(request, signaal, form, **words)


@require_http_methods(["GET", "POST"])
def signaal_join(request, signaal):
    """To a casus that runs already."""
    signaal = _handled(request, signaal)
    if early := _refuse_early(request, signaal, Stand.OPGEPAKT):
        return early
    form = BijCasusForm(request.POST or None, signaal=signaal, casussen=joinable_casussen(request.user, signaal))  # fmt: skip
    if sent(form, lambda casus, bericht: services.join_signaal(signaal.pk, actor=request.user, op=timezone.localdate(), casus_id=casus.pk, bericht=bericht)):  # fmt: skip
        casus = form.cleaned_data["casus"]
        messages.success(request, f"Het signaal hoort nu bij {casus}.")
        return to_casus(casus)
    if _pressed_twice(form, request.user, signaal, Stand.OPGEPAKT):
        return to_casus(Casus.objects.get(signalen=signaal))
    words = {
        "kop": "Bij een lopende casus voegen",
        "uitleg": "Gaat het over een bewoner met wie u al bezig bent? De partner leest alleen dat het is opgepakt, niet dat de casus al liep.",
        "knop": "Bij deze casus voegen",
    }
    return _form_page(request, signaal, form, **words)


@require_http_methods(["GET", "POST"])
def signaal_refuse(request, signaal):
    signaal = _handled(request, signaal)
    if early := _refuse_early(request, signaal, Stand.NIET_OPGEPAKT):
        return early
    form = NietOppakkenForm(request.POST or None, signaal=signaal)
    if sent(form, lambda reden: services.refuse_signaal(signaal.pk, actor=request.user, op=timezone.localdate(), reden=reden)):  # fmt: skip
        messages.success(request, "De partner leest waarom u het signaal niet oppakt.")
        return redirect("casuistiek:signaal", signaal.uuid)
    if _pressed_twice(form, request.user, signaal, Stand.NIET_OPGEPAKT):
        return redirect("casuistiek:signaal", signaal.uuid)
    words = {
        "kop": "Niet oppakken",
        "uitleg": "Hoort dit signaal ergens anders, of is er genoeg gedaan? De partner leest uw antwoord.",
        "knop": "Niet oppakken",
    }
    return _form_page(request, signaal, form, **words)


@require_POST
def bericht_add(request, signaal):
    """Write or ask the partner something."""
    signaal = _handled(request, signaal)
    form = BerichtForm(request.POST, signaal=signaal)
    if sent(form, lambda **velden: services.write_to_partner(signaal.pk, actor=request.user, op=timezone.localdate(), **velden)):  # fmt: skip
        messages.success(request, "Uw bericht is naar de partner.")
        return redirect("casuistiek:signaal", signaal.uuid)
    return page_of(request, signaal, form=form)


@sensitive_variables()
@require_http_methods(["GET", "POST"])
def bewoner(request, signaal):
    """First what a look means; only a press on the button (a POST) reads, and writes the look down."""
    signaal = _handled(request, signaal)
    if zin := permissions.bezwaar_tegen_inzage(signaal):
        raise PermissionDenied(zin)
    return _bewoner_page(request, signaal, look=request.method == "POST")


@sensitive_post_parameters()
@sensitive_variables()
@require_POST
def bewoner_change(request, signaal, pk):
    signaal = _handled(request, signaal)
    if zin := permissions.bezwaar_tegen_inzage(signaal):
        raise PermissionDenied(zin)
    if not signaal.betrokkenen.filter(pk=pk).exists():
        raise Http404
    form = BetrokkeneForm(request.POST, prefix=str(pk))
    if sent(form, lambda **velden: services.correct_bewoner(signaal.pk, actor=request.user, betrokkene_id=pk, **velden)):  # fmt: skip
        messages.success(request, "De gegevens van de bewoner zijn verbeterd.")
        return redirect("casuistiek:signaal", signaal.uuid)
    return _bewoner_page(request, signaal, look=True, changed=form)


def _bewoner_page(request, signaal, *, look: bool, changed=None):
    rows, unreadable = [], False
    if look:
        try:
            rows = services.look_at_bewoner(signaal.pk, actor=request.user)
        except WrongKey:
            unreadable = True
    context = {
        "signaal": signaal,
        "rijen": [(one, change_form(one, changed)) for one in rows],
        "has_bewoner": signaal.betrokkenen.exists(),
        "is_ingezien": look and not unreadable,
        "is_onleesbaar": unreadable,
    }
    return render(request, "casuistiek/signaal_bewoner.html", context, status=422 if changed else 200)


def _handled(request, uuid) -> Signaal:
    """The signaal, for who handles casussen: a partner reads its own on another page."""
    signaal = visible_signaal(request, uuid)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return signaal


def _refuse_early(request, signaal, naar):
    """Do not let someone fill in a form that will be refused. What was filled in already the service refuses."""
    zin = permissions.bezwaar_tegen_stand(signaal, naar)
    if zin and request.method != "POST":
        messages.warning(request, zin)
        return redirect("casuistiek:signaal", signaal.uuid)
    return None


def _pressed_twice(form, user, signaal, stand) -> bool:
    """Whether the form was refused because this very person just did it: both presses may arrive at once."""
    last = signaal.stappen.latest("pk") if form.is_bound else None
    return last is not None and (last.stand, last.door_id) == (stand, user.pk)


def _form_page(request, signaal, form, **words):
    context = {"signaal": signaal, "form": form, **words}
    return render(request, "casuistiek/signaal_handelen.html", context, status=422 if form.is_bound else 200)


def _initial(signaal: Signaal) -> dict:
    """Nothing is typed twice."""
    tekst = signaal.wat_gaat_mis
    if signaal.al_geprobeerd:
        tekst += f"\n\nWat al is geprobeerd: {signaal.al_geprobeerd}"
    return {
        "gebied": signaal.gebied_id,
        "wat_gaat_mis": tekst,
        "leefgebieden": [regel.leefgebied for regel in signaal.leefgebieden.all()],
        "betrokken_partijen": signaal.organisatie.naam,
        "urgentie": signaal.urgentie,
    }
