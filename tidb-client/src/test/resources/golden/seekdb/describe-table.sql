SHOW CREATE TABLE `sel``ect`;
