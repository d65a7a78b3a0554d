"""Opening the link of a mail. The link alone opens nothing: it takes a login, or a code mailed to that same address."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from brunssum.core import taken
from brunssum.core.exceptions import DomainError
from reisverslag.models import Bezorging, Toegangscode

CODE_MAILEN = "reisverslag.code_mailen"
GELDIG = timedelta(minutes=10)
MAX_POGINGEN = 5
MAX_PER_UUR = 3


class TooManyCodes(DomainError):
    """Codes were asked for too often with this link."""


class WrongCode(DomainError):
    """Not this code, or not any more."""


@transaction.atomic
def request_code(bezorging_id: int, *, op: datetime) -> Toegangscode:
    """Have a code mailed to the address that the link went to. The code is made when it is mailed, by the job."""
    bezorging = Bezorging.objects.select_for_update().get(pk=bezorging_id)
    bezorging.codes.filter(gevraagd_op__lt=op - timedelta(hours=1)).delete()
    if bezorging.codes.count() >= MAX_PER_UUR:
        raise TooManyCodes(
            "Er zijn al drie codes gevraagd met deze link. Wacht een uur en probeer het opnieuw."
        )
    code = Toegangscode.objects.create(bezorging=bezorging, gevraagd_op=op)
    taken.request(CODE_MAILEN, actor=None, sleutel=f"{CODE_MAILEN}:{code.pk}", code_id=code.pk)
    return code


def send_code(code_id: int) -> None:
    """Make the code and mail it; only its hash is kept. Run twice, the code that was mailed last is the one that counts."""
    code = Toegangscode.objects.select_related("bezorging__ontvanger__gebruiker").filter(pk=code_id).first()
    if code is None or not code.bezorging.ontvanger.adres:
        return  # asked for long ago, or taken off the list meanwhile
    cijfers = f"{secrets.randbelow(1_000_000):06}"
    Toegangscode.objects.filter(pk=code.pk).update(hash=_hash(code, cijfers), gevraagd_op=timezone.now())
    text = render_to_string(
        "reisverslag/mail/code.txt",
        {
            "code": cijfers,
            "minuten": GELDIG.seconds // 60,
            "programma": settings.PROGRAMMA_NAAM,
            "contact": settings.CONTACT_EMAIL,
        },
    )
    EmailMessage("Uw code om het reisverslag te lezen", text, None, [code.bezorging.ontvanger.adres]).send()


def use_code(bezorging_id: int, *, cijfers: str, op: datetime) -> None:
    """Check the code: the newest, within ten minutes, in five tries. Used, it is gone. Raises WrongCode."""
    if not _is_right(bezorging_id, cijfers, op):  # outside its transaction: a wrong try must stay counted
        raise WrongCode("Deze code klopt niet of is verlopen. Kijk hem na, of vraag een nieuwe code.")


@transaction.atomic
def register_opening(bezorging_id: int, *, op: datetime) -> None:
    """Count that the ontvanger has the verslag open."""
    Bezorging.objects.filter(pk=bezorging_id).update(
        geopend_op=Coalesce("geopend_op", op), keren_geopend=F("keren_geopend") + 1
    )


@transaction.atomic
def _is_right(bezorging_id: int, cijfers: str, op: datetime) -> bool:
    Bezorging.objects.select_for_update().get(pk=bezorging_id)  # one try at a time
    code = Toegangscode.objects.filter(bezorging_id=bezorging_id).order_by("-pk").first()
    if code is None or not code.hash or code.gevraagd_op < op - GELDIG or code.pogingen >= MAX_POGINGEN:
        return False
    if constant_time_compare(code.hash, _hash(code, cijfers)):
        code.hash = ""
        code.save(update_fields=["hash"])
        return True
    code.pogingen += 1
    code.save(update_fields=["pogingen"])
    return False


def _hash(code: Toegangscode, cijfers: str) -> str:
    """With our own key: of six digits a bare hash is soon found out."""
    return salted_hmac("kanarie toegangscode", f"{code.pk}:{cijfers}", algorithm="sha256").hexdigest()
