-- What each webhook has still to be told, in the order in which it happened.
CREATE TABLE delivery (
  id {identity},
  webhook {text} NOT NULL,
  kind {text} NOT NULL,
  subject {text} NOT NULL,
  sentence {text} NOT NULL,
  since {text} NOT NULL,
  raised {integer} NOT NULL CHECK (raised IN (0, 1)),
  at {text} NOT NULL,
  tries {integer} NOT NULL CHECK (tries >= 0),
  next {text} NOT NULL
) {strict};

CREATE INDEX delivery_next ON delivery (next);
