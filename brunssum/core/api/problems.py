"""Every error under /api/ is a problem (RFC 9457): Dutch, complete, and silent about how it is made."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, RequestDataTooBig, ValidationError
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions

from brunssum.core.exceptions import Botsing, TeVaak

CONTENT_TYPE = "application/problem+json"

# What we say when nothing more precise is known: status → (title, detail).
TEXTS = {
    400: ("Ongeldige aanvraag", "De aanvraag klopt niet. Verbeter haar en probeer het opnieuw."),
    401: (
        "Niet aangemeld",
        "Stuur een geldig token mee in de header Authorization. U krijgt een token van /oauth/token.",
    ),
    403: ("Geen toegang", "Uw organisatie mag dit niet opvragen."),
    404: (
        "Niet gevonden",
        "Dit adres bestaat niet. Alle adressen staan op de pagina /api/ en in /api/v1/openapi.json.",
    ),
    405: ("Methode niet toegestaan", "Deze methode kan hier niet. De header Allow noemt wat wel kan."),
    406: (
        "Formaat niet beschikbaar",
        "Dit adres antwoordt niet in het formaat dat u vraagt. Vraag om application/json, of om */*.",
    ),
    409: (
        "Botsing",
        "Dit kan niet zoals het er nu voor staat. Vraag op hoe het staat en probeer het opnieuw.",
    ),
    412: ("Voorwaarde klopt niet", "Wat u hebt, is niet meer wat er staat. Vraag het opnieuw op."),
    413: ("Aanvraag te groot", "De aanvraag is te groot. Maak haar kleiner en probeer het opnieuw."),
    415: ("Formaat niet ondersteund", "De API leest alleen JSON. Stuur application/json."),
    429: ("Te veel aanvragen", "U vraagt te veel in korte tijd. De header Retry-After zegt hoelang u wacht."),
    500: ("Er ging iets mis", "Dit ligt aan ons. Probeer het later opnieuw, of meld het ons."),
    503: ("Tijdelijk niet beschikbaar", "De API is even niet bereikbaar. Probeer het later opnieuw."),
}


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong in a request; `in` and `name` as OpenAPI calls the place of a parameter."""

    name: str
    detail: str
    place: str = "query"

    def as_json(self) -> dict[str, str]:
        return {"in": self.place, "name": self.name, "detail": self.detail}


def summary_of(mistakes: Sequence[Mistake]) -> str:
    """What is wrong, for whoever reads only `detail`: with more than one mistake, where they are."""
    if len(mistakes) == 1:
        (mistake,) = mistakes
        named = mistake.place == "body" and mistake.name
        return f"{mistake.name}: {mistake.detail}" if named else mistake.detail
    names = ", ".join(dict.fromkeys(mistake.name for mistake in mistakes if mistake.name))
    where = f" Het gaat om: {names}." if names else ""
    return f"Er kloppen {len(mistakes)} dingen niet. Bij `errors` staat wat.{where}"


class InvalidRequest(exceptions.APIException):
    """400, with everything that is wrong at once."""

    status_code = 400

    def __init__(self, mistakes: Iterable[Mistake]):
        self.mistakes = tuple(mistakes)
        super().__init__(summary_of(self.mistakes))


# Exceptions whose own words say more than ours; those of the others are general.
SPEAKING = (exceptions.AuthenticationFailed, exceptions.PermissionDenied)


class Problem(HttpResponse):
    """The answer to a request that did not succeed."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        *,
        mistakes: Iterable[Mistake] = (),
        headers: Mapping[str, str] | None = None,
    ):
        title, usual_detail = TEXTS.get(status) or TEXTS[400 if status < 500 else 500]
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail or usual_detail}
        if errors := [mistake.as_json() for mistake in mistakes]:
            body["errors"] = errors
        # What is said again of the question may hold half a character ("\\ud800"), which has no bytes.
        content = json.dumps(body, ensure_ascii=False).encode(errors="replace")
        super().__init__(content, status=status, content_type=CONTENT_TYPE, headers=headers)
        self["Content-Length"] = str(len(content))


def problem_for(exc: Exception, context: dict) -> Problem | None:
    """The problem that tells of this exception; None for one that nobody foresaw, which becomes a 500."""
    match exc:
        case InvalidRequest():
            return Problem(400, str(exc.detail), mistakes=exc.mistakes)
        case TeVaak():
            return Problem(429, " ".join(exc.messages), headers={"Retry-After": str(exc.wacht)})
        case ValidationError():  # a service refused: DomainError
            mistakes = tuple(_mistakes_of_service(exc))
            detail = summary_of(mistakes) if mistakes else " ".join(exc.messages)
            return Problem(409 if isinstance(exc, Botsing) else 400, detail, mistakes=mistakes)
        case exceptions.ValidationError():
            mistakes = tuple(mistakes_in(exc.detail))
            return Problem(400, summary_of(mistakes), mistakes=mistakes)
        case RequestDataTooBig():
            return Problem(413)
        case Http404() | exceptions.NotFound():
            return Problem(404, "Dit bestaat niet, of uw organisatie mag het niet zien.")
        case PermissionDenied():
            return Problem(403)
        case exceptions.NotAcceptable():
            kind = context["view"].renderer_classes[0].media_type
            return Problem(
                406, f"Dit adres antwoordt niet in het formaat dat u vraagt. Vraag om {kind}, of om */*."
            )
        case exceptions.APIException():
            headers = {}
            if challenge := getattr(exc, "auth_header", None):
                headers["WWW-Authenticate"] = challenge
            if wait := getattr(exc, "wait", None):
                headers["Retry-After"] = str(int(wait))
            if isinstance(exc, exceptions.MethodNotAllowed):
                headers["Allow"] = ", ".join(context["view"].allowed_methods)
            return Problem(
                exc.status_code, str(exc.detail) if isinstance(exc, SPEAKING) else "", headers=headers
            )
    return None


def _mistakes_of_service(exc: ValidationError) -> Iterable[Mistake]:
    """What a service says of one field, by the name that field has in the API."""
    if hasattr(exc, "error_dict"):
        for name, messages in exc.message_dict.items():
            first, *rest = name.split("_")
            shown = "" if name == NON_FIELD_ERRORS else "".join([first, *(word.title() for word in rest)])
            for message in messages:
                yield Mistake(shown, message, "body")


def mistakes_in(detail, place: str = "body", name: str = "") -> Iterable[Mistake]:
    """The mistakes of a serializer, however deep they lie: {"a": [{"b": ["…"]}]} gives one named a.0.b."""
    if isinstance(detail, dict):
        for key, value in detail.items():
            if key == "non_field_errors":  # about the whole, not about one field
                yield from mistakes_in(value, place, name)
            else:
                yield from mistakes_in(value, place, f"{name}.{key}" if name else str(key))
    elif isinstance(detail, list) and any(isinstance(item, dict | list) for item in detail):
        for index, value in enumerate(detail):
            yield from mistakes_in(value, place, f"{name}.{index}")
    else:
        for message in detail if isinstance(detail, list) else [detail]:
            yield Mistake(name, str(message), place)


@csrf_exempt
@login_not_required
def not_found(request, *args):
    """Whatever no endpoint answers. Being an address of its own, it keeps Django from adding a slash to it."""
    return Problem(404)
