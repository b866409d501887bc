"""Descriptions: role words with what belongs to them ("the Israeli prime minister", "Netanyahu's office")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.name_context import NameContext, NameSpan
from transforms.roles import Role, RoleMatch
from transforms.words import word_set

_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_INDEFINITE = frozenset(("a", "an", "one", "another", "some", "any", "two", "three", "several", "many"))
_OWN = frozenset(("his", "her", "its", "their", "our", "my", "your"))
_POSSESSIVES = frozenset(("'s", "’s"))
_STOPS = word_set(
    "and or but of to in on at by for from with as that which who said says told is was are were be been has had "
    "have will would can could may when while if after before not than then also"
)
_MODIFIERS = word_set(
    "former ex deputy vice acting interim senior top chief new outgoing incoming then late current veteran ruling "
    "opposition state federal provincial regional local national military civilian honorary assistant first"
)
_FURTHEST = 8


@dataclass(frozen=True, slots=True)
class Description:
    """A role phrase in a text; all places are places of words, ends are one past the last.

    Attributes:
        first, last: the phrase with its determiner, modifiers and "of ..." complement.
        head_first, head_last: the role words.
        role: the role.
        owner: the name that it belongs to ("Iraq" in "Iraq's prime minister"), by its number, or None.
        holder: the name that bears it ("Sergei Lavrov" in "Foreign Minister Sergei Lavrov"), or None.
        is_definite: whether it has a definite article, a possessor, or a bearer.
        is_own: whether its possessor is a pronoun ("his office").
    """

    first: int
    last: int
    head_first: int
    head_last: int
    role: Role
    owner: int | None
    holder: int | None
    is_definite: bool
    is_own: bool


def find_descriptions(spans: Sequence[NameSpan], context: NameContext) -> list[Description]:
    """Return the descriptions of a text from left to right; names are told by their place in `spans`."""
    inside = {place for span in spans for place in range(span.first, span.last)}
    reader = _Reader(
        context, {s.first: i for i, s in enumerate(spans)}, {s.last: i for i, s in enumerate(spans)}, spans
    )
    matches = context.roles.find(context.words, range(len(context.words)))
    return [
        reader.read(match)
        for match in matches
        if match.role.role_class != "title"
        and context.paragraph_of[match.first] >= 0
        and context.paragraph_of[match.first] == context.paragraph_of[match.last - 1]
        and match.first not in inside
        and match.last - 1 not in inside
    ]


@dataclass(frozen=True, slots=True)
class _Reader:
    context: NameContext
    by_first: dict[int, int]
    by_last: dict[int, int]
    spans: Sequence[NameSpan]

    def read(self, match: RoleMatch) -> Description:
        first, owner, lead = self._leftward(match.first)
        last, complement = self._rightward(match.last)
        holder = self._holder(first, match)
        if holder is None:
            holder = self._apposed(first, last)
        return Description(
            first, last, match.first, match.last, match.role,
            owner if owner is not None else complement, holder,
            lead in _DEFINITE or lead in _POSSESSIVES or holder is not None, lead in _OWN,
        )  # fmt: skip

    def _leftward(self, place: int) -> tuple[int, int | None, str]:
        """Walk over the modifiers; return the first place, the owner, and the word that leads ("the", "'s", "his").

        Without such a word only names and modifiers that adjoin count ("former Israeli prime minister").
        """
        words, begin = self.context.words, place
        sure, owner, is_loose = place, None, False
        sure_owner: int | None = None
        while (before := begin - 1) >= max(0, place - _FURTHEST) and self._is_joined(begin):
            lower = words.lowers[before]
            if lower in _POSSESSIVES:
                number = self.by_last.get(before)
                return self._with_article(self.spans[number].first if number is not None else before), number, lower
            if lower in _DEFINITE or lower in _INDEFINITE or lower in _OWN:
                return before, owner, lower
            number = self.by_last.get(begin)
            if lower in _STOPS or (number is not None and self.spans[number].kind == "person"):
                break
            begin = before if number is None else self.spans[number].first
            owner = self._better(owner, number)
            is_loose = is_loose or (number is None and lower not in _MODIFIERS and words.texts[before].islower())
            if not is_loose:
                sure, sure_owner = begin, owner
        return self._with_article(sure), sure_owner, ""

    def _is_joined(self, place: int) -> bool:
        same = self.context.paragraph_of[place - 1] == self.context.paragraph_of[place]
        return same and not self.context.words.gap(place).strip(" -–")

    def _better(self, owner: int | None, number: int | None) -> int | None:
        """Of several names before a role the organization nearest to it counts, else the place or people."""
        if number is None or (owner is not None and self.spans[owner].kind == "organization"):
            return owner
        return number

    def _with_article(self, first: int) -> int:
        words = self.context.words
        return first - 1 if first and words.lowers[first - 1] == "the" and words.gap(first) == " " else first

    def _rightward(self, last: int) -> tuple[int, int | None]:
        """Take in "of Russia", "for the Kremlin"."""
        words = self.context.words
        if last + 1 >= len(words) or words.lowers[last] not in ("of", "for", "at") or words.gap(last) != " ":
            return last, None
        name = last + 2 if words.lowers[last + 1] == "the" else last + 1
        if name in self.by_first and words.gap(name) == " ":
            number = self.by_first[name]
            return self.spans[number].last, number
        return last, None

    def _holder(self, first: int, match: RoleMatch) -> int | None:
        """The person whose name follows at once."""
        number = self.by_first.get(match.last)
        if number is None or self.spans[number].kind != "person" or match.role.is_plural:
            return None
        gap = self.context.words.gap(match.last)
        return number if gap == " " or (gap == ", " and self.context.words.lowers[first] == "the") else None

    def _apposed(self, first: int, last: int) -> int | None:
        """The person named before a comma: "Hanna Notte, a foreign policy expert,"."""
        number = self.by_last.get(first)
        if number is None or self.spans[number].kind != "person" or self.context.words.gap(first) != ", ":
            return None
        closed = last >= len(self.context.words) or not self.context.words.gap(last)[:1].isspace()
        return number if closed else None
