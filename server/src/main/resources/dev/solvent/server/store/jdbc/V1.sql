-- What the log signed. Whoever can write it can fork the log; no backup has it.
CREATE TABLE log_lock (
  origin {text} NOT NULL PRIMARY KEY,
  state {bytes} NOT NULL
) {strict};

CREATE TABLE epoch (
  number {integer} NOT NULL PRIMARY KEY CHECK (number > 0),
  as_of {text} NOT NULL,
  step {text} NOT NULL CHECK (step IN ('BEGUN', 'SNAPSHOT', 'RESERVES', 'STATEMENT', 'SIGNED',
    'LOGGED', 'WITNESSED', 'TIMESTAMPED', 'PUBLISHED')),
  since {text} NOT NULL
) {strict};

-- One index entry for all that are under way: there is room for one.
CREATE UNIQUE INDEX one_epoch_under_way ON epoch ((1)) WHERE step <> 'PUBLISHED';

CREATE TABLE trouble (
  epoch {integer} NOT NULL PRIMARY KEY REFERENCES epoch (number) ON DELETE CASCADE,
  sentence {text} NOT NULL,
  remedy {text} NOT NULL,
  needs_person {integer} NOT NULL CHECK (needs_person IN (0, 1)),
  tries {integer} NOT NULL CHECK (tries > 0),
  last {text} NOT NULL
) {strict};

-- The generation in an epoch is the number of rows up to it.
CREATE TABLE revocation (
  account {text} NOT NULL,
  from_epoch {integer} NOT NULL CHECK (from_epoch > 0),
  PRIMARY KEY (account, from_epoch)
) {strict};

CREATE TABLE api_token (
  id {text} NOT NULL PRIMARY KEY,
  hash {bytes} NOT NULL UNIQUE,
  name {text} NOT NULL,
  scopes {text} NOT NULL,
  created {text} NOT NULL,
  revoked {text}
) {strict};

CREATE TABLE alert (
  kind {text} NOT NULL,
  subject {text} NOT NULL,
  sentence {text} NOT NULL,
  since {text} NOT NULL,
  PRIMARY KEY (kind, subject)
) {strict};
