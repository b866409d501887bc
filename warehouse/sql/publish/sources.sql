-- A row of the registry wins over an observed one, and over its older self.
MERGE INTO dim_source AS held
USING (
    SELECT DISTINCT ON (source_id) * FROM staged_dim_source ORDER BY source_id, origin DESC, name
) AS staged
ON held.source_id = staged.source_id
WHEN MATCHED AND staged.origin = 'registry' AND held IS DISTINCT FROM staged THEN UPDATE
WHEN NOT MATCHED THEN INSERT BY NAME
