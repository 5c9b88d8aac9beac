CREATE DATABASE `sel``ect`;
