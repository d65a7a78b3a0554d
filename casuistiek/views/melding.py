"""Logging a casus at the door: five fields, kept while one types."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.htmx import wants_partial
from brunssum.core.views.formulieren import show_refusal
from casuistiek import permissions, services
from casuistiek.forms.casus import MeldingForm
from casuistiek.forms.dossier import AanvullenForm
from casuistiek.models import Casus
from casuistiek.samenloop import afdruk_of, stand_of, write_afdruk
from casuistiek.views.gedeeld import form_page, refuse_early, to_casus, visible_casus


@require_GET
def casus_log(request):
    """A new melding gets its own address at once, so that reloading does not start another."""
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return redirect("casuistiek:concept", uuid4())


@require_http_methods(["GET", "POST"])
def concept(request, kenmerk):
    """Fill in a melding, new or half done; sending it makes it count."""
    if not permissions.may_log(request.user):
        raise PermissionDenied
    casus = own_concept(request, kenmerk)
    if casus and not casus.is_concept:
        return to_casus(casus)
    form = MeldingForm(request.POST or None, user=request.user, casus=casus, initial=_initial(casus))
    if form.is_bound and form.is_valid():
        casus = services.log_casus(
            actor=request.user, op=timezone.localdate(), kenmerk=kenmerk, **form.cleaned_data
        )
        messages.success(request, f"De melding is binnen als {casus}. U bent casusverantwoordelijke.")
        return to_casus(casus)
    context = {"form": form, "kenmerk": kenmerk, "concept": casus}
    return render(request, "casuistiek/casus_log.html", context, status=422 if form.is_bound else 200)


@require_POST
def concept_save(request, kenmerk):
    """Keep what is typed so far: htmx does this at every pause, the button without it."""
    if not permissions.may_log(request.user):
        raise PermissionDenied
    casus = own_concept(request, kenmerk)
    if casus and not casus.is_concept:
        return to_casus(casus)
    form = MeldingForm(request.POST, user=request.user, casus=casus, is_concept=True)
    if form.is_valid():
        services.save_concept(kenmerk, actor=request.user, op=timezone.localdate(), **_filled(form))
    if wants_partial(request):
        return render(request, "casuistiek/_bewaard.html", {"form": form, "nu": timezone.now()})
    if form.is_valid():
        messages.success(request, "Het concept is bewaard. U vindt het terug bij Casussen.")
        return redirect("casuistiek:list")
    context = {"form": form, "kenmerk": kenmerk, "concept": casus}
    return render(request, "casuistiek/casus_log.html", context, status=422)


@require_POST
def concept_discard(request, kenmerk):
    get_object_or_404(Casus.objects.visible_to(request.user).concepts_of(request.user), kenmerk=kenmerk)
    services.discard_concept(kenmerk, actor=request.user)
    messages.success(request, "Het concept is weggegooid.")
    return redirect("casuistiek:list")


@require_http_methods(["GET", "POST"])
def casus_edit(request, kenmerk):
    """Put right or complete what was logged."""
    casus = visible_casus(request, kenmerk)
    no_right = "" if permissions.may_handle(request.user, casus) else permissions.NIET_BEHANDELAAR
    not_now = "" if casus.is_open else "Alleen een lopende casus is aan te vullen."
    if early := refuse_early(request, casus, no_right, not_now):
        return early
    initial = _initial(casus) | {"gelezen": write_afdruk(afdruk_of(stand_of(casus)))}
    form = AanvullenForm(request.POST or None, user=request.user, casus=casus, initial=initial)
    botsingen = []
    try:
        if form.is_valid():
            services.edit_casus(casus.pk, actor=request.user, op=timezone.localdate(), **form.cleaned_data)
            messages.success(request, "De casus is aangevuld.")
            return to_casus(casus)
    except services.Botst as botst:
        form.now_read(botst.afdruk)
        form.add_error(None, botst.messages)
        botsingen = [(form[one.naam], one.hunne) for one in botst.botsingen]
    except ValidationError as refused:
        show_refusal(form, refused)
    return form_page(request, casus, form, kop="Casus aanvullen", knop="Bewaren", botsingen=botsingen)


def own_concept(request, kenmerk) -> Casus | None:
    """The casus of this address: an own one, or none yet. One of another does not exist for this person."""
    casus = Casus.objects.for_detail().filter(kenmerk=kenmerk).first()
    if casus and not Casus.objects.visible_to(request.user).filter(pk=casus.pk).exists():
        raise Http404
    return casus


def _initial(casus: Casus | None) -> dict:
    if casus is None:
        return {}
    return {
        "gebied": casus.gebied_id,
        "wat_gaat_mis": casus.wat_gaat_mis,
        "leefgebieden": [regel.leefgebied for regel in casus.leefgebieden.all()],
        "betrokken_partijen": casus.betrokken_partijen,
        "urgentie": casus.urgentie,
    }


def _filled(form: MeldingForm) -> dict:
    return {name: value for name, value in form.cleaned_data.items() if value not in ("", None)}
