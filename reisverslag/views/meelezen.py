"""Who reads a concept along, and what they say beside a blok."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from brunssum.core.views.formulieren import posted, show_refusal
from reisverslag import permissions, queries
from reisverslag.forms.meelezen import AntwoordForm, MeelezersForm, OpmerkingForm
from reisverslag.models import Blok, Meelezer, Opmerking
from reisverslag.services import meelezen as services
from reisverslag.services import opmerkingen
from reisverslag.views.gedeeld import back_to, in_its_place, url, visible


@require_http_methods(["GET", "POST"])
def meelezers(request, pk):
    """Who reads along, and ask others."""
    reisverslag = _concept(request, pk)
    people = queries.may_be_asked(reisverslag)
    form = MeelezersForm(posted(request), people=people)
    if form.is_valid():
        try:
            services.invite_meelezers(
                reisverslag.pk, actor=request.user, op=timezone.now(), **form.cleaned_data
            )
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            return redirect("reisverslag:meelezers", reisverslag.pk)
    context = {
        "reisverslag": reisverslag,
        "meelezers": Meelezer.objects.visible_to(request.user).filter(reisverslag=reisverslag).for_list(),
        "form": form,
        "people": people,
    }
    return render(request, "reisverslag/meelezers.html", context, status=422 if form.is_bound else 200)


@require_POST
def meelezer_remove(request, pk):
    meelezer = get_object_or_404(Meelezer.objects.visible_to(request.user), pk=pk)
    reisverslag = _concept(request, meelezer.reisverslag_id)
    services.remove_meelezer(meelezer.pk, actor=request.user)
    return redirect("reisverslag:meelezers", reisverslag.pk)


@require_POST
def reading_finish(request, pk):
    reisverslag = visible(request, pk)
    if not reisverslag.is_concept:
        raise PermissionDenied
    services.finish_reading(reisverslag.pk, actor=request.user)
    return redirect(url(reisverslag))


@require_http_methods(["GET", "POST"])
def opmerking_add(request, pk):
    blok, reisverslag = _commentable(request, get_object_or_404(Blok.objects.visible_to(request.user), pk=pk))
    form = OpmerkingForm(posted(request))
    plek = f"opmerkingen-{blok.pk}"
    if form.is_valid():
        try:
            opmerkingen.add_opmerking(blok.pk, actor=request.user, op=timezone.now(), **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            return back_to(reisverslag, plek)
    return in_its_place(
        request,
        reisverslag,
        form,
        plek=f"nieuwe-opmerking-{blok.pk}",
        doel=f"#{plek}",
        antwoord=f"#{plek}",
        telt=f"open-{blok.hoofdstuk_id}",
        kop="Opmerking maken",
    )


@require_http_methods(["GET", "POST"])
def opmerking_settle(request, pk):
    opmerking, reisverslag = _opmerking(request, pk)
    form = AntwoordForm(posted(request), initial={"antwoord": opmerking.antwoord})
    plek = f"opmerkingen-{opmerking.blok_id}"
    if form.is_valid():
        try:
            opmerkingen.settle_opmerking(
                opmerking.pk, actor=request.user, op=timezone.now(), **form.cleaned_data
            )
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            return back_to(reisverslag, plek)
    return in_its_place(
        request,
        reisverslag,
        form,
        plek=f"opmerking-{opmerking.pk}",
        doel=f"#{plek}",
        antwoord=f"#{plek}",
        telt=f"open-{opmerking.blok.hoofdstuk_id}",
        kop="Opmerking afhandelen",
        uitleg=f"{opmerking.door}: {opmerking.tekst}",
        knop="Afhandelen",
    )


@require_POST
def opmerking_reopen(request, pk):
    opmerking, reisverslag = _opmerking(request, pk)
    opmerkingen.reopen_opmerking(opmerking.pk, actor=request.user)
    return back_to(reisverslag, f"opmerkingen-{opmerking.blok_id}")


def _concept(request, pk):
    reisverslag = visible(request, pk)
    if not permissions.may_vaststellen(request.user, reisverslag):
        raise PermissionDenied
    return reisverslag


def _commentable(request, blok):
    reisverslag = visible(request, blok.hoofdstuk.reisverslag_id)
    if not reisverslag.is_concept or not permissions.may_comment(request.user, reisverslag):
        raise PermissionDenied
    return blok, reisverslag


def _opmerking(request, pk):
    rows = Opmerking.objects.visible_to(request.user).select_related("blok__hoofdstuk", "door")
    opmerking = get_object_or_404(rows, pk=pk)
    if not permissions.may_settle(request.user, opmerking):
        raise PermissionDenied
    return opmerking, _commentable(request, opmerking.blok)[1]
