"""The JSON of every answer, written by orjson: for a page of figures Python's own json takes a third of the whole call."""

import orjson
from rest_framework.renderers import JSONRenderer

OTHER = JSONRenderer.encoder_class().default
"""What orjson does not write itself (a Decimal, a translated text), as REST framework writes it."""


class JsonRenderer(JSONRenderer):
    def render(self, data, accepted_media_type=None, renderer_context=None) -> bytes:
        return b"" if data is None else orjson.dumps(data, default=OTHER, option=orjson.OPT_UTC_Z)
