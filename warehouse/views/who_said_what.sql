CREATE OR REPLACE VIEW main.who_said_what AS
SELECT
    speaker,
    speaker_role,
    act,
    content,
    addressee,
    relays,
    said_from AS said_date,
    said_to AS said_until,
    said_precision,
    location,
    outlet,
    published_date,
    title,
    url,
    statement_id
FROM main.statements
WHERE speaker IS NOT NULL AND NOT is_negated;

COMMENT ON VIEW main.who_said_what IS 'Who said what, when, where, through whom, and who carried it: the view to start with. Statements of unknown speakers and denied ones (did not say) are in statements.';
COMMENT ON COLUMN main.who_said_what.speaker IS 'Canonical name of the speaker, else the words that name the speaker';
COMMENT ON COLUMN main.who_said_what.speaker_role IS 'Role of the speaker that the text tells, else the latest known';
COMMENT ON COLUMN main.who_said_what.act IS 'What the speaker does in saying it';
COMMENT ON COLUMN main.who_said_what.content IS 'The content word for word';
COMMENT ON COLUMN main.who_said_what.addressee IS 'To whom it was said';
COMMENT ON COLUMN main.who_said_what.relays IS 'Through whom it reached the outlet, nearest the speaker first, with arrows between';
COMMENT ON COLUMN main.who_said_what.said_date IS 'Day on which it was said, or the first on which it may have been said; NULL where unknown';
COMMENT ON COLUMN main.who_said_what.said_until IS 'Last day on which it may have been said';
COMMENT ON COLUMN main.who_said_what.said_precision IS 'How exactly the day is known';
COMMENT ON COLUMN main.who_said_what.location IS 'Where it was said, by its name in GeoNames';
COMMENT ON COLUMN main.who_said_what.outlet IS 'Name of the outlet that carried it';
COMMENT ON COLUMN main.who_said_what.published_date IS 'Day on which the article was published';
COMMENT ON COLUMN main.who_said_what.title IS 'Headline of the article';
COMMENT ON COLUMN main.who_said_what.url IS 'Canonical URL of the article, else the URL that it was read from';
COMMENT ON COLUMN main.who_said_what.statement_id IS 'Statement; joins statements.statement_id';
