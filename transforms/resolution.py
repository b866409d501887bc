"""What descriptions mean: a person of the text who bears the role, a body of the text, or a role of a country."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from transforms.descriptions import Description
from transforms.name_context import NameContext, NameSpan
from transforms.names import name_key
from transforms.referents import Referent, Resolved
from transforms.words import word_set

_PERSONAL = frozenset(("office", "position", "profession", "rank", "spokesperson"))
_UNLIKE = word_set("former ex deputy vice assistant late")
_KEPT = word_set("former deputy acting interim vice")
_BODIES = word_set(
    "company firm corporation manufacturer airline carrier operator retailer supplier developer utility lender insurer "
    "automaker carmaker startup publisher newspaper magazine website radio television network channel station daily "
    "movement group organisation organization charity foundation institute institution university club team side squad "
    "watchdog regulator nonprofit agency bank party militia gang union association federation league broadcaster"
)
# An outlet that is taken up so is seldom the organization named last: with two of them it stays open.
_MEDIA = word_set("publisher newspaper magazine website radio television network channel station daily broadcaster")
_WITH_ARTICLE = word_set("netherlands philippines maldives bahamas gambia seychelles comoros vatican")
# How many names or bearers are looked through on either side, so that long texts stay cheap.
_NEAREST = 30
_SMALL = word_set("of the and for to in at")
# Words of offices that several hold at a time: without a name nobody can tell which of them is meant.
_SHARED = word_set(
    "minister cabinet state senator congressman congresswoman representative lawmaker legislator mp mep member of "
    "parliament assemblyman assemblywoman councillor councilman councilwoman councilor deputy whip judge justice "
    "magistrate prosecutor prince princess ambassador envoy special commissioner consul general diplomat attaché "
    "negotiator rapporteur adviser advisor senior top aide bishop cardinal imam rabbi priest pastor monk nun cleric "
    "mufti ayatollah warlord leader coroner registrar undersecretary"
)
_PAST = word_set("former ex late then")


class DescriptionResolver:
    """Resolves the descriptions of one text in order."""

    def __init__(
        self,
        context: NameContext,
        spans: Sequence[NameSpan],
        referents: Sequence[Referent],
        descriptions: Sequence[Description],
    ) -> None:
        self._context, self._spans, self._referents = context, spans, referents
        self._firsts = [span.first for span in spans]
        self._bearers: dict[str, list[tuple[Description, Referent]]] = {}
        self._owners: dict[tuple[int, str], set[str]] = {}
        self._made: dict[tuple[str, str], Referent] = {}
        self._bodies: dict[str, Referent] = {}
        for each in descriptions:
            if each.holder is not None and each.role.role_class in _PERSONAL:
                self._note_holder(each, referents[each.holder])

    def resolve(self, each: Description) -> Resolved | None:
        """Return what a description means, None where it cannot be known."""
        if each.holder is not None:
            return Resolved(self._referents[each.holder], True)
        if each.role.is_plural:
            return None
        if each.role.role_class == "institution":
            return self._body(each)
        if each.role.role_class in _PERSONAL and each.is_definite:
            return self._bearer(each) or self._office(each)
        return None

    def label(self, each: Description) -> str:
        """Return a role in words: "Foreign Minister of Russia" for an office of a place, else as printed."""
        if each.role.role_class == "office" and (place := self.place_name(each)):
            return f"{self._title(each)} of {place}"
        words, first = self._context.words, each.first
        while first < each.head_first and words.lowers[first] in ("the", "a", "an", "his", "her", "their", "its"):
            first += 1
        return self._context.surface(first, each.last)

    def place_name(self, each: Description) -> str | None:
        """Return the country or place that a description belongs to, None where it tells none."""
        if each.owner is None:
            return None
        span, referent = self._spans[each.owner], self._referents[each.owner]
        name = referent.name if span.kind == "place" else None
        if span.kind == "group":
            country = self._context.country_of_people(self._context.surface(span.first, span.last))
            name = country.name if country else None
        return f"the {name}" if name and _takes_article(name) else name

    def _note_holder(self, each: Description, referent: Referent) -> None:
        referent.roles.append((self.label(each), each.owner is not None))
        referent.gender = referent.gender or each.role.gender
        self._bearers.setdefault(_head_word(each), []).append((each, referent))
        if (owner := self._owner_key(each)) is not None:
            self._owners.setdefault((id(referent), _head_word(each)), set()).add(owner)

    def _bearer(self, each: Description) -> Resolved | None:
        """The person of the text who bears the role: the one named last before, else the first told after."""
        known = self._bearers.get(_head_word(each), [])
        here = bisect_left(known, each.first, key=lambda pair: pair[0].first)
        near = [*reversed(known[max(0, here - _NEAREST) : here]), *known[here : here + _NEAREST]]
        fitting = [referent for other, referent in near if self._is_same_role(each, other)]
        if len({id(referent) for referent in fitting}) < 2:
            return Resolved(fitting[0], True) if fitting else None
        last = bisect_left(self._firsts, each.first)
        named = reversed(self._referents[max(0, last - _NEAREST) : last])
        return Resolved(next((referent for referent in named if referent in fitting), fitting[0]), False)

    def _is_same_role(self, each: Description, other: Description) -> bool:
        short, full = each.role.phrase.lower().split(), other.role.phrase.lower().split()
        extra = set(full[: len(full) - len(short)]) | self._modifiers(other)
        if full[-len(short) :] != short or extra & _UNLIKE != self._modifiers(each) & _UNLIKE:
            return False
        mine = self._owner_key(each)
        theirs = self._owners.get((id(self._referents[other.holder or 0]), full[-1]), set())
        # "the Israeli prime minister" takes up a prime minister whose country is not told; "Iraq's" brings in another.
        return mine is None or mine in theirs or (not theirs and not self._has_possessor(each))

    def _has_possessor(self, each: Description) -> bool:
        return any(word in ("'s", "’s") for word in self._context.words.texts[each.first : each.head_first])

    def _owner_key(self, each: Description) -> str | None:
        if each.owner is None:
            return None
        return name_key(self.place_name(each) or self._referents[each.owner].name)

    def _modifiers(self, each: Description) -> set[str]:
        return set(self._context.words.lowers[each.first : each.head_first])

    def _office(self, each: Description) -> Resolved | None:
        """An office of a place, held by one person at a time: an entity of its own where no name is told."""
        is_shared = _SHARED.issuperset(each.role.phrase.lower().split())
        is_past = not _PAST.isdisjoint(self._modifiers(each))
        if each.role.role_class != "office" or is_shared or is_past or self.place_name(each) is None:
            return None
        referent = self._make("person", self.label(each))
        referent.gender = each.role.gender
        if not referent.roles:
            referent.roles.append((referent.name, True))
        return Resolved(referent, True)

    def _body(self, each: Description) -> Resolved | None:
        noun = each.role.phrase.lower()
        if each.owner is not None:
            self._bodies[noun] = made = self._owned_body(each)
            return Resolved(made, True)
        if each.is_own or not each.is_definite:
            return None
        found = self._bodies.get(noun) or self._body_before(each)
        return Resolved(found, False) if found else None

    def _owned_body(self, each: Description) -> Referent:
        owner, span = self._referents[each.owner or 0], self._spans[each.owner or 0]
        if span.kind == "organization" and _head_word(each) in _BODIES and span.last == each.head_first:
            return owner
        return self._make("organization", f"{self._title(each)} of {self.place_name(each) or owner.name}")

    def _body_before(self, each: Description) -> Referent | None:
        """The nearest organization before "the ministry" or "the company", in its paragraph or the one before."""
        paragraph_of, word = self._context.paragraph_of, _head_word(each)
        last = bisect_left(self._firsts, each.first)
        near: list[Referent] = []
        for number in range(last - 1, max(-1, last - _NEAREST), -1):
            span, referent = self._spans[number], self._referents[number]
            if paragraph_of[span.first] < paragraph_of[each.first] - 1:
                break
            if referent.kind == "organization" and word in name_key(referent.name).split():
                return referent
            if referent.kind == "organization" and word in _BODIES and referent not in near:
                near.append(referent)
        return None if not near or (word in _MEDIA and len(near) > 1) else near[0]

    def _make(self, kind: str, name: str) -> Referent:
        return self._made.setdefault((kind, name_key(name)), Referent(kind, name))

    def _title(self, each: Description) -> str:
        kept = [word for word in self._context.words.lowers[each.first : each.head_first] if word in _KEPT]
        words = [*kept, *each.role.phrase.split()]
        return " ".join(
            word if word.lower() in _SMALL or word.isupper() else word[:1].upper() + word[1:] for word in words
        )


def _head_word(each: Description) -> str:
    return each.role.phrase.rsplit(maxsplit=1)[-1].lower()


def _takes_article(name: str) -> bool:
    return name.startswith("United ") or name.lower() in _WITH_ARTICLE or name.endswith((" Republic", " Islands"))
