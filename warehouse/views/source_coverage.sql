CREATE OR REPLACE VIEW main.source_coverage AS
SELECT
    coalesce(s.name, f.name, c.source_id) AS outlet,
    c.source_id,
    c.day,
    round(c.expected, 1) AS expected,
    c.obtained,
    c.verdict,
    c.reason,
    c.polls,
    c.failed_polls,
    c.waiting,
    c.refused
FROM ops.coverage AS c
LEFT JOIN main.dim_source AS s ON s.source_id = c.source_id
LEFT JOIN (SELECT source_id, min(name) AS name FROM ops.feed GROUP BY source_id) AS f ON f.source_id = c.source_id;

COMMENT ON VIEW main.source_coverage IS 'By outlet and day, how many articles there are and were to be expected, and whether few is a story of nothing or a hole; ops.coverage has more of it.';
COMMENT ON COLUMN main.source_coverage.outlet IS 'Name of the outlet';
COMMENT ON COLUMN main.source_coverage.source_id IS 'Outlet; joins dim_source.source_id';
COMMENT ON COLUMN main.source_coverage.day IS 'Day, UTC: of publication where it is known, else the one on which the article was first seen';
COMMENT ON COLUMN main.source_coverage.expected IS 'Articles that its history lets expect on this weekday; NULL where there is no history; unit: articles';
COMMENT ON COLUMN main.source_coverage.obtained IS 'Articles of this day; unit: articles';
COMMENT ON COLUMN main.source_coverage.verdict IS 'One of as_expected, nothing_published, quiet, hole, drop, no_history, not_monitored, open; see ops.coverage.verdict';
COMMENT ON COLUMN main.source_coverage.reason IS 'Why it is quiet, hole or drop; else NULL';
COMMENT ON COLUMN main.source_coverage.polls IS 'Polls of its feeds on this day; unit: polls';
COMMENT ON COLUMN main.source_coverage.failed_polls IS 'Polls among them that failed or were put off; unit: polls';
COMMENT ON COLUMN main.source_coverage.waiting IS 'Addresses found on this day that are still to be fetched or loaded; unit: addresses';
COMMENT ON COLUMN main.source_coverage.refused IS 'Addresses found on this day that could not be fetched or were rejected; unit: addresses';
