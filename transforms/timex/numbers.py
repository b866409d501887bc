"""Numbers in words, as far as they count units of time."""

from __future__ import annotations

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_OTHER = {"a": 1, "an": 1, "dozen": 12, "a dozen": 12, "a couple of": 2, "a couple": 2, "couple": 2, "a hundred": 100}
ORDINALS = {
    word: number
    for number, words in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th",
         "ninth 9th", "tenth 10th", "eleventh 11th", "twelfth 12th"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip

_ONE = "|".join(sorted(_ONES[1:], key=len, reverse=True))
_TEN = "|".join(_TENS)
WORD_PATTERN = rf"(?:(?:{_TEN})(?:[ -](?:{_ONE}))?|{_ONE})"
NUMBER_PATTERN = (
    rf"(?:\d{{1,4}}(?:,\d{{3}})*(?:\.\d+)?|{WORD_PATTERN}|a\ couple(?:\ of)?|a\ (?:dozen|hundred)"
    rf"|several|(?:the\ |a\ )?few|many|some|an?)"
)


def count_of(words: str) -> float | None:
    """Return the number that `words` says, or None where it is vague ("several", "a few", "two or three")."""
    folded = " ".join(words.casefold().split())
    if " to " in folded or " or " in folded:
        return None
    if folded[:1].isdigit():
        return float(folded.replace(",", ""))
    if folded in _OTHER:
        return _OTHER[folded]
    parts = folded.replace("-", " ").split()
    if all(part in _SMALL for part in parts):
        return float(sum(_SMALL[part] for part in parts))
    return None


def year_of(words: str) -> int | None:
    """Return the year that words such as "nineteen ninety-six" say, or None."""
    parts = words.casefold().replace("-", " ").split()
    if len(parts) < 2 or not all(part in _SMALL for part in parts):
        return None
    return _SMALL[parts[0]] * 100 + sum(_SMALL[part] for part in parts[1:])
