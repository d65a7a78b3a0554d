"""The refusals of casuïstiek: each is raised with a Dutch sentence for the person who asked."""

from django.core.exceptions import PermissionDenied

from brunssum.core.exceptions import Botsing, DomainError, TeVaak


class Incomplete(DomainError):
    """The casus misses something it needs before it counts."""


class CannotStep(DomainError):
    """The casus cannot take this step now."""


class CannotMove(Botsing):
    """The signaal stands where this cannot be done, or no more."""


class TooMany(TeVaak):
    """The organisatie gave as many signalen today as it may."""


class CannotDecide(DomainError):
    """This person, or this amount, or this voorstel: no besluit."""


class NotEnoughBudget(DomainError):
    """It does not fit in what is left."""


class CannotBook(DomainError):
    """This booking would make no sense."""


class CannotMandate(DomainError):
    """This mandaat is not for this person to lay down, or not for this rol."""


class CannotHandOver(DomainError):
    """The casus cannot go to this person now."""


class CannotOpen(DomainError):
    """The betrokkenen cannot be opened by a noodinzage, or it cannot be judged."""


class CannotRelease(DomainError):
    """The story is not ready, or tells who it is about."""


class CannotAgree(DomainError):
    """No afspraak about this casus now."""


class CannotMeasure(DomainError):
    """The four corners cannot be filled in now."""


class CannotLearn(DomainError):
    """The knelpunt is there already, or tells who it is about."""


class CannotMeet(DomainError):
    """This cannot be done with this overleg."""


class CannotShare(DomainError):
    """This may not go to that organisation."""


class Beperkt(PermissionDenied):
    """The processing of this casus is restricted. A form shows the sentence; a button without one gets a 403."""


class CannotAnswer(DomainError):
    """This privacyverzoek cannot be answered so."""


class CannotErase(DomainError):
    """This list, or this person: nothing is erased."""
