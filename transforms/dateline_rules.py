"""What makes words at the head of a line a dateline: known names, day, credit, closing mark and the story behind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.dateline_names import DatelineNames, first_name, is_in_capitals, is_label
from transforms.dateline_pattern import Head

_TOWN_OF_NOTE = 100_000  # people: a smaller town needs more than a colon behind it ("Obama: the deal is done")
_TOWN = 15_000  # people, where a dash and a capital stand behind it ("Goose Creek — A man ...")
_STORY = 60  # characters behind a name that no list knows: shorter, it is a headline ("IPO FILING -- Acme Inc.")
_WORD = re.compile(r"[^\W\d_]{2,}")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A head in its text, its place and agency told apart.

    Attributes:
        head: the words.
        place: the place among them, or None.
        agency: the outlet or agency among them, or None.
        before: the characters before it in the text, the last few at least.
        behind: what follows it in its paragraph, in the next one where it fills its own.
        names: knows places and outlets.
    """

    head: Head
    place: str | None
    agency: str | None
    before: str
    behind: str
    names: DatelineNames

    def is_dateline(self) -> bool:
        """Tell whether it is a dateline."""
        if self.place is None:
            return self._is_credit()
        if is_label(first_name(self.place)) or is_label(self.place):
            return False
        if is_in_capitals(first_name(self.place)):
            return len(first_name(self.place)) > 2 and self._is_place_in_capitals()
        return self._is_place_in_small_letters()

    def _is_credit(self) -> bool:
        """Whether an agency or outlet without a place is credited: "(Reuters) -", "afrol News, 27 January -"."""
        head = self.head
        if not self.agency or is_label(self.agency):
            return False
        if not head.mark:
            return head.is_line_start and head.agency == self.agency and self.names.is_registered(self.agency)
        if head.agency == self.agency:
            return head.is_line_start or bool(head.date_text)
        if head.outlet:
            return head.is_line_start and bool(head.date_text or head.agency)
        is_sure = is_in_capitals(self.agency) or bool(head.date_text)
        return head.is_line_start and is_sure and head.mark != ":" and self._goes_on_in_capital()

    def _is_place_in_capitals(self) -> bool:
        head, opens = self.head, self.head.is_line_start or self._follows_sentence()
        if self._has_credit():
            return bool(head.mark) or (opens and bool(self.agency)) or self._is_line_of_place_and_day()
        if not (head.mark and opens):
            return False
        if self._people() > 0:
            return True
        # A colon, or a lower-case word behind the mark ("NASA — the agency"), asks for a known place.
        if head.mark == ":" or not self._goes_on_in_capital():
            return False
        return "," in str(self.place) or self._leads_into_story()

    def _is_place_in_small_letters(self) -> bool:
        head = self.head
        if not head.is_line_start:
            return False
        if not head.mark:
            return self._people() > 0 and bool((head.date_text and self.agency) or self._is_line_of_place_and_day())
        if self.names.gazetteer is None:
            return self._has_credit()
        if self._has_credit() or "," in str(self.place):
            return self._people() > 0
        return self._people() >= (_TOWN if head.mark != ":" and self._goes_on_in_capital() else _TOWN_OF_NOTE)

    def _is_line_of_place_and_day(self) -> bool:
        """Whether it fills its line and tells day and year, as press releases do: "Geneva, 5 March 2024"."""
        is_full = self.head.is_line_start and not self.behind.partition("\n")[0].strip()
        return is_full and bool(_YEAR.search(self.head.date_text or "")) and self._people() > 0

    def _has_credit(self) -> bool:
        return bool(self.agency or self.head.date_text)

    def _people(self) -> float:
        return self.names.people(first_name(self.place or ""))

    def _follows_sentence(self) -> bool:
        before = self.before.rstrip()
        return not before or before[-1] in '.!?"”’)' or before[-1].isdigit()

    def _goes_on_in_capital(self) -> bool:
        return self.behind.lstrip("\"“‘' \n\t_-")[:1].isupper()

    def _leads_into_story(self) -> bool:
        """Whether a dash leads into a sentence, and not into the capitals or the few words of a headline."""
        words = _WORD.findall(self.behind[:_STORY])
        return len(self.behind.strip()) >= _STORY and not all(word.isupper() for word in words[:3])
