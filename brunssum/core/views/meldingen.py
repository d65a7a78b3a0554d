"""What Kanarie told this person, how often that comes by mail, and what was mailed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core import meldingsoorten, tweede_factor
from brunssum.core.forms.meldingen import MeldingenPerMailForm
from brunssum.core.htmx import render_page_or_partial
from brunssum.core.models import Mailbericht, Melding
from brunssum.core.queries.onderwerpen import onderwerp_links
from brunssum.core.rollen import Recht, Zicht
from brunssum.core.services import meldingen
from brunssum.core.views.formulieren import show_refusal

UIT_ZICHT = "Deze melding gaat over iets wat u niet meer kunt zien."


@require_GET
def melding_list(request):
    user = request.user
    page = Paginator(Melding.objects.visible_to(user).for_list(), per_page=25).get_page(
        request.GET.get("pagina")
    )
    shown = tweede_factor.may_show_vertrouwelijk(request)
    links = onderwerp_links(user, page.object_list)
    context = {
        "page": page,
        "rijen": [_rij(melding, links.get(melding.pk), shown) for melding in page.object_list],
        "toon_wie": user.zicht == Zicht.INTERN,
        "ongelezen": Melding.objects.visible_to(user).unread().count(),
    }
    return render_page_or_partial(request, "core/melding_list.html", "lijst", context)


def _rij(melding, link, shown):
    """One melding as it is shown: nothing of what is out of sight, no label of what is shut until a second factor."""
    return {
        "melding": melding,
        "zin": melding.zin if link else UIT_ZICHT,
        "label": link.label if link and (shown or not link.vertrouwelijk) else "",
        "is_open": link is not None,
    }


@require_POST
def melding_open(request, pk):
    """Go to what it is about. From now on it is read."""
    melding = _own(request, pk)
    meldingen.mark_read(pk, actor=request.user, op=timezone.now())
    link = onderwerp_links(request.user, [melding]).get(pk)
    if link is None:
        messages.warning(request, UIT_ZICHT)
        return redirect("core:melding_list")
    return redirect(link.url)


@require_POST
def melding_read(request, pk):
    _own(request, pk)
    meldingen.mark_read(pk, actor=request.user, op=timezone.now())
    return redirect("core:melding_list")


@require_POST
def melding_read_all(request):
    count = meldingen.mark_all_read(actor=request.user, op=timezone.now())
    if count:
        messages.success(request, "Alle meldingen zijn gelezen.")
    return redirect("core:melding_list")


@require_http_methods(["GET", "POST"])
def melding_settings(request):
    user = request.user
    form = MeldingenPerMailForm(request.POST or None, initial={"hoe_vaak": user.meldingen_per_mail})
    if form.is_valid():
        try:
            meldingen.choose_mail(actor=user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Uw keuze is bewaard.")
            return redirect("core:melding_settings")
    context = {
        "form": form,
        "berichten": _berichten(Mailbericht.objects.filter(ontvanger=user).newest_first()[:10]),
    }
    return render(request, "core/melding_settings.html", context, status=422 if form.is_bound else 200)


@require_GET
def mailbericht_list(request):
    """Which mails went out, for who keeps the users or reads the log."""
    if not (request.user.mag(Recht.GEBRUIKERS_BEHEREN) or request.user.mag(Recht.LOGBOEK_ZIEN)):
        raise PermissionDenied
    rows = Mailbericht.objects.visible_to(request.user).newest_first()
    uitkomst = request.GET.get("uitkomst", "")
    if uitkomst in Mailbericht.Uitkomst.values:
        rows = rows.filter(uitkomst=uitkomst)
    page = Paginator(rows, per_page=25).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "berichten": _berichten(page.object_list),
        "tabs": [("", "Alle"), *Mailbericht.Uitkomst.choices],
        "uitkomst": uitkomst if uitkomst in Mailbericht.Uitkomst.values else "",
    }
    return render_page_or_partial(request, "core/mailbericht_list.html", "tabel", context)


def _berichten(rows):
    return [
        (bericht, [(meldingsoorten.zin_of(soort), aantal) for soort, aantal in bericht.soorten.items()])
        for bericht in rows
    ]


def _own(request, pk) -> Melding:
    return get_object_or_404(Melding.objects.visible_to(request.user), pk=pk)
