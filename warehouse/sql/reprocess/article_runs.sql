UPDATE fact_article AS held SET run_id = v.run_id
FROM version_run AS v
WHERE held.article_id = v.article_id AND held.revision = v.revision AND held.run_id <> v.run_id
