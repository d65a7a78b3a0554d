"""What can go wrong while figures are read. The message is the Dutch sentence that a user may see."""


class CbsFout(Exception):
    """Reading stopped; nothing of this table is to be stored."""


class Onbereikbaar(CbsFout):
    """The service gave no answer, also not after waiting and trying again."""


class BestaatNiet(CbsFout):
    """The service says that this table, or this part of it, is not there (404)."""


class Afgewezen(CbsFout):
    """The service does not accept the question (400 and other refusals)."""


class Onleesbaar(CbsFout):
    """There is an answer, but not one that figures can be taken from."""


class VreemdAdres(CbsFout):
    """The service sends us on to another address than the one that was set."""


class Bladerfout(CbsFout):
    """The pages of an answer do not follow each other as they should."""


class Tegenstrijdig(CbsFout):
    """The answers contradict each other, or do not fit what was asked."""
