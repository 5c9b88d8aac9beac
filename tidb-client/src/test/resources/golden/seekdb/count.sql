SELECT COUNT(*) FROM `select`;
