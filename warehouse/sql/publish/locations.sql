MERGE INTO dim_location AS held
USING (SELECT DISTINCT ON (location_id) * FROM staged_dim_location ORDER BY location_id, name) AS staged
ON held.location_id = staged.location_id
WHEN MATCHED AND held IS DISTINCT FROM staged THEN UPDATE
WHEN NOT MATCHED THEN INSERT BY NAME
