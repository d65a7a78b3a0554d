"""A field that cannot be read in the database. To change the key: put the new one in front of BETROKKENE_KEYS, run
`manage.py versleutel_betrokkenen_opnieuw`, take the old one away.
"""

from django.core.exceptions import FieldError
from django.db import models

from brunssum.core import versleuteling
from brunssum.core.versleuteling import WrongKey

__all__ = ["EncryptedTextField", "WrongKey", "decrypt", "encrypt"]

PURPOSE = "kanarie casuistiek betrokkene"


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
    return versleuteling.encrypt(text, purpose=PURPOSE)


def decrypt(token: str) -> str:
    return versleuteling.decrypt(token, purpose=PURPOSE)
