-- How many times somebody held an office whose name no file tells.
SELECT count(*) FROM imported_occupancy AS o
SEMI JOIN imported_entity AS e ON e.key = o.holder
ANTI JOIN office AS p ON p.key = o.post
