-- A role told in texts is seen from the first to the last day of the articles that tell it.
MERGE INTO dim_entity_role AS held
USING (
    SELECT
        f.entity_id, f.role, 'text' AS origin,
        min(a.published_date) AS first_seen, max(a.published_date) AS last_seen
    FROM fact_entity_profile AS f
    SEMI JOIN published AS p ON p.article_id = f.article_id AND p.revision = f.revision
    JOIN fact_article AS a ON a.article_id = f.article_id AND a.revision = f.revision
    WHERE f.role IS NOT NULL
    GROUP BY ALL
) AS staged
ON held.entity_id = staged.entity_id AND held.origin = staged.origin AND held.role = staged.role
WHEN MATCHED THEN UPDATE SET
    first_seen = least(held.first_seen, staged.first_seen), last_seen = greatest(held.last_seen, staged.last_seen)
WHEN NOT MATCHED THEN INSERT BY NAME
