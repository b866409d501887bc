"""What is done to a real page to make it a hostile one; each takes a source of chance, the page and another page."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from random import Random

Mutation = Callable[[Random, bytes, bytes], bytes]
TAGS = (b"div", b"p", b"table", b"ul", b"li", b"span", b"a", b"article", b"section", b"blockquote", b"b", b"h1", b"svg")
DEEPEST = 100_000


def flip_bytes(chance: Random, page: bytes, other: bytes) -> bytes:
    flipped = bytearray(page)
    for _ in range(chance.choice((1, 30, 1000))):
        flipped[chance.randrange(len(flipped))] = chance.randrange(256)
    return bytes(flipped)


def delete(chance: Random, page: bytes, other: bytes) -> bytes:
    for _ in range(chance.randint(1, 20)):
        start, end = _range(chance, page)
        page = page[:start] + page[end:]
    return page


def duplicate(chance: Random, page: bytes, other: bytes) -> bytes:
    start, end = _range(chance, page)
    return page[:end] + page[start:end] * chance.choice((1, 10, 200)) + page[end:]


def splice(chance: Random, page: bytes, other: bytes) -> bytes:
    return page[: chance.randrange(len(page))] + other[chance.randrange(len(other)) :]


def truncate(chance: Random, page: bytes, other: bytes) -> bytes:
    return page[: chance.randrange(len(page))]


def nest(chance: Random, page: bytes, other: bytes) -> bytes:
    tag, depth = chance.choice(TAGS), chance.choice((300, 5_000, DEEPEST))
    closing = b"</" + tag + b">" if chance.random() < 0.5 else b""
    start, end = _range(chance, page)
    return page[:start] + (b"<" + tag + b">") * depth + page[start:end] + closing * depth + page[end:]


def swell_attribute(chance: Random, page: bytes, other: bytes) -> bytes:
    name = chance.choice((b"class", b"id", b"style", b"content", b"href", b"datetime"))
    filling = chance.choice((b"a", b"a ", b"-", b"&amp;", b"1", b"(", b"2024-01-", b"comment "))
    value = filling * chance.choice((1_000, 100_000))
    return _inserted(chance, page, b"<div " + name + b'="' + value + b'"><p>' + other[:2000] + b"</p></div>")


def multiply_attributes(chance: Random, page: bytes, other: bytes) -> bytes:
    names = b" ".join(b"x%d=y" % number for number in range(chance.choice((100, 5_000))))
    return _inserted(chance, page, b"<article " + names + b">")


def entities(chance: Random, page: bytes, other: bytes) -> bytes:
    doubled = b"".join(b'<!ENTITY e%d "&e%d;&e%d;">' % (n + 1, n, n) for n in range(40))
    doctype = b'<!DOCTYPE html [<!ENTITY e0 "x">' + doubled + b"]>"
    return doctype + _inserted(chance, page, b"<p>&e40;" + b"&amp;" * 10_000 + b"&#x110000;&#0;&#xD800;&nosuch;</p>")


def null_bytes(chance: Random, page: bytes, other: bytes) -> bytes:
    return _inserted(chance, page, b"\0" * chance.choice((1, 10_000)))


def swell_json_ld(chance: Random, page: bytes, other: bytes) -> bytes:
    size = chance.choice((100, 20_000))
    made = chance.choice(
        (
            "[" * size + "]" * size,
            '{"@graph":' * size,
            json.dumps({"@type": "NewsArticle", "headline": "a " * size, "author": [{"name": "A. Writer"}] * size}),
            json.dumps([{"@type": "NewsArticle", "articleBody": "He said no. " * size, "datePublished": "9" * size}]),
            json.dumps({"@graph": [{"@type": "Person", "@id": str(number)} for number in range(size)]}),
            '{"datePublished": "' + "\\" * size,
        )
    )
    return _inserted(chance, page, b'<script type="application/ld+json">' + made.encode() + b"</script>")


def run_on(chance: Random, page: bytes, other: bytes) -> bytes:
    """Text without end: words, quotation marks, capitals, digits, brackets, a script, an accent upon an accent."""
    units = (
        "a",
        "word ",
        "“",
        '" ',
        "Mr. A. B. ",
        "He said, ",
        "1,",
        "((",
        "— ",
        "الخبر ",
        "\u0301",
        ". ",
        "\u200f",
        "1 May ",
    )
    text = chance.choice(units) * chance.choice((1_000, 50_000))
    return _inserted(chance, page, b"<p>" + text.encode() + b"</p>")


def recode(chance: Random, page: bytes, other: bytes) -> bytes:
    text = page.decode("utf-8", "replace")
    return text.encode(chance.choice(("utf-16", "utf-32", "utf-7", "cp037", "iso2022_jp")), "replace")


def compress(chance: Random, page: bytes, other: bytes) -> bytes:
    return gzip.compress(page)


MUTATIONS: tuple[Mutation, ...] = (
    flip_bytes, delete, duplicate, splice, truncate, nest, swell_attribute, multiply_attributes, entities, null_bytes,
    swell_json_ld, run_on, recode, compress,
)  # fmt: skip


def _range(chance: Random, page: bytes) -> tuple[int, int]:
    start, end = sorted((chance.randrange(len(page)), chance.randrange(len(page))))
    return start, end


def _inserted(chance: Random, page: bytes, what: bytes) -> bytes:
    """Insert between two tags, where there are any: within one, most pages would only lose it."""
    position = page.find(b"><", chance.randrange(len(page))) + 1
    return page[:position] + what + page[position:]
