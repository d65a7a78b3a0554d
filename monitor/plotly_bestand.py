"""The script of the interactive chart as a static file: only that one of all that the package plotly brings along."""

from importlib.util import find_spec
from pathlib import Path

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAAM = "plotly.min.js"
PREFIX = "plotly"


class PlotlyFinder(BaseFinder):
    def __init__(self, app_names=None, *args, **kwargs):
        # Found, not imported: the package itself is slow to load, and nothing here runs it.
        self.storage = FileSystemStorage(
            Path(find_spec("plotly").submodule_search_locations[0]) / "package_data"
        )
        self.storage.prefix = PREFIX

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        found = [self.storage.path(NAAM)] if path == f"{PREFIX}/{NAAM}" else []
        return found if find_all or kwargs.get("all") else (found[0] if found else [])

    def list(self, ignore_patterns):
        yield NAAM, self.storage
