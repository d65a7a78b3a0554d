"""$filter of OData, as far as the services are known to take it: a small parser that makes a function of a row.

Stricter than the real services may be, on purpose: an unknown field or word is an error.

    or      = and *( "or" and )
    and     = not *( "and" not )
    not     = "not" not | primary
    primary = "(" or ")" | call | value op value | field "in" "(" literal *( "," literal ) ")"
"""

import re
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Any

Row = dict[str, Any]
Test = Callable[[Row], bool]

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?\d+(?:\.\d+)?)|(?P<word>[A-Za-z_]\w*)|(?P<sign>[(),]))"
)
_COMPARE = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "gt": lambda a, b: a is not None and b is not None and a > b,
    "ge": lambda a, b: a is not None and b is not None and a >= b,
    "lt": lambda a, b: a is not None and b is not None and a < b,
    "le": lambda a, b: a is not None and b is not None and a <= b,
}
_TESTS_4 = {"startswith": str.startswith, "endswith": str.endswith, "contains": str.__contains__}
_TESTS_3 = {"startswith": str.startswith, "endswith": str.endswith}


class BadFilter(ValueError):
    """This is no filter, or one that this service does not take."""


def parse_filter(text: str, fields: Collection[str], *, version: int = 4, with_in: bool = False) -> Test:
    """A function that tells whether a row passes."""
    parser = _Parser(text, fields, version, with_in)
    test = parser.either()
    if parser.tokens:
        raise BadFilter(f"unexpected {parser.tokens[0][1]!r}")
    return test


class _Parser:
    def __init__(self, text: str, fields: Collection[str], version: int, with_in: bool):
        self.fields, self.version, self.with_in = fields, version, with_in
        self.tokens: list[tuple[str, str]] = []
        position = 0
        text = text.rstrip()
        while position < len(text):
            found = _TOKEN.match(text, position)
            if not found:
                raise BadFilter(f"unreadable from {text[position : position + 20]!r}")
            self.tokens.append((found.lastgroup, found[found.lastgroup]))
            position = found.end()

    def either(self) -> Test:
        tests = [self.both()]
        while self.skip("or"):
            tests.append(self.both())
        if len(tests) == 1:
            return tests[0]
        places = [getattr(test, "place", None) for test in tests]
        if all(places) and len({field for field, _ in places}) == 1:  # one field, many values: look it up
            field, values = places[0][0], frozenset(value for _, value in places)
            return lambda row: row[field] in values
        return lambda row: any(test(row) for test in tests)

    def both(self) -> Test:
        tests = [self.negated()]
        while self.skip("and"):
            tests.append(self.negated())
        return tests[0] if len(tests) == 1 else lambda row: all(test(row) for test in tests)

    def negated(self) -> Test:
        if self.skip("not"):
            test = self.negated()
            return lambda row: not test(row)
        return self.primary()

    def primary(self) -> Test:
        if self.skip("("):
            test = self.either()
            self.need(")")
            return test
        kind, word = self.peek()
        tests = _TESTS_4 if self.version == 4 else _TESTS_3
        if kind == "word" and word in tests and self.ahead("("):
            return self.call(tests[word])
        if kind == "word" and word == "substringof" and self.version == 3:
            return self.substringof()
        return self.comparison()

    def call(self, test: Callable[[str, str], bool]) -> Test:
        self.take()
        self.need("(")
        field = self.field()
        self.need(",")
        start = self.text()
        self.need(")")
        return lambda row: isinstance(row[field], str) and test(row[field], start)

    def substringof(self) -> Test:
        self.take()
        self.need("(")
        part = self.text()
        self.need(",")
        field = self.field()
        self.need(")")
        return lambda row: isinstance(row[field], str) and part in row[field]

    def comparison(self) -> Test:
        left = self.value()
        kind, word = self.take()
        if kind == "word" and word == "in" and self.with_in and self.version == 4:
            return self.member(left)
        if kind != "word" or word not in _COMPARE:
            raise BadFilter(f"no comparison: {word!r}")
        right = self.value()
        compare = _COMPARE[word]

        def test(row: Row) -> bool:
            try:
                return compare(left(row), right(row))
            except TypeError as error:
                raise BadFilter("text and number do not compare") from error

        if word == "eq" and hasattr(left, "field") and hasattr(right, "literal"):
            test.place = (left.field, right.literal)
        return test

    def member(self, left: Callable[[Row], Any]) -> Test:
        self.need("(")
        values = {self.text()}
        while self.skip(","):
            values.add(self.text())
        self.need(")")
        return lambda row: left(row) in values

    def value(self) -> Callable[[Row], Any]:
        kind, word = self.peek()
        if kind == "word" and word == "substring" and self.version == 3:
            return self.substring()
        if kind == "word" and word != "null":
            field = self.field()

            def of_row(row: Row) -> Any:
                return row[field]

            of_row.field = field
            return of_row
        self.take()
        literal = self.literal(kind, word)

        def same(row: Row) -> Any:
            return literal

        same.literal = literal
        return same

    def substring(self) -> Callable[[Row], Any]:
        self.take()
        self.need("(")
        field = self.field()
        self.need(",")
        start = self.whole()
        self.need(",")
        length = self.whole()
        self.need(")")
        return lambda row: (row[field] or "")[start : start + length]

    def literal(self, kind: str, word: str) -> Any:
        if kind == "text":
            return word[1:-1].replace("''", "'")
        if kind == "number":
            return Decimal(word)
        if (kind, word) == ("word", "null"):
            return None
        raise BadFilter(f"no value: {word!r}")

    def field(self) -> str:
        kind, word = self.take()
        if kind != "word" or word not in self.fields:
            raise BadFilter(f"unknown field {word!r}")
        return word

    def text(self) -> str:
        kind, word = self.take()
        if kind != "text":
            raise BadFilter(f"no text: {word!r}")
        return word[1:-1].replace("''", "'")

    def whole(self) -> int:
        kind, word = self.take()
        if kind != "number" or not word.isdecimal():
            raise BadFilter(f"no whole number: {word!r}")
        return int(word)

    def peek(self) -> tuple[str, str]:
        if not self.tokens:
            raise BadFilter("ends too soon")
        return self.tokens[0]

    def ahead(self, sign: str) -> bool:
        return len(self.tokens) > 1 and self.tokens[1] == ("sign", sign)

    def take(self) -> tuple[str, str]:
        token = self.peek()
        self.tokens.pop(0)
        return token

    def skip(self, word: str) -> bool:
        if self.tokens and self.tokens[0][1] == word and self.tokens[0][0] in ("word", "sign"):
            self.tokens.pop(0)
            return True
        return False

    def need(self, sign: str) -> None:
        if not self.skip(sign):
            raise BadFilter(f"{sign!r} expected before {self.tokens[0][1] if self.tokens else 'the end'!r}")
