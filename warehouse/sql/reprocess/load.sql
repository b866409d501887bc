-- One batch, laid before the connection as `staged_*`, to all that was derived again.
INSERT INTO again_fact_article BY NAME
SELECT
    * REPLACE ((revision + getvariable('revision_offset'))::INTEGER AS revision),
    (min(revision) OVER (PARTITION BY article_id, content_sha256) + getvariable('revision_offset'))::INTEGER
        AS facts_revision
FROM staged_fact_article;
INSERT INTO again_fact_paragraph BY NAME
SELECT * REPLACE ((revision + getvariable('revision_offset'))::INTEGER AS revision) FROM staged_fact_paragraph;
INSERT INTO again_fact_statement BY NAME
SELECT * REPLACE ((revision + getvariable('revision_offset'))::INTEGER AS revision) FROM staged_fact_statement;
INSERT INTO again_fact_mention BY NAME
SELECT * REPLACE ((revision + getvariable('revision_offset'))::INTEGER AS revision) FROM staged_fact_mention;
INSERT INTO again_fact_entity_profile BY NAME
SELECT * REPLACE ((revision + getvariable('revision_offset'))::INTEGER AS revision) FROM staged_fact_entity_profile;
INSERT INTO again_fact_date_mention BY NAME
SELECT * REPLACE ((revision + getvariable('revision_offset'))::INTEGER AS revision) FROM staged_fact_date_mention;
INSERT INTO again_fact_statement_relay BY NAME
SELECT r.*, s.article_id, (s.revision + getvariable('revision_offset'))::INTEGER AS revision
FROM staged_fact_statement_relay AS r
JOIN staged_fact_statement AS s USING (statement_id);
INSERT INTO again_fact_statement_entity BY NAME
SELECT r.*, s.article_id, (s.revision + getvariable('revision_offset'))::INTEGER AS revision
FROM staged_fact_statement_entity AS r
JOIN staged_fact_statement AS s USING (statement_id);
INSERT INTO again_dim_source BY NAME FROM staged_dim_source;
INSERT INTO again_dim_location BY NAME FROM staged_dim_location;
INSERT INTO again_dim_entity BY NAME FROM staged_dim_entity;
INSERT INTO again_dim_entity_alias BY NAME FROM staged_dim_entity_alias;
INSERT INTO again_dim_entity_role BY NAME FROM staged_dim_entity_role;
INSERT INTO again_ops_document BY NAME FROM staged_ops_document;
INSERT INTO again_ops_rejection BY NAME FROM staged_ops_rejection;
INSERT INTO again_ops_validation BY NAME FROM staged_ops_validation;
