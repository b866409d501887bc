SELECT * FROM dim_entity
