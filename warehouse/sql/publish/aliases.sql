-- Uses are counted from the mentions that are published, because a staged alias does not say which article it is of.
MERGE INTO dim_entity_alias AS held
USING (
    WITH mention AS (
        SELECT m.entity_id, regexp_replace(m.surface, '\s+', ' ', 'g') AS alias, count(*) AS uses
        FROM staged_fact_mention AS m
        JOIN published AS p ON p.article_id = m.article_id AND p.provisional = m.revision
        GROUP BY ALL
    )
    SELECT DISTINCT a.entity_id, a.alias, a.origin, coalesce(m.uses, 0) AS uses
    FROM staged_dim_entity_alias AS a
    SEMI JOIN referred USING (entity_id)
    LEFT JOIN mention AS m ON m.entity_id = a.entity_id AND m.alias = regexp_replace(a.alias, '\s+', ' ', 'g')
) AS staged
ON held.entity_id = staged.entity_id AND held.alias = staged.alias AND held.origin = staged.origin
WHEN MATCHED THEN UPDATE SET uses = held.uses + staged.uses
WHEN NOT MATCHED THEN INSERT BY NAME
