-- The lots and their chain of custody: the same statements on SQLite and on PostgreSQL.
CREATE TABLE lots (
  id TEXT PRIMARY KEY, product TEXT NOT NULL, state TEXT NOT NULL, room TEXT NOT NULL, exposed_minutes INTEGER NOT NULL);
CREATE TABLE custody (
  lot TEXT NOT NULL, what TEXT NOT NULL, person TEXT NOT NULL, evidence TEXT NOT NULL, key TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (lot, key));
INSERT INTO lots VALUES ('L-101', 'vaccine', 'released', 'A', 35);
INSERT INTO lots VALUES ('L-102', 'vaccine', 'released', 'A', 42);
INSERT INTO lots VALUES ('L-103', 'serum', 'released', 'A', 95);
INSERT INTO lots VALUES ('L-104', 'serum', 'released', 'B', 0);
