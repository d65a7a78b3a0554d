"""Template tags and filters that every template has (a builtin of the template engine)."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.numberformat import format as format_number
from django.utils.safestring import mark_safe
from django.utils.text import get_text_list

from brunssum.core import taken
from brunssum.core.models import Gebruiker, Taak
from brunssum.core.rollen import Recht, Zicht

register = template.Library()

LEEG = "–"
MIN = "\u2212"
NO_BREAK_SPACE = "\u00a0"


@register.filter
def getal(value: Any, decimalen: int | None = None) -> str:
    """A number as it is written in Dutch: 1.234,5. Without `decimalen` it keeps its own; nothing gives "–"."""
    number = _decimal(value)
    if number is None:
        return LEEG if value in (None, "") else str(value)
    if decimalen is None:
        decimalen = max(0, -int(number.as_tuple().exponent))
    rounded = number.quantize(Decimal(1).scaleb(-int(decimalen)), rounding=ROUND_HALF_UP)
    text = format_number(
        abs(rounded), ",", decimal_pos=decimalen, grouping=3, thousand_sep=".", force_grouping=True
    )
    return f"{MIN}{text}" if rounded < 0 else text


@register.filter
def euro(value: Any) -> str:
    """An amount: € 5.000, with cents only when there are any: € 1.250,50. The space does not break."""
    number = _decimal(value)
    if number is None:
        return getal(value)
    cents = number.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"€{NO_BREAK_SPACE}{getal(cents, 0 if cents == cents.to_integral_value() else 2)}"


@register.filter
def datum(value: date | datetime | None) -> str:
    """A day: 17 april 2025."""
    if not value:
        return LEEG
    day = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return date_format(day, "j F Y")


@register.filter
def tijdstip(value: datetime | None) -> str:
    """A moment: 17 april 2025, 14:03."""
    if not value:
        return LEEG
    moment = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{datum(value)}, {date_format(moment, 'H:i')}"


@register.filter
def opsomming(value: Iterable[Any]) -> str:
    """As one says it: "casussen, signalen en actiepunten"."""
    return get_text_list([str(one) for one in value], "en")


@register.filter
def actie(value: str) -> str:
    """What happened, in words: "inspanning.bewerkt" gives "Inspanning bewerkt"."""
    text = value.replace(".", " ").replace("_", " ")
    return text[:1].upper() + text[1:]


@register.filter
def veldnaam(value: str) -> str:
    """A field in words: "aanleiding_tekst" gives "aanleiding"."""
    return value.removesuffix("_tekst").removesuffix("_id").replace("_", " ")


@register.filter
def waarde_van(mapping: dict, key: str) -> Any:
    """What a dict holds under this key, or None."""
    return mapping.get(key)


@register.filter
def pagina_nummers(page: Page) -> list[int | None]:
    """The page numbers to show: the first, the last, those around this one; None where some are left out."""
    last = page.paginator.num_pages
    shown = sorted({1, last, *range(max(1, page.number - 1), min(last, page.number + 1) + 1)})
    numbers: list[int | None] = []
    for previous, number in zip([0, *shown], shown, strict=False):
        if number - previous == 2:
            numbers.append(number - 1)
        elif number - previous > 2:
            numbers.append(None)
        numbers.append(number)
    return numbers


@register.simple_tag(takes_context=True)
def query_string(context: template.Context, **changes: Any) -> str:
    """The query string of this page with changes; None takes a parameter out. "?" when nothing is left."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"


@register.filter
def naam_voor(persoon: Gebruiker, lezer: Gebruiker) -> str:
    """{{ eigenaar|naam_voor:user }}: who it is, for who works here; for others what this person does."""
    return str(persoon) if lezer.zicht >= Zicht.INTERN else persoon.functie or "Iemand bij de gemeente"


@register.inclusion_tag("components/actiepunten_bij.html", takes_context=True)
def actiepunten_bij(
    context: template.Context, over: Any, titel: str = "Actiepunten", pk: int | None = None
) -> dict:
    """The section with the actiepunten about `over`, an object or with `pk` its model ("app.model").

    For who sees actiepunten of others; for others nothing.
    """
    soort, number = (over, pk) if pk else (over._meta.label_lower, over.pk)
    user = context["request"].user
    url = reverse("core:actiepunten_bij", args=[soort, number]) if user.mag(Recht.ACTIEPUNTEN_ZIEN) else ""
    return {"url": url, "titel": titel}


class _Enclose(template.Node):
    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: template.NodeList, template_name: template.base.FilterExpression):
        self.nodelist = nodelist
        self.template_name = template_name

    def render(self, context: template.Context) -> str:
        inhoud = self.nodelist.render(context).strip()
        if not inhoud:
            return ""
        enclosing = context.template.engine.get_template(self.template_name.resolve(context))
        with context.push(inhoud=mark_safe(inhoud)):  # noqa: S308 - rendered, so escaped, just above
            return enclosing.render(context)


@register.tag
def enclose(parser: template.base.Parser, token: template.base.Token) -> _Enclose:
    """{% enclose "x.html" %}…{% endenclose %}: put what is inside in x.html as `inhoud`; nothing inside, nothing shown."""
    _, template_name = token.split_contents()
    nodelist = parser.parse(("endenclose",))
    parser.delete_first_token()
    return _Enclose(nodelist, parser.compile_filter(template_name))


def _decimal(value: Any) -> Decimal | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        number = value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


@register.filter
def te_stoppen(taak: Taak) -> bool:
    """Whether this job can be stopped now."""
    return taken.may_stop(taak)
