"""The hostile pages, the same for the same count: mutations of real pages, and documents that Hypothesis makes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutations import MUTATIONS

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "seeds" / "samples"
SHARED = ROOT.parent / "shared" / "bench" / "extraction" / "dev" / "html"
# One page in so many is made from nothing.
_MADE = 5

_NAMES = st.sampled_from(("p", "div", "h1", "article", "table", "td", "time", "script", "meta", "title", "ul", "body"))
_KEYS = st.sampled_from(("class", "id", "datetime", "property", "content", "name", "itemprop", "style", "type", "href"))
_VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(("application/ld+json", "article:published_time", "og:title", "headline", "comment", "author")),
)
_TAGS = st.builds(
    lambda name, attributes: "<" + name + "".join(f' {key}="{value}"' for key, value in attributes.items()) + ">",
    _NAMES,
    st.dictionaries(_KEYS, _VALUES, max_size=3),
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(("@type", "@graph", "@id", "headline", "author", "name", "datePublished", "articleBody")),
            inner,
        )
    ),
    max_leaves=20,
)
_SCRIPTS = st.builds(lambda value: f'<script type="application/ld+json">{json.dumps(value)}</script>', _JSON)
_WORDS = st.sampled_from(
    ("He said", "“No,”", "the mayor", "on Monday", "in Paris.", "LONDON (Reuters) —", "By A. Writer")
)
_PIECES = st.one_of(_TAGS, _SCRIPTS, _WORDS, st.text(max_size=60), _NAMES.map(lambda name: f"</{name}>"))
_DOCUMENTS = st.one_of(
    st.binary(max_size=2000),
    st.lists(_PIECES, max_size=60).map(lambda pieces: " ".join(pieces).encode("utf-8", "surrogatepass")),
)


def pages(count: int, *, with_shared: bool) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of hostile pages."""
    chance = Random(count)  # noqa: S311
    sources = [_read(path) for path in _files(with_shared)]
    made = hypothesis_made(count // _MADE)
    for number in range(count - len(made)):
        mutation = chance.choice(MUTATIONS)
        page = mutation(chance, chance.choice(sources), chance.choice(sources))
        if chance.random() < 0.2:
            page = chance.choice(MUTATIONS)(chance, page or b" ", chance.choice(sources))
        yield f"{number:04} {mutation.__name__}.html", page
    for number, page in enumerate(made):
        yield f"{number:04} made.html", page


def hypothesis_made(count: int) -> list[bytes]:
    """Return documents that Hypothesis makes."""
    found: list[bytes] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_DOCUMENTS)
    def collect(page: bytes) -> None:
        found.append(page)

    collect()
    return found[:count]


def _files(with_shared: bool) -> list[Path]:
    shared = SHARED.glob("*.html.gz") if with_shared else ()
    return [*sorted(SAMPLES.rglob("*.html")), *sorted(shared)]


def _read(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
