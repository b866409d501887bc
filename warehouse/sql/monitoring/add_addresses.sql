INSERT INTO ops.address BY NAME
SELECT DISTINCT ON (url) * FROM found ANTI JOIN ops.address USING (url) ORDER BY url, found_at, source_id
