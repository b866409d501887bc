-- How many rows changed in each column, the commonest first.
SELECT name, count(*) FROM (SELECT unnest(columns) AS name FROM compared) GROUP BY name ORDER BY count(*) DESC, name
