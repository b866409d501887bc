-- How many times somebody held an office whose name the file does not tell.
SELECT count(*) FROM imported_occupancy AS o
SEMI JOIN imported_entity AS e ON e.key = o.holder
ANTI JOIN imported_office AS p ON p.key = o.post
