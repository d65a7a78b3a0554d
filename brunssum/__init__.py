"""The wiring of Kanarie: settings, urls, celery. Nothing of the domain."""

from .celery import app as celery_app

__all__ = ["celery_app"]
