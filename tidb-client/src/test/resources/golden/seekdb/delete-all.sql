DELETE FROM `points` WHERE 1 = 1;
