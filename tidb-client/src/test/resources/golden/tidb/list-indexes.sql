SHOW INDEX FROM `sel``ect`;
