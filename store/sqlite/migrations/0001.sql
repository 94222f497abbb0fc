-- One row an article, with its present text. Wide columns stand last: what
-- lists articles does not read them.
CREATE TABLE article (
  number INTEGER PRIMARY KEY,            -- order of arrival
  id TEXT NOT NULL UNIQUE,
  outlet TEXT NOT NULL,                  -- registrable domain, or name, or ''
  at INTEGER NOT NULL,                   -- publication as far as known, Unix seconds; never after added
  published TEXT NOT NULL,               -- as stated: RFC 3339, a date, or ''
  published_from TEXT NOT NULL,
  published_why TEXT NOT NULL,
  added INTEGER NOT NULL,                -- Unix seconds, as all times below
  changed INTEGER NOT NULL,              -- when the present text arrived
  revision INTEGER NOT NULL,
  partial INTEGER NOT NULL,              -- 1: the text is a summary of a feed
  words INTEGER NOT NULL,
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  path TEXT NOT NULL,
  publisher TEXT NOT NULL,
  agency TEXT NOT NULL,
  byline TEXT NOT NULL,                  -- JSON, list of strings
  notes TEXT NOT NULL,                   -- JSON, list of strings
  source TEXT NOT NULL,                  -- JSON, the article as it was read, for analysing it again
  text TEXT NOT NULL
) STRICT;
CREATE INDEX article_at ON article (at);
CREATE INDEX article_outlet ON article (outlet, at);
CREATE INDEX article_changed ON article (changed);

-- What makes an article the one that it is: hashes of its address, of its file
-- and place there, of outlet and text; of all its texts.
CREATE TABLE key (
  key BLOB PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article
) STRICT, WITHOUT ROWID;

-- The texts that an article had before the present one.
CREATE TABLE revision (
  article INTEGER NOT NULL REFERENCES article,
  number INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  title TEXT NOT NULL,
  changes TEXT NOT NULL,                 -- JSON, list of [old start, old end, new start, new end] in bytes
  text TEXT NOT NULL,
  PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

-- The findings, packed (store/pack), with the version of the pipeline.
CREATE TABLE analysis (
  article INTEGER PRIMARY KEY REFERENCES article,
  version INTEGER NOT NULL,
  layers BLOB NOT NULL
) STRICT;
CREATE INDEX analysis_version ON analysis (version);

-- What queries ask of the findings. Starts and ends are bytes of the text.
CREATE TABLE name (
  article INTEGER NOT NULL REFERENCES article,
  n INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  mentions INTEGER NOT NULL,
  start INTEGER NOT NULL,                -- of the first mention
  end INTEGER NOT NULL,
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE quote (
  article INTEGER NOT NULL REFERENCES article,
  n INTEGER NOT NULL,
  speaker TEXT NOT NULL,
  kind TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE figure (
  article INTEGER NOT NULL REFERENCES article,
  n INTEGER NOT NULL,
  measure TEXT NOT NULL,
  unit TEXT NOT NULL,
  bound TEXT NOT NULL,
  value REAL,                            -- NULL for vague words
  low REAL,                              -- NULL where open
  high REAL,
  claimed_by TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

-- Which story an article belongs to.
CREATE TABLE member (
  article INTEGER PRIMARY KEY REFERENCES article,
  story INTEGER NOT NULL,
  thread INTEGER NOT NULL,
  decided INTEGER NOT NULL,              -- number of the person's decision, 0 for the program's
  copied REAL NOT NULL,                  -- share of the text that stands in an earlier article of another outlet
  why TEXT NOT NULL
) STRICT;
CREATE INDEX member_story ON member (story);
CREATE TABLE copy (
  article INTEGER NOT NULL REFERENCES article,
  earlier INTEGER NOT NULL REFERENCES article,
  share REAL NOT NULL,
  other REAL NOT NULL,
  PRIMARY KEY (article, earlier)
) STRICT, WITHOUT ROWID;

-- What persons have decided, in order.
CREATE TABLE decision (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  verb TEXT NOT NULL,
  articles TEXT NOT NULL,                -- JSON, list of IDs
  stories TEXT NOT NULL,                 -- JSON, list of numbers
  story INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;

-- Full text. The words stand in article; the index keeps no second copy.
CREATE VIRTUAL TABLE fulltext USING fts5 (
  title, body, name, speaker,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
-- Few, large segments: the default writes 1 MB at a time and merges often.
INSERT INTO fulltext (fulltext, rank) VALUES ('hashsize', 33554432);
INSERT INTO fulltext (fulltext, rank) VALUES ('automerge', 8);

-- Small things kept under a name.
CREATE TABLE state (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
