-- The facts of the versions that are kept, staged as they are, beside those that were derived again.
DELETE FROM again_fact_article WHERE capture_id NOT IN (SELECT capture_id FROM fresh);
UPDATE again_fact_article AS anew SET first_seen_at = c.captured_at
FROM ops.capture AS c
WHERE c.capture_id = anew.capture_id;
INSERT INTO again_fact_article BY NAME
SELECT f.* REPLACE (k.provisional AS revision), k.provisional AS facts_revision
FROM fact_article AS f
JOIN kept AS k USING (article_id, revision);
INSERT INTO again_fact_paragraph BY NAME
SELECT f.* REPLACE (k.provisional AS revision) FROM fact_paragraph AS f JOIN kept AS k USING (article_id, revision);
INSERT INTO again_fact_statement BY NAME
SELECT f.* REPLACE (k.provisional AS revision) FROM fact_statement AS f JOIN kept AS k USING (article_id, revision);
INSERT INTO again_fact_mention BY NAME
SELECT f.* REPLACE (k.provisional AS revision) FROM fact_mention AS f JOIN kept AS k USING (article_id, revision);
INSERT INTO again_fact_entity_profile BY NAME
SELECT f.* REPLACE (k.provisional AS revision) FROM fact_entity_profile AS f JOIN kept AS k USING (article_id, revision);
INSERT INTO again_fact_date_mention BY NAME
SELECT f.* REPLACE (k.provisional AS revision) FROM fact_date_mention AS f JOIN kept AS k USING (article_id, revision);
INSERT INTO again_fact_statement_relay BY NAME
SELECT f.*, s.article_id, k.provisional AS revision
FROM fact_statement_relay AS f
JOIN fact_statement AS s USING (statement_id)
JOIN kept AS k USING (article_id, revision);
INSERT INTO again_fact_statement_entity BY NAME
SELECT f.*, s.article_id, k.provisional AS revision
FROM fact_statement_entity AS f
JOIN fact_statement AS s USING (statement_id)
JOIN kept AS k USING (article_id, revision);
