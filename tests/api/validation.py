"""Holding an answer against its schema."""

from typing import Any

from openapi_schema_validator import OAS31Validator, oas31_format_checker


def check(document: dict, schema: dict, value: Any, *, all_fields: bool = True) -> None:
    """Raise when this value is not what the schema says. With `all_fields`, a field the schema does not know is wrong too."""
    schema = _resolved(document, schema)
    if all_fields:
        schema = _closed(schema)
    OAS31Validator(schema, format_checker=oas31_format_checker).validate(value)


def _resolved(document: dict, node: Any) -> Any:
    """The schema with what it refers to put in its place."""
    if isinstance(node, dict):
        if "$ref" in node:
            target = document
            for name in node["$ref"].removeprefix("#/").split("/"):
                target = target[name]
            return _resolved(document, target | {k: v for k, v in node.items() if k != "$ref"})
        return {name: _resolved(document, value) for name, value in node.items()}
    if isinstance(node, list):
        return [_resolved(document, value) for value in node]
    return node


def _closed(node: Any) -> Any:
    if isinstance(node, dict):
        node = {name: _closed(value) for name, value in node.items()}
        if "properties" in node:
            node["additionalProperties"] = False
        return node
    return [_closed(value) for value in node] if isinstance(node, list) else node
