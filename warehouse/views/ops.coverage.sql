-- What a source gave on a day, against what its own history lets expect of that day of the week.
--
-- The day is the one of publication (UTC) where it is known, else the one on which the article was first seen: what is
-- loaded from an archive counts for its own day. Days of a source that is monitored are there from its first poll to
-- today, also those with nothing; of another, those with an article and, while they lie in between, 8 weeks after it.
--
-- Expected is the median of the same weekday in the 8 weeks before, where at least 3 such days were looked at: an
-- outage does not become the usual. A day that can be found late is looked at when a poll of it or of the next day
-- went well. The day that is going on is `open`, and stays so for another day at the most, until a poll after its end
-- has gone well and what it found is loaded.

-- Counts are Poisson: P(X <= obtained) is at most exp(obtained - expected) * (expected / obtained) ^ obtained
-- (Chernoff's bound), here below 1 in 1,000: none is too few where 7 were expected. News is less regular than that
-- (holidays, elections), so that less than half of what was expected must have come as well.
CREATE OR REPLACE MACRO ops.is_short(obtained, expected) AS
    obtained < expected / 2
    AND expected - obtained + obtained * ln(greatest(obtained, 1) / nullif(expected, 0)) > ln(1000);

-- Shares are binomial: P(X <= found) is at most exp(-articles * divergence of the two shares), Chernoff's bound again,
-- with the rule of succession for the usual share. There are four figures a day, so below 1 in 10,000 each.
CREATE OR REPLACE MACRO ops.is_rarer(articles, found, past_articles, past_found) AS
    articles >= 10 AND past_articles >= 30
    AND found * ln(greatest(found, 1) / articles * (past_articles + 2) / (past_found + 1))
        + (articles - found)
        * ln(greatest(articles - found, 1) / articles * (past_articles + 2) / (past_articles - past_found + 1))
        > ln(10000);

-- A mean is below an earlier one by a one-sided z test with P < 1 in 10,000.
CREATE OR REPLACE MACRO ops.is_below(articles, total, past_articles, past_total, past_squares) AS
    articles >= 10 AND past_articles >= 30
    AND past_total / past_articles - total / articles
        > 3.72 * sqrt(
            greatest(past_squares / past_articles - (past_total / past_articles) ^ 2, 0)
            * (1 / articles + 1 / past_articles)
        );

CREATE OR REPLACE VIEW ops.coverage AS
WITH clock AS (
    SELECT (coalesce(getvariable('coverage_now')::TIMESTAMPTZ, now()) AT TIME ZONE 'UTC')::DATE AS today
), named AS (
    -- A page is of the source whose feed named it, also where its address is of another domain.
    SELECT d.article_id, min(a.source_id) AS source_id
    FROM ops.address AS a
    JOIN ops.capture AS c ON c.place = a.place
    JOIN ops.document AS d ON d.capture_id = c.capture_id
    WHERE a.source_id IS NOT NULL AND d.article_id IS NOT NULL
    GROUP BY d.article_id
), article AS (
    SELECT
        coalesce(n.source_id, a.source_id) AS source_id,
        least(
            coalesce(
                (published_at AT TIME ZONE 'UTC')::DATE,
                CASE WHEN published_precision = 'day' THEN published_date END,
                (first_seen_at AT TIME ZONE 'UTC')::DATE
            ),
            (first_seen_at AT TIME ZONE 'UTC')::DATE
        ) AS day,
        language,
        word_count,
        ln(word_count + 1) AS log_words,
        published_basis <> 'none' AS is_dated,
        coalesce(statement_count, 0) AS statement_count
    FROM main.fact_article AS a
    LEFT JOIN named AS n ON n.article_id = a.article_id
    LEFT JOIN (
        SELECT article_id, revision, count(*) AS statement_count FROM main.fact_statement GROUP BY ALL
    ) AS s ON s.article_id = a.article_id AND s.revision = a.revision
    WHERE is_current
), usual AS (
    SELECT source_id, mode(language) AS language FROM article GROUP BY source_id
), obtained AS (
    SELECT
        source_id, day, count(*) AS obtained, median(word_count) AS median_word_count,
        count(*) FILTER (a.language = u.language) AS in_language, count(*) FILTER (is_dated) AS dated,
        sum(log_words) AS log_words, sum(log_words ^ 2) AS log_words_squares,
        sum(statement_count) AS statements, sum(statement_count ^ 2) AS statements_squares
    FROM article AS a
    JOIN usual AS u USING (source_id)
    GROUP BY ALL
), poll AS (
    SELECT
        f.source_id, (p.polled_at AT TIME ZONE 'UTC')::DATE AS day, count(*) AS polls,
        count(*) FILTER (p.outcome IN ('failed', 'deferred')) AS failed_polls, sum(p.new_count)::BIGINT AS offered
    FROM ops.poll AS p
    JOIN ops.feed AS f ON f.feed_url = p.feed_url
    GROUP BY ALL
), rejected AS (
    SELECT unnest([place, input_uri]) AS place
    FROM ops.capture
    WHERE capture_id IN (SELECT capture_id FROM ops.document GROUP BY capture_id HAVING bool_and(outcome = 'rejected'))
), found AS (
    SELECT
        source_id, (found_at AT TIME ZONE 'UTC')::DATE AS day,
        count(*) FILTER (state IN ('waiting', 'fetched')) AS waiting,
        count(*) FILTER (
            state = 'failed' OR state = 'settled' AND coalesce(place, url) IN (SELECT place FROM rejected)
        ) AS refused,
        count(*) - waiting - refused AS loaded
    FROM ops.address
    WHERE source_id IS NOT NULL
    GROUP BY ALL
), monitored AS (
    SELECT
        source_id, min(p.day) AS from_day,
        CASE WHEN bool_or(f.state IN ('active', 'dead')) THEN any_value(today) ELSE max(p.day) END AS to_day
    FROM ops.feed AS f
    JOIN poll AS p USING (source_id)
    CROSS JOIN clock
    GROUP BY source_id
), told AS (
    SELECT source_id, day FROM obtained
    UNION SELECT source_id, day FROM poll
    UNION SELECT source_id, day FROM found
    UNION SELECT source_id, to_day FROM monitored
), span AS (
    SELECT
        source_id, day,
        coalesce(lead(day) OVER (PARTITION BY source_id ORDER BY day) - 1, day) AS last_day,
        day >= m.from_day AS is_monitored
    FROM told
    LEFT JOIN monitored AS m USING (source_id)
), calendar AS (
    SELECT
        source_id,
        unnest(generate_series(day, if(is_monitored, last_day, least(last_day, day + 56)), INTERVAL 1 DAY))::DATE AS day
    FROM span
), joined AS (
    SELECT
        c.source_id, c.day, today,
        coalesce(o.obtained, 0) AS obtained,
        coalesce(p.polls, 0) AS polls, coalesce(p.failed_polls, 0) AS failed_polls,
        coalesce(p.offered, 0) AS offered, coalesce(f.waiting, 0) AS waiting, coalesce(f.refused, 0) AS refused,
        coalesce(f.loaded, 0) AS loaded,
        coalesce(c.day BETWEEN m.from_day AND m.to_day, false) AS is_monitored,
        m.source_id IS NULL AS is_never_monitored,
        o.* EXCLUDE (source_id, day, obtained)
    FROM calendar AS c
    CROSS JOIN clock
    LEFT JOIN obtained AS o ON o.source_id = c.source_id AND o.day = c.day
    LEFT JOIN poll AS p ON p.source_id = c.source_id AND p.day = c.day
    LEFT JOIN found AS f ON f.source_id = c.source_id AND f.day = c.day
    LEFT JOIN monitored AS m ON m.source_id = c.source_id
), looked AS (
    SELECT
        *,
        polls > failed_polls AS is_looked_at,
        coalesce(lead(polls > failed_polls) OVER days, false) AS is_looked_at_after,
        is_looked_at OR is_looked_at_after OR is_never_monitored AS is_observed,
        waiting + coalesce(lead(waiting) OVER days, 0) AS still_waiting
    FROM joined
    WINDOW days AS (PARTITION BY source_id ORDER BY day)
), weekly AS (
    SELECT
        *,
        (sum(obtained) OVER week)::BIGINT AS obtained_week,
        count(*) FILTER (is_observed) OVER week = 7 AS is_week_observed
    FROM looked
    WINDOW week AS (
        PARTITION BY source_id ORDER BY day RANGE BETWEEN INTERVAL 6 DAYS PRECEDING AND CURRENT ROW
    )
), past AS (
    SELECT
        *,
        count(*) FILTER (is_observed) OVER past AS past_days,
        count(*) FILTER (is_week_observed) OVER past AS past_weeks,
        median(obtained) FILTER (is_observed) OVER past AS past_obtained,
        median(obtained_week) FILTER (is_week_observed) OVER past AS past_week,
        median(median_word_count) OVER past AS past_word_count,
        sum(obtained) OVER past AS past_articles,
        sum(in_language) OVER past AS past_in_language,
        sum(dated) OVER past AS past_dated,
        sum(log_words) OVER past AS past_log_words,
        sum(log_words_squares) OVER past AS past_log_words_squares,
        sum(statements) OVER past AS past_statements,
        sum(statements_squares) OVER past AS past_statements_squares
    FROM weekly
    WINDOW past AS (
        PARTITION BY source_id, isodow(day) ORDER BY day
        RANGE BETWEEN INTERVAL 56 DAYS PRECEDING AND INTERVAL 1 DAY PRECEDING
    )
), measured AS (
    SELECT
        *,
        CASE WHEN past_days >= 3 THEN past_obtained END AS expected,
        CASE WHEN past_weeks >= 3 THEN past_week END AS expected_week,
        in_language / obtained AS language_share,
        past_in_language / nullif(past_articles, 0) AS expected_language_share,
        past_word_count AS expected_word_count,
        dated / obtained AS dated_share,
        past_dated / nullif(past_articles, 0) AS expected_dated_share,
        statements / obtained AS statement_rate,
        past_statements / nullif(past_articles, 0) AS expected_statement_rate
    FROM past
), tested AS (
    SELECT
        *,
        day >= today OR is_monitored AND day = today - 1 AND (
            NOT is_looked_at_after AND (is_looked_at OR polls = 0)
            OR still_waiting > 0 AND coalesce(obtained < expected, true)
        ) AS is_open,
        coalesce(ops.is_short(obtained, expected), false) AS is_short_day,
        -- Where a day is too small to tell anything, the week up to it does.
        expected < 7 AND obtained < greatest(expected, 1) AND is_week_observed
            AND coalesce(ops.is_short(obtained_week, expected_week), false) AS is_short_week,
        language_share < 0.75 * expected_language_share
            AND ops.is_rarer(obtained, in_language, past_articles, past_in_language) AS is_language_drop,
        median_word_count < 0.75 * expected_word_count
            AND ops.is_below(obtained, log_words, past_articles, past_log_words, past_log_words_squares)
            AS is_length_drop,
        dated_share < 0.75 * expected_dated_share
            AND ops.is_rarer(obtained, dated, past_articles, past_dated) AS is_date_drop,
        statement_rate < 0.75 * expected_statement_rate
            AND ops.is_below(obtained, statements, past_articles, past_statements, past_statements_squares)
            AS is_statement_drop
    FROM measured
), judged AS (
    SELECT
        *,
        CASE
            WHEN NOT is_monitored THEN NULL
            WHEN NOT is_observed AND NOT coalesce(obtained > 0 AND obtained >= expected, false) THEN 'not_looked_at'
            WHEN is_short_day AND (NOT is_looked_at OR 2 * failed_polls >= polls) THEN 'not_looked_at'
            WHEN is_short_day AND NOT ops.is_short(obtained + still_waiting + refused, expected) THEN 'not_loaded'
            -- Of so many that were found, one at least would have come by the same test.
            WHEN obtained + loaded = 0 AND waiting + refused >= 7 THEN 'not_loaded'
            WHEN is_short_day THEN 'short_day'
            WHEN is_short_week THEN 'short_week'
        END AS lack,
        CASE
            WHEN expected IS NULL THEN format('{} obtained', obtained)
            ELSE format('{} of about {:.3g} articles', obtained, expected)
        END AS came
    FROM tested
)
SELECT
    source_id,
    day,
    expected,
    obtained,
    CASE
        WHEN is_open THEN 'open'
        WHEN lack IN ('not_looked_at', 'not_loaded') THEN 'hole'
        WHEN lack IN ('short_day', 'short_week') THEN 'quiet'
        WHEN is_language_drop OR is_length_drop OR is_date_drop OR is_statement_drop THEN 'drop'
        WHEN NOT is_monitored THEN 'not_monitored'
        WHEN obtained = 0 AND offered = 0 THEN 'nothing_published'
        WHEN expected IS NULL THEN 'no_history'
        ELSE 'as_expected'
    END AS verdict,
    CASE
        WHEN verdict NOT IN ('hole', 'quiet', 'drop') THEN NULL
        WHEN lack = 'not_loaded'
            THEN format('{}; of those found {} wait and {} were refused.', came, still_waiting, refused)
        WHEN lack = 'not_looked_at' AND polls = 0 THEN format('{}; nothing was polled.', came)
        WHEN lack = 'not_looked_at' THEN format('{}; {} of {} polls failed.', came, failed_polls, polls)
        WHEN lack = 'short_day' THEN format('{}; {} of {} polls went well.', came, polls - failed_polls, polls)
        WHEN lack = 'short_week'
            THEN format('{} of about {:.3g} articles in 7 days.', obtained_week, expected_week)
        ELSE concat_ws('; ',
            CASE WHEN is_language_drop THEN format('{:.0f}% of articles in the usual language, {:.0f}% are usual',
                100 * language_share, 100 * expected_language_share) END,
            CASE WHEN is_length_drop THEN format('{:.0f} words an article, {:.0f} are usual',
                median_word_count, expected_word_count) END,
            CASE WHEN is_date_drop THEN format('{:.0f}% of articles with a date of publication, {:.0f}% are usual',
                100 * dated_share, 100 * expected_dated_share) END,
            CASE WHEN is_statement_drop THEN format('{:.1f} statements an article, {:.1f} are usual',
                statement_rate, expected_statement_rate) END
        ) || '.'
    END AS reason,
    polls,
    failed_polls,
    offered,
    waiting,
    refused,
    expected_week,
    obtained_week,
    language_share,
    expected_language_share,
    median_word_count,
    expected_word_count,
    dated_share,
    expected_dated_share,
    statement_rate,
    expected_statement_rate
FROM judged;

COMMENT ON VIEW ops.coverage IS 'By source and day, what was obtained against what its own history lets expect, and a verdict that tells a story of nothing from a hole. The day is that of publication where it is known, else the one on which the article was first seen; days are UTC. Expected: median of the same weekday in the 8 weeks before, from 3 days that were looked at on. Today is that of the variable coverage_now where it is set.';
COMMENT ON COLUMN ops.coverage.source_id IS 'Outlet; joins dim_source.source_id and ops.feed.source_id';
COMMENT ON COLUMN ops.coverage.day IS 'Day, UTC';
COMMENT ON COLUMN ops.coverage.expected IS 'Articles that its history lets expect; NULL where there is no history; unit: articles';
COMMENT ON COLUMN ops.coverage.obtained IS 'Articles of this day that were loaded, whenever that was; unit: articles';
COMMENT ON COLUMN ops.coverage.verdict IS 'hole: we did not look, every look failed, or what was found was not loaded; quiet: we looked, and less than half of what is usual came, by chance in less than 1 in 1,000 days; drop: language, length, dates or statements fell by a quarter, by chance as seldom; nothing_published: we looked, and the feeds named nothing; as_expected; no_history: nothing to compare with; not_monitored: no feed of it is polled; open: the day is not over, or was not looked at since its end';
COMMENT ON COLUMN ops.coverage.reason IS 'Why it is hole, quiet or drop; else NULL';
COMMENT ON COLUMN ops.coverage.polls IS 'Polls of its feeds on this day; unit: polls';
COMMENT ON COLUMN ops.coverage.failed_polls IS 'Polls among them that failed or were put off; unit: polls';
COMMENT ON COLUMN ops.coverage.offered IS 'Articles that its feeds named on this day for the first time; unit: articles';
COMMENT ON COLUMN ops.coverage.waiting IS 'Addresses found on this day that are still to be fetched or loaded; unit: addresses';
COMMENT ON COLUMN ops.coverage.refused IS 'Addresses found on this day that could not be fetched or were rejected; unit: addresses';
COMMENT ON COLUMN ops.coverage.expected_week IS 'As expected, for the 7 days up to this one; what a day is too small to tell, they may; unit: articles';
COMMENT ON COLUMN ops.coverage.obtained_week IS 'Articles of the 7 days up to this one; unit: articles';
COMMENT ON COLUMN ops.coverage.language_share IS 'Share, 0 to 1, of its articles in the language that most of the source are in; NULL where there are none';
COMMENT ON COLUMN ops.coverage.expected_language_share IS 'The same share on the same weekday in the 8 weeks before';
COMMENT ON COLUMN ops.coverage.median_word_count IS 'Median length of its articles; unit: words';
COMMENT ON COLUMN ops.coverage.expected_word_count IS 'Median of the same on the same weekday in the 8 weeks before; unit: words';
COMMENT ON COLUMN ops.coverage.dated_share IS 'Share, 0 to 1, of its articles that tell when they were published';
COMMENT ON COLUMN ops.coverage.expected_dated_share IS 'The same share on the same weekday in the 8 weeks before';
COMMENT ON COLUMN ops.coverage.statement_rate IS 'Statements an article; unit: statements';
COMMENT ON COLUMN ops.coverage.expected_statement_rate IS 'The same on the same weekday in the 8 weeks before; unit: statements';
