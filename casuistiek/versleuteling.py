"""A field that cannot be read in the database. To change the key: put the new one in front of BETROKKENE_KEYS, run
`manage.py versleutel_betrokkenen_opnieuw`, take the old one away.
"""

from brunssum.core import versleuteling
from brunssum.core.versleuteling import WrongKey

__all__ = ["EncryptedTextField", "WrongKey", "decrypt", "encrypt"]

PURPOSE = "kanarie casuistiek betrokkene"


class EncryptedTextField(versleuteling.EncryptedTextField):
    """A field of a Betrokkene."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"purpose": PURPOSE} | kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("purpose")
        return name, path, args, kwargs


def encrypt(text: str) -> str:
    return versleuteling.encrypt(text, purpose=PURPOSE)


def decrypt(token: str) -> str:
    return versleuteling.decrypt(token, purpose=PURPOSE)
