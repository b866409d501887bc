"""Referents: what the names of one text name, before they become entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.coreference import NameGroup, canonical_name
from transforms.ids import make_id
from transforms.knowledge import Identity
from transforms.name_context import NameContext, NameSpan
from transforms.names import name_key
from transforms.places import lies_within
from transforms.records import Location


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something that a text names or describes.

    Attributes:
        kind: one of `ENTITY_KINDS`.
        name: canonical name: for a place of the gazetteer its name there, else the fullest name in the text.
        location: the place that a place is, or lies in.
        is_within: whether it only lies in its location.
        gender: `male` or `female` if a title, role or given name tells it without doubt.
        roles: roles that the text tells, in order, each with whether it names a country or body.
        surfaces: names as written, with their uses.
        identity: the entity of the knowledge base that it is, where that is known.
        entity_id: id of the entity.
    """

    kind: str
    name: str
    location: Location | None = None
    gender: str | None = None
    roles: list[tuple[str, bool]] = field(default_factory=list)
    surfaces: Counter[str] = field(default_factory=Counter)
    identity: Identity | None = None
    is_within: bool = False
    entity_id: str = field(init=False)

    def __post_init__(self) -> None:
        """Derive the entity's id: of the GeoNames id for a known place, of the canonical name for others."""
        if self.location is not None and not self.is_within:
            self.entity_id = make_id("entity", "place", self.location.location_id)
        else:
            self.entity_id = make_id("entity", self.kind, name_key(self.name))

    def become(self, identity: Identity) -> None:
        """Take the name and id that the knowledge base has; a place of the gazetteer keeps its own."""
        self.identity = identity
        if self.location is None or self.is_within:
            self.name, self.entity_id = identity.name, identity.entity_id

    @property
    def role(self) -> str | None:
        """The latest role that names a country or body, else the latest role, None where the text tells none."""
        full = [label for label, has_owner in self.roles if has_owner]
        return full[-1] if full else self.roles[-1][0] if self.roles else None


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a description or pronoun means, and whether nothing else nearby fits."""

    referent: Referent
    is_certain: bool


def named_referents(
    groups: Sequence[NameGroup],
    spans: Sequence[NameSpan],
    locations: Sequence[Location | None],
    context: NameContext,
) -> list[Referent]:
    """Return the referent of each span; spans that name the same share one."""
    referents: list[Referent | None] = [None] * len(spans)
    by_id: dict[str, Referent] = {}
    for group in groups:
        made = _referent(group, spans, locations, context)
        referent = by_id.setdefault(made.entity_id, made)
        if referent is not made:
            referent.surfaces.update(made.surfaces)
            referent.gender = referent.gender or made.gender
        for number in group.members:
            referents[number] = referent
    return [referent for referent in referents if referent is not None]


def _referent(
    group: NameGroup, spans: Sequence[NameSpan], locations: Sequence[Location | None], context: NameContext
) -> Referent:
    members = [spans[number] for number in group.members]
    surfaces = Counter(context.surface(span.first, span.last) for span in members)
    location = _most_common([locations[number] for number in group.members]) if group.kind == "place" else None
    is_within = location is not None and all(lies_within(name, context.gazetteer, context.places) for name in surfaces)
    name = location.name if location and not is_within else _canonical(members, surfaces, context)
    is_person = group.kind == "person"
    gender = next((told for span in members if (told := _gender(span, context))), None) if is_person else None
    return Referent(group.kind, name, location, gender, [], surfaces, is_within=is_within)


def _most_common(locations: Sequence[Location | None]) -> Location | None:
    found = Counter(location for location in locations if location is not None)
    return found.most_common(1)[0][0] if found else None


def _canonical(members: Sequence[NameSpan], surfaces: Counter[str], context: NameContext) -> str:
    """Return the well-known name, else the fullest: most words, not all capitals, most used, first by letters."""
    names = (context.surface(span.first, span.last) for span in members if span.kind == "group")
    if any(map(context.country_of_people, names)):
        return min((_singular(name, context) for name in surfaces), key=lambda name: (len(name), name))
    known = {name for span in members if (name := canonical_name(span, context)) is not None}
    if known:
        return min(known)
    return min(surfaces, key=lambda name: (-len(name.split()), name.isupper(), -surfaces[name], name))


def _singular(people: str, context: NameContext) -> str:
    """Return "Israeli" for "Israelis", so that texts that use the one or the other name one entity."""
    bare = people.removesuffix("s")
    return bare if context.places.nationality(bare) is not None else people


def _gender(span: NameSpan, context: NameContext) -> str | None:
    words = context.words
    for first in range(max(0, span.first - 3), span.first):
        match = context.roles.match(words, first)
        if match and match.last == span.first and match.role.gender and not words.gap(span.first).strip(" ."):
            return match.role.gender
    return context.names.given.get(words.lowers[span.first]) if span.last - span.first > 1 else None
