SELECT DISTINCT url FROM asked ANTI JOIN ops.address USING (url)
