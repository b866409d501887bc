"""Outlets in a sentence: newspapers, broadcasters, sites and agencies, by a common noun or by how they are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.phrases import noun_phrase, text_of, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

    from transforms.cues import CueLexicon

# Words that titles of newspapers, broadcasters, sites and agencies are made with.
_TITLES = word_set(
    "news newspaper newspapers newswire times post herald tribune gazette radio television tv press "
    "agency wire journal daily chronicle dispatch express broadcasting courier observer monitor guardian "
    "telegraph ledger sentinel standard weekly magazine digest bulletin mail star sun mirror globe "
    "independent echo argus examiner inquirer enquirer reporter review record register advocate voice "
    "network channel fm media beat desk podcast broadcaster portal today zeitung diario giornale corriere "
    "gazeta gaceta quotidien kurier jornal haber nachrichten presse reportage"
)
_NAMES = word_set(
    "bbc cnn abc cbs nbc msnbc npr pbs ap afp reuters bloomberg tass interfax xinhua politico axios cnbc "
    "itv rte jazeera arabiya buzzfeed breitbart dpa ansa efe ria itar-tass anadolu kyodo yonhap pti ani"
)
_COMMON = word_set("website site blog portal podcast")


def is_outlet(head: Token, lexicon: CueLexicon) -> bool:
    """Tell whether a noun or a name is an outlet: "a newspaper", "Reuters", "the Evening News"."""
    if lexicon.is_form(head.lower_, "outlet") or head.lower_ in _NAMES or head.lower_ in _COMMON:
        return True
    if head.pos_ != "PROPN" and not head.ent_type_:
        return False
    span = noun_phrase(head).span
    words = text_of(head)[span.char_start : span.char_end].split()
    return any(word[:1].isupper() and word.lower().rstrip(",.") in _TITLES for word in words)
