-- On what occasion, or in what medium, something was said.
ALTER TABLE main.fact_statement ADD COLUMN said_in VARCHAR;
COMMENT ON COLUMN main.fact_statement.said_in IS 'The words of the occasion or medium: a press conference in Lagos, X';
