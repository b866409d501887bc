-- All that was derived again, of all batches. Revisions are numbered through all batches, so that those of an article differ.
CREATE OR REPLACE TEMP TABLE again_fact_article AS SELECT *, 0::INTEGER AS facts_revision FROM fact_article LIMIT 0;
CREATE OR REPLACE TEMP TABLE again_fact_paragraph AS FROM fact_paragraph LIMIT 0;
CREATE OR REPLACE TEMP TABLE again_fact_statement AS FROM fact_statement LIMIT 0;
CREATE OR REPLACE TEMP TABLE again_fact_mention AS FROM fact_mention LIMIT 0;
CREATE OR REPLACE TEMP TABLE again_fact_entity_profile AS FROM fact_entity_profile LIMIT 0;
CREATE OR REPLACE TEMP TABLE again_fact_date_mention AS FROM fact_date_mention LIMIT 0;
CREATE OR REPLACE TEMP TABLE again_fact_statement_relay AS
SELECT *, ''::VARCHAR AS article_id, 0::INTEGER AS revision FROM fact_statement_relay LIMIT 0;
CREATE OR REPLACE TEMP TABLE again_fact_statement_entity AS
SELECT *, ''::VARCHAR AS article_id, 0::INTEGER AS revision FROM fact_statement_entity LIMIT 0;
CREATE OR REPLACE TEMP TABLE again_dim_source AS FROM dim_source LIMIT 0;
CREATE OR REPLACE TEMP TABLE again_dim_location AS FROM dim_location LIMIT 0;
CREATE OR REPLACE TEMP TABLE again_dim_entity AS FROM dim_entity LIMIT 0;
CREATE OR REPLACE TEMP TABLE again_dim_entity_alias AS FROM dim_entity_alias LIMIT 0;
CREATE OR REPLACE TEMP TABLE again_dim_entity_role AS FROM dim_entity_role LIMIT 0;
CREATE OR REPLACE TEMP TABLE again_ops_document AS FROM ops.document LIMIT 0;
CREATE OR REPLACE TEMP TABLE again_ops_rejection AS FROM ops.rejection LIMIT 0;
CREATE OR REPLACE TEMP TABLE again_ops_validation AS FROM ops.validation LIMIT 0;
