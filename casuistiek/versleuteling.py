"""Text that cannot be read in the database: encrypted per field with keys from the settings.

The first of BETROKKENE_KEYS encrypts, all of them decrypt. To change the key: put the new one in front, run
`manage.py versleutel_betrokkenen_opnieuw`, take the old one away.
"""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models


class WrongKey(Exception):
    """None of the keys in the settings can read this value."""


class EncryptedTextField(models.TextField):
    """A text that is encrypted on its way into the database. Cannot be searched or compared there."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value in (None, "") else encrypt(value)

    def from_db_value(self, value, expression, connection):
        return value if value in (None, "") else decrypt(value)

    def get_lookup(self, lookup_name):
        raise FieldError(f"{self.name} is encrypted and cannot be searched.")


def encrypt(text: str) -> str:
    return _fernet(tuple(settings.BETROKKENE_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    try:
        return _fernet(tuple(settings.BETROKKENE_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise WrongKey from error


@lru_cache(maxsize=4)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derive(key)) for key in keys])


def _derive(key: str) -> bytes:
    """A Fernet key out of a secret of any form; `info` keeps it apart from other uses of the same secret."""
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"kanarie casuistiek betrokkene")
    return base64.urlsafe_b64encode(hkdf.derive(key.encode()))
