"""The least a Django view can do for the same rows and the same reader: logged in, one query, a plain table."""

from django.http import HttpResponse
from django.template import engines

from inspanningen.models import Inspanning
from inspanningen.velden import VELDEN

_LIST = engines["django"].from_string(
    """<!doctype html><html lang="nl"><title>Lijst</title><table>
{% for i in rijen %}<tr><td>{{ i.nummer }}</td><td><a href="/inspanningen/{{ i.pk }}/">{{ i.naam }}</a></td>
<td>{{ i.fase }}</td><td>{{ i.projectleider.naam }}</td></tr>{% endfor %}</table></html>"""
)
_CARD = engines["django"].from_string(
    """<!doctype html><html lang="nl"><title>{{ i.naam }}</title><h1>{{ i.naam }}</h1><table>
{% for label, tekst in velden %}<tr><th>{{ label }}</th><td>{{ tekst }}</td></tr>{% endfor %}</table></html>"""
)


def plain_list(request):
    rijen = Inspanning.objects.select_related("projectleider", "ouder").order_by("volgnummer", "pk")[:25]
    return HttpResponse(_LIST.render({"rijen": rijen}))


def plain_card(request, pk):
    inspanning = Inspanning.objects.select_related("projectleider").get(pk=pk)
    velden = [(veld.label, getattr(inspanning, veld.kolom)) for veld in VELDEN]
    return HttpResponse(_CARD.render({"i": inspanning, "velden": velden}))
