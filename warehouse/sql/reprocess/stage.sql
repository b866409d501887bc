-- What is published next, as the statements of publishing see a batch: the versions of `published`. A text that stood
-- twice in a batch was analysed once.
CREATE OR REPLACE TEMP VIEW staged_fact_article AS
SELECT s.* EXCLUDE (facts_revision) FROM again_fact_article AS s
SEMI JOIN published AS p ON p.article_id = s.article_id AND p.provisional = s.revision;
CREATE OR REPLACE TEMP VIEW staged_fact_paragraph AS
SELECT s.* FROM again_fact_paragraph AS s
SEMI JOIN published AS p ON p.article_id = s.article_id AND p.provisional = s.revision;
CREATE OR REPLACE TEMP VIEW staged_fact_statement AS
SELECT s.* REPLACE (t.provisional AS revision) FROM again_fact_statement AS s
JOIN capture_version AS t ON t.article_id = s.article_id AND t.facts_revision = s.revision
SEMI JOIN published AS p ON p.article_id = t.article_id AND p.provisional = t.provisional;
CREATE OR REPLACE TEMP VIEW staged_fact_mention AS
SELECT s.* REPLACE (t.provisional AS revision) FROM again_fact_mention AS s
JOIN capture_version AS t ON t.article_id = s.article_id AND t.facts_revision = s.revision
SEMI JOIN published AS p ON p.article_id = t.article_id AND p.provisional = t.provisional;
CREATE OR REPLACE TEMP VIEW staged_fact_entity_profile AS
SELECT s.* REPLACE (t.provisional AS revision) FROM again_fact_entity_profile AS s
JOIN capture_version AS t ON t.article_id = s.article_id AND t.facts_revision = s.revision
SEMI JOIN published AS p ON p.article_id = t.article_id AND p.provisional = t.provisional;
CREATE OR REPLACE TEMP VIEW staged_fact_date_mention AS
SELECT s.* REPLACE (t.provisional AS revision) FROM again_fact_date_mention AS s
JOIN capture_version AS t ON t.article_id = s.article_id AND t.facts_revision = s.revision
SEMI JOIN published AS p ON p.article_id = t.article_id AND p.provisional = t.provisional;
CREATE OR REPLACE TEMP VIEW staged_fact_statement_relay AS
SELECT s.* EXCLUDE (article_id, revision) FROM again_fact_statement_relay AS s
JOIN capture_version AS t ON t.article_id = s.article_id AND t.facts_revision = s.revision
SEMI JOIN published AS p ON p.article_id = t.article_id AND p.provisional = t.provisional;
CREATE OR REPLACE TEMP VIEW staged_fact_statement_entity AS
SELECT s.* EXCLUDE (article_id, revision) FROM again_fact_statement_entity AS s
JOIN capture_version AS t ON t.article_id = s.article_id AND t.facts_revision = s.revision
SEMI JOIN published AS p ON p.article_id = t.article_id AND p.provisional = t.provisional;
CREATE OR REPLACE TEMP VIEW staged_dim_source AS FROM again_dim_source;
CREATE OR REPLACE TEMP VIEW staged_dim_location AS FROM again_dim_location;
CREATE OR REPLACE TEMP VIEW staged_dim_entity AS FROM again_dim_entity;
CREATE OR REPLACE TEMP VIEW staged_dim_entity_alias AS FROM again_dim_entity_alias;
CREATE OR REPLACE TEMP VIEW staged_dim_entity_role AS FROM again_dim_entity_role;
