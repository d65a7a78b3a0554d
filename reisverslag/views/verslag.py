"""A reisverslag: the list, the verslag with all that stands in it, its preview, and vaststellen."""

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods

from brunssum.core.htmx import render_page_or_partial
from brunssum.core.views.formulieren import posted, show_refusal
from inspanningen.models import Inspanning
from inspanningen.views.onderdeel import form_page, try_to_save
from reisverslag import permissions, queries, services
from reisverslag.forms.verslag import BeginForm, CorrectieForm, ReisverslagForm
from reisverslag.models import Reisverslag
from reisverslag.views.gedeeld import detail_context, editable, kruimels, url, visible


@require_GET
def reisverslag_list(request):
    if not permissions.may_read(request.user):
        raise PermissionDenied
    rows = Reisverslag.objects.visible_to(request.user).with_latest_uitgave().with_vervangen().newest_first()
    page = Paginator(rows, per_page=25).get_page(request.GET.get("pagina"))
    context = {"page": page, "may_write": permissions.may_write(request.user)}
    return render(request, "reisverslag/reisverslag_list.html", context)


@require_GET
def bij_inspanning(request, pk):
    """For hx-get from the page of an inspanning: the verslagen that tell about it."""
    if not permissions.may_read(request.user):
        raise PermissionDenied
    inspanning = get_object_or_404(Inspanning.objects.visible_to(request.user), pk=pk)
    context = {"inspanning": inspanning, "reisverslagen": queries.verslagen_met(request.user, inspanning)}
    return render_page_or_partial(request, "reisverslag/bij_inspanning.html", "lijst", context)


@require_http_methods(["GET", "POST"])
def reisverslag_add(request):
    if not permissions.may_write(request.user):
        raise PermissionDenied
    form = BeginForm(posted(request))
    if form.is_valid():
        try:
            reisverslag = services.start_reisverslag(actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            return redirect("reisverslag:detail", reisverslag.pk)
    return render(
        request, "reisverslag/reisverslag_add.html", {"form": form}, status=422 if form.is_bound else 200
    )


@require_GET
@csp_update({"frame-src": [SELF]})
def reisverslag_detail(request, pk):
    reisverslag = visible(request, pk)
    return render_page_or_partial(
        request, "reisverslag/reisverslag_detail.html", "inhoud", detail_context(request, reisverslag)
    )


@require_http_methods(["GET", "POST"])
def reisverslag_edit(request, pk):
    reisverslag = editable(request, pk)
    initial = {name: getattr(reisverslag, name) for name in services.KOP}
    form = ReisverslagForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            services.edit_reisverslag(reisverslag.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            return redirect("reisverslag:detail", reisverslag.pk)
    return render(
        request,
        "reisverslag/reisverslag_edit.html",
        {"reisverslag": reisverslag, "form": form},
        status=422 if form.is_bound else 200,
    )


@require_GET
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def reisverslag_preview(request, pk):
    """The verslag as it will be in the PDF; also beside the text that someone writes (`?ernaast=1`)."""
    reisverslag = visible(request, pk)
    publicatie = queries.publicatie(reisverslag, request.user, timezone.now())
    return HttpResponse(
        queries.render_html(publicatie, terug=url(reisverslag), ernaast="ernaast" in request.GET)
    )


@require_http_methods(["GET", "POST"])
def reisverslag_vaststellen(request, pk):
    """Say what vaststellen fixes, and do it."""
    reisverslag = visible(request, pk)
    if not permissions.may_vaststellen(request.user, reisverslag):
        raise PermissionDenied
    refused = None
    if request.method == "POST":
        try:
            services.vaststellen(reisverslag.pk, actor=request.user, op=timezone.now())
        except ValidationError as error:
            refused = error.messages
        else:
            return redirect("reisverslag:detail", reisverslag.pk)
    context = {
        "reisverslag": reisverslag,
        "publicatie": queries.publicatie(reisverslag, request.user, timezone.now()),
        "refused": refused,
        "opmerkingen": queries.open_opmerkingen(request.user, reisverslag),
        "leest_nog": [one for one in reisverslag.meelezers.for_list() if not one.is_klaar],
    }
    return render(
        request, "reisverslag/reisverslag_vaststellen.html", context, status=422 if refused else 200
    )


@require_http_methods(["GET", "POST"])
def correctie(request, pk):
    """Begin a new versie of what is vastgesteld."""
    reisverslag = visible(request, pk)
    if permissions.reason_not_to_correct(request.user, reisverslag):
        raise PermissionDenied
    form = CorrectieForm(posted(request))
    nieuw, _ = try_to_save(
        form, lambda **data: services.start_correctie(reisverslag.pk, actor=request.user, **data)
    )
    if nieuw:
        return redirect("reisverslag:detail", nieuw.pk)
    return form_page(
        request,
        form,
        kop="Nieuwe versie beginnen",
        lead="Dit reisverslag blijft te lezen zoals het is. De nieuwe versie begint met dezelfde woorden en cijfers; "
        "u verandert alleen wat niet goed was.",
        knop="Nieuwe versie beginnen",
        terug=url(reisverslag),
        kruimels=kruimels(reisverslag),
    )
