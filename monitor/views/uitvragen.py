"""Rounds in which residents are asked."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.models import LogRegel
from monitor import permissions, services
from monitor.models import Uitvraag, Uitvraagcijfer, Verhaal
from monitor.queries import verhalen as lezen
from monitor.verhaal_forms import UitvraagcijferForm, UitvraagForm
from monitor.views.toegang import page_of, refuse_unless

VELDEN = ("naam", "soort", "van", "tot", "gebied", "methode", "uitgenodigd", "meegedaan", "samenvatting")


@require_GET
def uitvraag_list(request):
    refuse_unless(permissions.may_see(request.user))
    return render(
        request,
        "monitor/uitvraag_list.html",
        {
            "page": page_of(request, Uitvraag.objects.visible_to(request.user).newest_first()),
            "ronde": lezen.volgende_vragenronde(timezone.localdate()),
            "may_edit": permissions.may_edit_uitvragen(request.user),
        },
    )


@require_GET
def uitvraag(request, pk):
    return _detail(request, _uitvraag_or_404(request, pk))


@require_http_methods(["GET", "POST"])
def uitvraag_add(request):
    refuse_unless(permissions.may_edit_uitvragen(request.user))
    return _save(request, None, UitvraagForm(request.POST or None))


@require_http_methods(["GET", "POST"])
def uitvraag_edit(request, pk):
    refuse_unless(permissions.may_edit_uitvragen(request.user))
    uitvraag = _uitvraag_or_404(request, pk)
    initial = {name: getattr(uitvraag, name) for name in VELDEN}
    return _save(request, uitvraag, UitvraagForm(request.POST or None, initial=initial))


@require_POST
def uitvraagcijfer_add(request, pk):
    refuse_unless(permissions.may_edit_uitvragen(request.user))
    uitvraag = _uitvraag_or_404(request, pk)
    form = UitvraagcijferForm(request.POST)
    if form.is_valid():
        try:
            services.add_uitvraagcijfer(pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, " ".join(refused.messages))
        else:
            messages.success(request, "Het cijfer staat erbij.")
            return redirect("monitor:uitvraag", pk)
    return _detail(request, uitvraag, form=form, status=422)


@require_POST
def uitvraagcijfer_remove(request, pk):
    refuse_unless(permissions.may_edit_uitvragen(request.user))
    cijfer = get_object_or_404(Uitvraagcijfer, pk=pk)
    services.remove_uitvraagcijfer(cijfer.pk, actor=request.user)
    messages.success(request, "Het cijfer is weg.")
    return redirect("monitor:uitvraag", cijfer.uitvraag_id)


def _uitvraag_or_404(request, pk) -> Uitvraag:
    refuse_unless(permissions.may_see(request.user))
    return get_object_or_404(Uitvraag.objects.visible_to(request.user).select_related("gebied"), pk=pk)


def _detail(request, uitvraag, *, form=None, status=200):
    may_edit = permissions.may_edit_uitvragen(request.user)
    cijfers = list(uitvraag.cijfers.order_by("pk"))
    verhalen = Verhaal.objects.visible_to(request.user).published().filter(uitvraag=uitvraag).for_list()
    return render(
        request,
        "monitor/uitvraag.html",
        {
            "uitvraag": uitvraag,
            "cijfers": cijfers,
            "heeft_kleine": any(cijfer.is_klein for cijfer in cijfers),
            "page": page_of(request, verhalen),
            "may_edit": may_edit,
            "form": (form or UitvraagcijferForm()) if may_edit else None,
            "regels": LogRegel.objects.about(uitvraag)[:20] if may_edit else [],
        },
        status=status,
    )


def _save(request, uitvraag, form):
    if request.method == "POST" and form.is_valid():
        try:
            if uitvraag:
                saved = services.edit_uitvraag(uitvraag.pk, actor=request.user, **form.cleaned_data)
            else:
                saved = services.add_uitvraag(actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, " ".join(refused.messages))
        else:
            messages.success(request, "De uitvraag is bewaard.")
            return redirect("monitor:uitvraag", saved.pk)
    context = {"form": form, "uitvraag": uitvraag}
    return render(request, "monitor/uitvraag_form.html", context, status=422 if form.is_bound else 200)
