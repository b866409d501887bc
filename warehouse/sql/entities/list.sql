-- The entities whose name or an alias has all the words, the most mentioned first.
SELECT
    e.entity_id, e.name, e.kind, e.role, e.country_code, e.wikidata_id, e.article_count, e.statement_count,
    e.merged_into_name, count(*) OVER () AS found
FROM entities AS e
WHERE len(list_filter(
    $words, lambda word: NOT contains(strip_accents(lower(e.name)), strip_accents(lower(word)))
)) = 0
OR e.entity_id IN (
    SELECT entity_id FROM dim_entity_alias
    WHERE len(list_filter(
        $words, lambda word: NOT contains(strip_accents(lower(alias)), strip_accents(lower(word)))
    )) = 0
)
ORDER BY e.article_count DESC, e.statement_count DESC, e.name, e.entity_id
LIMIT $limit
