"""Refusals. Each carries a Dutch sentence for the person who asked."""

from django.core.exceptions import ValidationError


class DomainError(ValidationError):
    """A rule said no. Subclasses stand beside the service that raises them."""


class Tussentijds(DomainError):
    """Someone else changed the same thing in the meantime."""
