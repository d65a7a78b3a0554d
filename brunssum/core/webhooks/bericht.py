"""What a message says and how it is signed: CloudEvents 1.0 by the NL GOV profile, and Standard Webhooks 1.0.0.

It names no person and nothing of what it is about: which soort, when, and where in the API to read it.
"""

import base64
import hashlib
import hmac
import json
import secrets
from datetime import UTC, datetime

from django.conf import settings

from brunssum.core.models import Gebeurtenis, Webhook

CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
PREFIX = "whsec_"


def make_geheim() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def type_of(soort: str) -> str:
    """By the profile named after the source of the data and not after an organisation, which may change."""
    return f"nl.kanarie.{soort}.v1"


def source() -> str:
    """Who tells it: the municipality by its OIN, or by its CBS code as long as it has none."""
    wie = f"oin:{settings.OIN}" if settings.OIN else settings.GEMEENTE_CODE.lower()
    return f"urn:nld:{wie}:systeem:kanarie"


def body_of(gebeurtenis: Gebeurtenis) -> bytes:
    event = {
        "specversion": "1.0",
        "id": str(gebeurtenis.uuid),
        "source": source(),
        "type": type_of(gebeurtenis.soort),
        "time": gebeurtenis.moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "dataref": f"{settings.SITE_URL}/api/v1{gebeurtenis.verwijzing}",
    }
    return json.dumps(event).encode()


def headers_of(
    webhook: Webhook, gebeurtenis: Gebeurtenis, body: bytes, *, moment: datetime
) -> dict[str, str]:
    """The time is that of this attempt; the id stays the same, so that a system knows what it had before."""
    timestamp = int(moment.timestamp())
    geheimen = [webhook.geheim]
    if webhook.overlap_until(moment):
        geheimen.append(webhook.vorig_geheim)
    return {
        "Content-Type": CONTENT_TYPE,
        "User-Agent": "Kanarie",
        "webhook-id": str(gebeurtenis.uuid),
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(sign(geheim, gebeurtenis.uuid, timestamp, body) for geheim in geheimen),
    }


def sign(geheim: str, id_: object, timestamp: int, body: bytes) -> str:
    key = base64.b64decode(geheim.removeprefix(PREFIX))
    digest = hmac.new(key, f"{id_}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()
