"""Parts of speech by tag, form and dependency: what the statement rules ask for of spaCy's `attribute_ruler`.

The ruler's 179 patterns also tell moods, cases and kinds of conjunctions, which nothing here reads, and take a tenth
of spaCy's time. Tags are those of the Penn Treebank as in OntoNotes 5, parts of speech the universal ones; conjunctions
that subordinate count as ADP, and "there is" has an auxiliary.
"""

from __future__ import annotations

from functools import lru_cache

from transforms.words import word_set

_BY_TAG = {
    tag: part
    for part, tags in {
        "ADJ": "AFX JJ JJR JJS",
        "ADP": "IN RP",
        "ADV": "RB RBR RBS",
        "AUX": "MD",
        "CCONJ": "CC",
        "DET": "DT PDT WDT WP$",
        "INTJ": "UH",
        "NOUN": "NN NNS",
        "NUM": "CD",
        "PART": "POS TO",
        "PRON": "EX PRP PRP$ WP",
        "PROPN": "NNP NNPS",
        "PUNCT": ". , -LRB- -RRB- `` \"\" '' : HYPH NFP",
        "SCONJ": "WRB",
        "SPACE": "_SP",
        "SYM": "$ # SYM",
        "VERB": "VB VBD VBG VBN VBP VBZ BES HVS",
        "X": "ADD FW GW LS NIL XX",
    }.items()
    for tag in tags.split()
}
_INDEFINITE = word_set(
    "something anything nothing everything someone anyone everyone somebody anybody everybody nobody any1"
)
_NEGATIONS = word_set("not n't nt n’t")
_AUXILIARY_FORMS = {
    "VB": word_set("be do have of 've"),
    "VBD": word_set("was were did had 'd"),
    "VBG": word_set("being"),
    "VBN": word_set("been had"),
    "VBP": word_set("am 'm are 're do have 've 's"),
    "VBZ": word_set("is 's has does"),
}
# "Do" and "have" are full verbs where a clause hangs on them.
_FULL_FORMS = word_set("do does did 'd have has had")
_CLAUSES = frozenset(("ROOT", "advcl", "ccomp", "conj", "relcl", "xcomp"))


@lru_cache(maxsize=1 << 14)
def part_of_speech(tag: str, lower: str, dependency: str) -> str:
    """Return the part of speech of a word in lower case, X where its tag is unknown."""
    if lower in _FULL_FORMS and dependency in _CLAUSES:
        return "VERB"
    if lower in _AUXILIARY_FORMS.get(tag, ()) or (dependency in ("aux", "auxpass") and tag != "TO"):
        return "AUX"
    if tag in ("DT", "WDT") and ((lower == "that" and tag == "WDT") or dependency not in ("det", "quantmod")):
        return "PRON"
    if tag == "NN" and lower in _INDEFINITE:
        return "PRON"
    if tag == "RB" and lower in _NEGATIONS:
        return "PART"
    return _BY_TAG.get(tag, "X")
