"""Which names of a text name the same: variants of a person's name, acronyms, short forms of organizations.

Names are grouped by their words first; groups are then linked. A surname that two persons of a text bear goes,
mention by mention, to the bearer last named in full. The rules are those of the field's baselines (full name,
surname, acronym, leading words); no pair of all names is ever compared, only names that share a word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from transforms.mentions import COMPANY_WORDS
from transforms.name_context import NameContext, NameSpan
from transforms.names import is_variant, name_key
from transforms.words import word_set

_LINKS = word_set("of for and on in the to de del la e y et des du")
_MANY = 40
_LONGEST_PART = 6

Key = tuple[str, ...]
Node = tuple[str, Key]


@dataclass(slots=True)
class NameGroup:
    """The mentions of one text that name the same: places in the list of spans, in order."""

    kind: str
    members: list[int] = field(default_factory=list)


def group_names(spans: Sequence[NameSpan], context: NameContext) -> list[NameGroup]:
    """Return the groups of spans that name the same, by first mention; every span is in exactly one."""
    linker = _Linker(spans, context)
    linker.link()
    groups: dict[object, NameGroup] = {}
    for number, span in enumerate(spans):
        groups.setdefault(linker.root_of(number), NameGroup(span.kind)).members.append(number)
    return list(groups.values())


class _Linker:
    """Union-find over the distinct names of a text."""

    def __init__(self, spans: Sequence[NameSpan], context: NameContext) -> None:
        self._spans, self._context = spans, context
        self._keys = [_key(span, context) for span in spans]
        self._parents: dict[Node, Node] = {}
        self._first: dict[Node, int] = {}
        self._single: dict[int, Node] = {}
        self._canonical: dict[Node, str] = {}
        for number, (span, key) in enumerate(zip(spans, self._keys, strict=True)):
            self._parents.setdefault((span.kind, key), (span.kind, key))
            self._first.setdefault((span.kind, key), number)

    def root_of(self, number: int) -> Node:
        """Return the name that stands for the group of a span."""
        return self._find(self._single.get(number) or (self._spans[number].kind, self._keys[number]))

    def link(self) -> None:
        """Link the names of the text."""
        self._link_known()
        self._link_acronyms()
        self._link_bracketed()
        self._link_parts()
        self._link_full_names()
        self._link_short_names()

    def _find(self, node: Node) -> Node:
        while self._parents[node] != node:
            self._parents[node] = node = self._parents[self._parents[node]]
        return node

    def _union(self, one: Node, other: Node) -> None:
        one, other = self._find(one), self._find(other)
        if one != other:
            self._parents[other] = one

    def _of_kind(self, *kinds: str) -> list[Key]:
        return [key for kind, key in self._parents if kind in kinds]

    def _link_known(self) -> None:
        by_canonical: dict[tuple[str, str], Node] = {}
        for node, number in self._first.items():
            canonical = canonical_name(self._spans[number], self._context)
            if canonical:
                self._canonical[node] = canonical
                self._union(by_canonical.setdefault((node[0], canonical), node), node)

    def _link_acronyms(self) -> None:
        """Link "World Health Organization" and "WHO"."""
        by_initials: dict[str, Key] = {}
        for key in self._of_kind("organization"):
            if len(key) > 1:
                for initials in _initials(key):
                    by_initials.setdefault(initials, key)
        for kind, key in [node for node in self._parents if node[0] == "organization"]:
            text = self._context.words.texts[self._spans[self._first[kind, key]].first]
            if len(key) == 1 and sum(map(str.isupper, text)) > 1 and key[0] in by_initials:
                self._union(("organization", by_initials[key[0]]), (kind, key))

    def _link_bracketed(self) -> None:
        """Link "Party of Democratic Action (SDA)", whose initials are of another language."""
        for number, (full, short) in enumerate(pairwise(self._spans)):
            is_bracketed = full.last == short.first and self._context.words.gap(short.first) == " ("
            text = self._context.surface(short.first, short.last)
            if is_bracketed and short.kind == full.kind and " " not in text and sum(map(str.isupper, text)) > 1:
                self._union((full.kind, self._keys[number]), (short.kind, self._keys[number + 1]))

    def _link_parts(self) -> None:
        """Link "Samsung" and "Samsung Asia", "Navy" and "U.S. Navy", if only one name has such a part."""
        longer: dict[Key, set[Key]] = defaultdict(set)
        keys = self._of_kind("organization")
        for key in keys:
            for part in _parts(key):
                longer[part].add(key)
        for key in keys:
            found = longer.get(key, ())
            if len(found) == 1 and not self._are_two(key, next(iter(found))):
                self._union(("organization", next(iter(found))), ("organization", key))

    def _are_two(self, short: Key, full: Key) -> bool:
        """Tell whether two names are known to be two ("U.N." and "U.N. General Assembly").

        What ends in a word for a body ("Congress", "Supreme Court") may name any country's, known or not.
        """
        known = {self._canonical.get(("organization", key)) for key in (short, full)}
        return None not in known and len(known) == 2 and short[-1:] not in self._context.names.tails

    def _link_full_names(self) -> None:
        """Link "Vladimir Putin" and "Vladimir Vladimirovich Putin", "J. Biden" and "Joe Biden"."""
        by_word: dict[str, list[Key]] = defaultdict(list)
        for key in self._of_kind("person"):
            if len(key) > 1:
                for word in {key[0], key[-1]}:
                    if len(by_word[word]) < _MANY:
                        for other in by_word[word]:
                            if is_variant(key, other):
                                self._union(("person", other), ("person", key))
                        by_word[word].append(key)

    def _link_short_names(self) -> None:
        bearers = _Bearers(self._of_kind("person"))
        shared: dict[Key, set[Node]] = {}
        for key in self._of_kind("person"):
            if len(key) == 1:
                found = {self._find(("person", full)) for full in bearers.of(key[0])}
                if len(found) == 1:
                    self._union(next(iter(found)), ("person", key))
                elif found:
                    shared[key] = found
        self._assign(shared)

    def _assign(self, shared: dict[Key, set[Node]]) -> None:
        """Give each mention of a shared surname to the bearer named last before it, else to the first bearer."""
        surnames: dict[Node, list[Key]] = defaultdict(list)
        latest: dict[Key, Node] = {}
        for key, bearers in shared.items():
            latest[key] = min(bearers, key=lambda node: self._first[node])
            for node in bearers:
                surnames[node].append(key)
        for number, key in enumerate(self._keys):
            if self._spans[number].kind == "person" and shared:
                if key in shared:
                    self._single[number] = latest[key]
                else:
                    root = self._find(("person", key))
                    latest.update((surname, root) for surname in surnames.get(root, ()))


class _Bearers:
    """The full names that a surname or a given name alone may stand for."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self._by_last: dict[str, list[Key]] = defaultdict(list)
        self._by_other: dict[str, list[Key]] = defaultdict(list)
        for key in keys:
            if len(key) > 1:
                self._by_last[key[-1]].append(key)
                for word in key[:-1]:
                    self._by_other[word].append(key)

    def of(self, word: str) -> list[Key]:
        """Return the full names with this surname, else those with this given name."""
        return (self._by_last.get(word) or self._by_other.get(word) or [])[:_MANY]


def canonical_name(span: NameSpan, context: NameContext) -> str | None:
    """Return the canonical name of a well-known name, for a people that of its country, None for others."""
    if span.kind == "group" and (country := context.country_of_people(context.surface(span.first, span.last))):
        return country.name
    known = context.names.known.get(tuple(context.words.texts[span.first : span.last]))
    return known.canonical if known and known.kind == span.kind else None


def _key(span: NameSpan, context: NameContext) -> Key:
    key = tuple(name_key(context.surface(span.first, span.last)).split())
    if span.kind == "organization":
        while len(key) > 1 and key[-1] in COMPANY_WORDS:
            key = key[:-1]
    return key


def _parts(key: Key) -> Iterator[Key]:
    """Yield what a name may be shortened to: its first or last words, or several in a row between them."""
    for length in range(1, len(key)):
        yield key[:length]
        yield key[-length:]
        if 1 < length < _LONGEST_PART:
            yield from (key[first : first + length] for first in range(1, len(key) - length))


def _initials(key: Key) -> Iterator[str]:
    for start in (0, 1):
        yield "".join(word[0] for word in key[start:])
        yield "".join(word[0] for word in key[start:] if word not in _LINKS)
