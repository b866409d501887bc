"""Tracking: parameters of an address that tell where a reader came from, not what the page is."""

from __future__ import annotations

import re
from urllib.parse import unquote

from transforms.words import word_set

# Of the lists of AdGuard (TrackParamFilter, general_url), ClearURLs and courlan, and those that broadcasters and papers
# put into their feeds. courlan's own pattern is not used because it takes off whatever begins so ("gallery",
# "reference") and "cid" and "uid", which name the article in some systems.
_TRACKERS = re.compile(
    r"(?:utm|at|ga|gs|hsa|itm|mc|mkt|ns|oly|vero|wt|fb|gaa|gad|soc|_?_?hs|_branch|guce|__twitter)_.*"
    r"|(?:pk|piwik|mtm|matomo)_(?:campaign|kwd|keyword|source|medium|content|cid|group|placement)"
    r"|_?_hs(?:fp|mi|enc|sc|tc|ssc|stc)|(?:dc|fbc|gc|twc|yc|ysc)lid|(?:click|gbra|msclk|igsh|wbra|partner)id|ttclid"
    r"|srsltid|_ga|_gl|_ke|__s|__source|__tn__|_openstat|xtor|xtref|spm|scm|smid|smtyp|ocid|cmp|cmpid|campaign_?id"
    r"|icid|ito|ncid|nlid|itid|sref|srnd|ftag|ftcamp|wtmc|wt\.mc.*|guccounter|gclsrc|li_fat_id|epik|dm_i|emc|wpisrc"
    r"|wpmm|tpcc|cndid|esrc|referr?er|ref_?(?:src|url)|traffic_?source|dicbo|rssfeed|echobox|spref"
    r"|amp|amp_js_v|amp_gsa|amp_r|usqp"
)
_AMP = word_set("outputtype=amp output=amp view=amp format=amp mode=amp type=amp")
# Names that tell a reader's way in one place and the article in another: they stay where the value looks like an id.
_DOUBTFUL = word_set("cid eid uid src source ref from partner campaign medium channel section_source origin")
_ID = re.compile(r"\d+|[0-9a-f-]{12,}")
_OF_A_FEED = re.compile(r"(?:^|[^a-z0-9])m?rss(?:$|[^a-z0-9])")


def is_tracker(parameter: str) -> bool:
    """Tell whether a parameter, `name=value` or a bare name, tells a reader's way or a form of the page (AMP).

    So does any whose value names RSS as a word. What may name the article stays.
    """
    told = unquote(parameter).lower()
    name, _, value = told.partition("=")
    if _TRACKERS.fullmatch(name) or told in _AMP or _OF_A_FEED.search(value):
        return True
    return name in _DOUBTFUL and not _ID.fullmatch(value)
