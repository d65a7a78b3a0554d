"""Text that cannot be read in the database: encrypted with the keys of BETROKKENE_KEYS, apart for each purpose.

The first key encrypts, all of them decrypt. Losing them loses what they encrypted.
"""

import base64
from contextlib import suppress
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models, transaction

TOKEN = "gAAAA"  # noqa: S105
"""How every encrypted value begins."""


class WrongKey(Exception):
    """None of the keys in the settings can read this value."""


def encrypt(text: str, *, purpose: str) -> str:
    return _fernet(tuple(settings.BETROKKENE_KEYS), purpose).encrypt(text.encode()).decode()


def decrypt(token: str, *, purpose: str) -> str:
    """The text of a token that encrypt made for the same purpose; else raises WrongKey."""
    try:
        return _fernet(tuple(settings.BETROKKENE_KEYS), purpose).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise WrongKey from error


@lru_cache(maxsize=8)
def _fernet(keys: tuple[str, ...], purpose: str) -> MultiFernet:
    return MultiFernet([Fernet(_derive(key, purpose)) for key in keys])


def _derive(key: str, purpose: str) -> bytes:
    """A Fernet key out of a secret of any form; `purpose` keeps it apart from other uses of the same secret."""
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode())
    return base64.urlsafe_b64encode(hkdf.derive(key.encode()))


class EncryptedTextField(models.TextField):
    """A text that is encrypted on its way into the database. Cannot be searched or compared there.

    `purpose` keeps it apart from other fields: what was encrypted for the one cannot be read as the other.
    """

    def __init__(self, *args, purpose: str, **kwargs):
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"purpose": self.purpose}

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value in (None, "") else encrypt(value, purpose=self.purpose)

    def from_db_value(self, value, expression, connection):
        return value if value in (None, "") else decrypt(value, purpose=self.purpose)

    def value_to_string(self, obj):
        """In a dump (dumpdata) it stays as unreadable as in the database."""
        return self.get_prep_value(self.value_from_object(obj))

    def to_python(self, value):
        """Read back what a dump holds. Raises nothing: what no key reads stays as it is."""
        value = super().to_python(value)
        if value and value.startswith(TOKEN):
            with suppress(WrongKey):
                return decrypt(value, purpose=self.purpose)
        return value

    def get_lookup(self, lookup_name):
        raise FieldError(f"{self.name} is encrypted and cannot be searched.")


def reencrypt() -> int:
    """Write every row with an encrypted field again, with the first key; gives how many. Raises WrongKey.

    Work of who runs the installation. Safe to run twice, and to stop halfway.
    """
    count = 0
    for model in apps.get_models():
        names = [field.name for field in model._meta.local_fields if isinstance(field, EncryptedTextField)]
        for pk in model._base_manager.values_list("pk", flat=True) if names else ():
            with transaction.atomic():
                row = model._base_manager.select_for_update().filter(pk=pk).first()
                if row is not None:
                    row.save(update_fields=names)
                    count += 1
    return count
