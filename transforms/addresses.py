"""Addresses: the key that makes the many ways to write the address of one page one."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from transforms.sources import registrable_domain
from transforms.tracking import is_tracker
from transforms.words import word_set

_DROPPED = re.compile(r"[\t\r\n]")
# Caches of AMP pages: Google's and Bing's; the page's own address stands in the path.
_AMP_CACHE = re.compile(
    r"^https?://(?:(?:www\.)?google\.[a-z.]{2,6}/amp|[\w.-]+\.(?:cdn\.ampproject\.org|bing-amp\.com)/(?:wp/)?[cvi])"
    r"/(?:s/)?(?=[\w-]+\.)",
    re.IGNORECASE,
)
_AMP_SUFFIX = re.compile(r"\.amp(?=(?:\.html?)?$)", re.IGNORECASE)
# Labels of hosts that show the same pages to other devices, or are only a habit.
_SAME_HOSTS = word_set("www www1 www2 www3 m mobile touch amp")
_SLASHES = re.compile(r"/{2,}")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp|shtml)$", re.IGNORECASE)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ASCII_KEPT = "!$&'()*+,;=:@/%-._~?"
_MOST_PASSES = 10
_ORIGIN = re.compile(r"https://[^/]+(/.*)", re.DOTALL)
# Parameters that name a story.
_IDENTITY = re.compile(r"/?\?(?:[^&]*&)*(?:\w*id|\w*no|p|idx|story|article|news)=[^&]*\d", re.IGNORECASE)
# What a story's own address has: a number, or a slug.
_STORY = re.compile(r"\d|[-_][^/?_-]+[-_]")


def normal_address(url: str) -> str:
    """Return the key of a page's address: two addresses of one page have one key. It is no address to fetch.

    Scheme (always https), case and form of the host, ports 80 and 443, the login, the fragment (unless it is a
    route, `#!/…`), `www.`, `m.`, `mobile.`, `touch.` and `amp.`, index files, the closing slash, the order of
    parameters, escapes of letters, tracking parameters and the forms of AMP make no difference. Parameters that may
    name the article stay: a page loaded twice is noticed by its text, two articles made one are not.

    What is no address of the web is returned as it is, white space at its ends off. Never raises; idempotent.
    """
    key = url.strip()
    # One fold can lay another bare (`/index.html/amp`).
    for _ in range(_MOST_PASSES):
        folded = _folded(key)
        if folded == key:
            break
        key = folded
    return key


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are of one registrable domain, or of one host that has none."""
    sites = [_site(url) for url in (one, other)]
    return sites[0] is not None and sites[0] == sites[1]


def is_above(general: str, url: str) -> bool:
    """Tell whether an address is that of the home page, a section or a script which the other is a page of.

    So is one whose path opens the other's and tells no story of its own, neither by a digit nor by a slug of three
    words: `/` and `/world/` are above `/world/new-ferry`, `/read.php` is above `/read.php?id=5`, but
    `/new-ferry-sails` is not above `/new-ferry-sails/page/2`, nor `/ferry` above `/ferry?view=all`.
    """
    top, page = _place(general), _place(url)
    stem = top.rstrip("/")
    rest = page.removeprefix(stem) if page.startswith(stem) and page != top else ""
    is_page = bool(_IDENTITY.match(rest)) or (rest.startswith("/") and rest != "/")
    return is_page and not _STORY.search(top)


def _place(url: str) -> str:
    """Return path and parameters of the address' key; nothing where it is no address of the web."""
    found = _ORIGIN.match(normal_address(url))
    return found[1] if found else ""


def _folded(text: str) -> str:
    try:
        parts = urlsplit(_AMP_CACHE.sub("https://", _DROPPED.sub("", text)))
        host = _host(parts.hostname or "")
        if parts.scheme not in ("http", "https") or not host:
            return text
        return f"https://{host}{_port(parts)}{_path(parts.path)}{_query(parts.query)}{_route(parts.fragment)}"
    except ValueError:
        return text


def _site(url: str) -> str | None:
    try:
        host = _ascii((urlsplit(url.strip()).hostname or "").rstrip("."))
    except ValueError:
        return None
    return (registrable_domain(host) or host) or None


def _host(host: str) -> str:
    """Return the host in ASCII and lower case without the labels of `_SAME_HOSTS` before its registrable domain."""
    host = _ascii(host.rstrip("."))
    domain = registrable_domain(host)
    if not domain or not host.endswith(f".{domain}"):
        return f"[{host}]" if ":" in host else host
    labels = host.removesuffix(f".{domain}").split(".")
    return ".".join([*(label for label in labels if label not in _SAME_HOSTS), domain])


def _ascii(host: str) -> str:
    import idna

    if host.isascii():
        return quote(host, safe=":._-~%!$&'()*+,;=")
    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        return quote(host.lower(), safe="%", errors="replace")


def _port(parts: SplitResult) -> str:
    return f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""


def _path(path: str) -> str:
    """Return the path with escapes, dots, slashes, sessions and the marks of AMP folded, without a closing slash."""
    path = _SLASHES.sub("/", _SESSION.sub("", _escaped(path)))
    path = urlsplit(urljoin("https://host/", path)).path
    kept = [segment for segment in path.split("/") if segment and segment.lower() not in ("amp", "amphtml")]
    return _INDEX.sub("/", "/" + _AMP_SUFFIX.sub("", "/".join(kept)))


def _query(query: str) -> str:
    pieces = (_escaped(piece.removeprefix("amp;")) for piece in query.split("&"))
    kept = sorted(piece for piece in pieces if piece and not is_tracker(piece))
    return "?" + "&".join(kept) if kept else ""


def _route(fragment: str) -> str:
    """Return the fragment where it is the route of a page that a script shows."""
    return f"#{_escaped(fragment)}" if fragment.startswith(("!", "/")) else ""


def _escaped(text: str) -> str:
    """Return the text with letters, digits and `-._~` bare, and all else escaped in capitals (RFC 3986, 6.2.2)."""
    return quote(_ESCAPE.sub(_unescaped, text), safe=_ASCII_KEPT, errors="replace")


def _unescaped(found: re.Match[str]) -> str:
    if found[1] is None:
        return "%25"
    code = int(found[1], 16)
    return chr(code) if code in _UNRESERVED else found[0].upper()
