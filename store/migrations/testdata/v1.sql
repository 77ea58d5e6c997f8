PRAGMA application_id = 1097757797;
PRAGMA user_version = 1;
CREATE TABLE studio (
  id              INTEGER PRIMARY KEY CHECK (id = 1),
  name            TEXT NOT NULL CHECK (name <> ''),   -- as clients say it
  legal_name      TEXT NOT NULL DEFAULT '',           -- as documents print it; empty: the same
  country         TEXT NOT NULL CHECK (length(country) = 2),
  currency        TEXT NOT NULL CHECK (length(currency) = 3),
  locale          TEXT NOT NULL,
  time_zone       TEXT NOT NULL,
  address         TEXT NOT NULL DEFAULT '',
  email           TEXT NOT NULL DEFAULT '',
  phone           TEXT NOT NULL DEFAULT '',
  tax_name        TEXT NOT NULL DEFAULT 'VAT',
  tax_number      TEXT NOT NULL DEFAULT '',
  company_number  TEXT NOT NULL DEFAULT '',
  accreditations  TEXT NOT NULL DEFAULT '',           -- Markdown
  accreditations_html TEXT NOT NULL DEFAULT '',
  terms           TEXT NOT NULL DEFAULT '',           -- default terms of business, Markdown
  terms_html      TEXT NOT NULL DEFAULT '',
  bank_name       TEXT NOT NULL DEFAULT '',           -- account holder
  bank_iban       TEXT NOT NULL DEFAULT '',
  bank_bic        TEXT NOT NULL DEFAULT '',
  bank_details    TEXT NOT NULL DEFAULT '',           -- further 'Label: value' lines (sort code …)
  takes_bank      INTEGER NOT NULL DEFAULT 1 CHECK (takes_bank IN (0, 1)),
  takes_card      INTEGER NOT NULL DEFAULT 1 CHECK (takes_card IN (0, 1)),
  validity_days   INTEGER NOT NULL DEFAULT 30 CHECK (validity_days BETWEEN 1 AND 3650),
  deposit_rate    INTEGER NOT NULL DEFAULT 30000 CHECK (deposit_rate BETWEEN 0 AND 100000),
  due_days        INTEGER NOT NULL DEFAULT 14 CHECK (due_days BETWEEN 0 AND 3650),
  on_acceptance   TEXT NOT NULL DEFAULT 'send' CHECK (on_acceptance IN ('send', 'draft')),
  quote_format    TEXT NOT NULL DEFAULT 'Q-{0001}',
  invoice_format  TEXT NOT NULL DEFAULT 'INV-{0001}',
  credit_format   TEXT NOT NULL DEFAULT 'CN-{0001}',
  receipt_format  TEXT NOT NULL DEFAULT 'R-{0001}',
  file_limit      INTEGER NOT NULL DEFAULT 2147483648 CHECK (file_limit > 0),  -- bytes a file
  colour          TEXT NOT NULL DEFAULT '#0f5d62' CHECK (colour GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'),
  base_url        TEXT NOT NULL DEFAULT '',           -- origin of every link we write
  practice        INTEGER NOT NULL DEFAULT 0 CHECK (practice IN (0, 1)),  -- the demo: no money moves
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL
) STRICT;
CREATE TABLE logo (                                   -- re-encoded to PNG on arrival
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  name   TEXT NOT NULL,
  png    BLOB NOT NULL,
  width  INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  sha256 TEXT NOT NULL,
  at     INTEGER NOT NULL
) STRICT;
CREATE TABLE mail_settings (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  host       TEXT NOT NULL CHECK (host <> ''),
  port       INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
  username   TEXT NOT NULL DEFAULT '',
  password   TEXT NOT NULL DEFAULT '',
  from_email TEXT NOT NULL CHECK (from_email <> ''),
  tls        TEXT NOT NULL CHECK (tls IN ('starttls', 'tls', 'none')),
  at         INTEGER NOT NULL
) STRICT;
CREATE TABLE stripe_settings (
  id             INTEGER PRIMARY KEY CHECK (id = 1),
  secret_key     TEXT NOT NULL DEFAULT '',            -- empty while the environment gives it
  account        TEXT NOT NULL DEFAULT '',            -- connected account id, or empty
  webhook_secret TEXT NOT NULL DEFAULT '',
  at             INTEGER NOT NULL,
  CHECK (secret_key <> '' OR webhook_secret <> '')
) STRICT;
CREATE TABLE tax_rate (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,                           -- 'Standard rate'
  rate       INTEGER NOT NULL CHECK (rate BETWEEN 0 AND 100000),
  category   TEXT NOT NULL CHECK (category IN ('', 'S', 'L', 'M', 'Z', 'E', 'AE', 'K', 'G', 'O')),  -- UNCL5305
  is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
  position   INTEGER NOT NULL,
  UNIQUE (category, rate)
) STRICT;
CREATE TABLE series (                                 -- gapless numbers, given at issue
  kind TEXT NOT NULL CHECK (kind IN ('project', 'quote', 'invoice', 'credit-note', 'receipt', 'certificate')),
  year INTEGER NOT NULL DEFAULT 0,                    -- 0: the series does not restart
  last INTEGER NOT NULL CHECK (last >= 0),
  PRIMARY KEY (kind, year)
) STRICT, WITHOUT ROWID;
CREATE TABLE staff (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL CHECK (name <> ''),
  email         TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (email <> ''),
  password_hash TEXT NOT NULL,                        -- argon2id, PHC string
  role          TEXT NOT NULL CHECK (role IN ('owner', 'member')),
  created_at    INTEGER NOT NULL,
  disabled_at   INTEGER
) STRICT;
CREATE TABLE client (
  id             INTEGER PRIMARY KEY,
  name           TEXT NOT NULL CHECK (name <> ''),
  address        TEXT NOT NULL DEFAULT '',
  country        TEXT NOT NULL DEFAULT '',
  tax_number     TEXT NOT NULL DEFAULT '',
  locale         TEXT NOT NULL DEFAULT '',            -- empty: the studio's
  currency       TEXT NOT NULL DEFAULT '',            -- empty: the studio's
  notes          TEXT NOT NULL DEFAULT '',            -- only the studio sees these
  portal_enabled INTEGER NOT NULL DEFAULT 1 CHECK (portal_enabled IN (0, 1)),
  search         TEXT NOT NULL DEFAULT '',            -- its name and its contacts, folded, to be searched
  owed           INTEGER NOT NULL DEFAULT 0,          -- minor units of any currency, kept by triggers: an order, no sum
  open           INTEGER NOT NULL DEFAULT 0,          -- projects that are enquiries or active; kept by triggers
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  archived_at    INTEGER
) STRICT;
CREATE TABLE contact (
  id          INTEGER PRIMARY KEY,
  client_id   INTEGER NOT NULL REFERENCES client,
  name        TEXT NOT NULL CHECK (name <> ''),
  email       TEXT NOT NULL COLLATE NOCASE CHECK (email <> ''),
  phone       TEXT NOT NULL DEFAULT '',
  locale      TEXT NOT NULL DEFAULT '',               -- empty: the client's
  is_main     INTEGER NOT NULL DEFAULT 0 CHECK (is_main IN (0, 1)),
  last_seen_at INTEGER,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  archived_at INTEGER
) STRICT;
CREATE TABLE session (
  id         INTEGER PRIMARY KEY,
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  staff_id   INTEGER REFERENCES staff,
  contact_id INTEGER REFERENCES contact,
  data       TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(data)),
  ip         TEXT NOT NULL DEFAULT '',
  user_agent TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  CHECK ((staff_id IS NULL) <> (contact_id IS NULL))
) STRICT;
CREATE TABLE pass (                                   -- used up once: setup, sign-in, reset
  id         INTEGER PRIMARY KEY,
  purpose    TEXT NOT NULL CHECK (purpose IN ('setup', 'sign-in', 'reset')),
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  code_hash  BLOB CHECK (code_hash IS NULL OR length(code_hash) = 32),
  staff_id   INTEGER REFERENCES staff,
  contact_id INTEGER REFERENCES contact,
  tries      INTEGER NOT NULL DEFAULT 0,              -- wrong codes so far
  next       TEXT NOT NULL DEFAULT '',                -- the page that was asked for; empty: the first
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at    INTEGER,
  CHECK (purpose <> 'sign-in' OR (staff_id IS NULL) <> (contact_id IS NULL)),
  CHECK (purpose <> 'reset' OR staff_id IS NOT NULL)
) STRICT;
CREATE TABLE rate_limit (                             -- survives restarts
  bucket     BLOB PRIMARY KEY CHECK (length(bucket) = 32), -- SHA-256 of 'sign-in of …', 'sign-in from …'
  started_at INTEGER NOT NULL,
  count      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE project (
  id         INTEGER PRIMARY KEY,
  number     INTEGER NOT NULL UNIQUE,
  client_id  INTEGER NOT NULL REFERENCES client,
  name       TEXT NOT NULL CHECK (name <> ''),
  status     TEXT NOT NULL DEFAULT 'enquiry' CHECK (status IN ('enquiry', 'active', 'complete', 'archived')),
  location   TEXT NOT NULL DEFAULT '',
  event_on   TEXT CHECK (event_on IS NULL OR event_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  notes      TEXT NOT NULL DEFAULT '',                -- shared with the client, Markdown
  notes_html TEXT NOT NULL DEFAULT '',
  search     TEXT NOT NULL DEFAULT '',                -- number, name and location, folded, to be searched
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE project_contact (                        -- who has a portal on this project
  project_id INTEGER NOT NULL REFERENCES project,
  contact_id INTEGER NOT NULL REFERENCES contact,
  PRIMARY KEY (project_id, contact_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE project_staff (
  project_id INTEGER NOT NULL REFERENCES project,
  staff_id   INTEGER NOT NULL REFERENCES staff,
  PRIMARY KEY (project_id, staff_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE quote (
  id             INTEGER PRIMARY KEY,
  project_id     INTEGER NOT NULL REFERENCES project,
  contact_id     INTEGER REFERENCES contact,          -- whom it is for; NULL: everyone on the project
  kind           TEXT NOT NULL DEFAULT 'quote' CHECK (kind IN ('quote', 'estimate')),
  number         TEXT,                                -- given when sent; a revision keeps it
  version        INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  revises_id     INTEGER UNIQUE REFERENCES quote,
  state          TEXT NOT NULL DEFAULT 'draft'
                 CHECK (state IN ('draft', 'sent', 'accepted', 'declined', 'superseded')),
  title          TEXT NOT NULL DEFAULT '',
  currency       TEXT NOT NULL,
  total          INTEGER NOT NULL DEFAULT 0,          -- as proposed; as signed once accepted
  content        TEXT NOT NULL CHECK (json_valid(content)),
  content_hash   TEXT,                                -- SHA-256 of content's bytes, once sent
  edits          INTEGER NOT NULL DEFAULT 0,          -- optimistic lock of the editor
  valid_until_on TEXT,
  sent_at        INTEGER,
  viewed_at      INTEGER,
  decided_at     INTEGER,
  decline_reason TEXT NOT NULL DEFAULT '',
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  archived_at    INTEGER,
  UNIQUE (number, version),
  CHECK (state = 'draft' OR (number IS NOT NULL AND content_hash IS NOT NULL AND sent_at IS NOT NULL)),
  CHECK (state NOT IN ('accepted', 'declined') OR decided_at IS NOT NULL)
) STRICT;
CREATE TABLE signature (
  id             INTEGER PRIMARY KEY,
  quote_id       INTEGER NOT NULL UNIQUE REFERENCES quote,
  contact_id     INTEGER NOT NULL REFERENCES contact,
  certificate    TEXT NOT NULL UNIQUE,
  name           TEXT NOT NULL CHECK (trim(name) <> ''),
  method         TEXT NOT NULL CHECK (method IN ('draw', 'type')),
  strokes        TEXT NOT NULL DEFAULT '' CHECK (method = 'type' OR json_array_length(strokes) > 0),
  consent        TEXT NOT NULL CHECK (consent <> ''), -- the words agreed to, as shown
  selection      TEXT NOT NULL CHECK (json_valid(selection)),
  total          INTEGER NOT NULL,
  document_hash  TEXT NOT NULL,
  signed_at      INTEGER NOT NULL,
  time_zone      TEXT NOT NULL,
  ip             TEXT NOT NULL,
  user_agent     TEXT NOT NULL,
  via            TEXT NOT NULL                        -- how the document was reached
) STRICT;
CREATE TABLE signed_copy (                            -- made once, never again
  signature_id INTEGER PRIMARY KEY REFERENCES signature,
  pdf          BLOB NOT NULL,
  sha256       TEXT NOT NULL,
  made_at      INTEGER NOT NULL
) STRICT;
CREATE TABLE evidence (                               -- a hash chain for each document
  id          INTEGER PRIMARY KEY,
  quote_id    INTEGER NOT NULL REFERENCES quote,
  position    INTEGER NOT NULL,
  what        TEXT NOT NULL CHECK (what IN ('sent', 'viewed', 'signed', 'declined', 'superseded')),
  at          INTEGER NOT NULL,
  detail      TEXT NOT NULL CHECK (json_valid(detail)),
  before_hash TEXT NOT NULL,                          -- hash of the event before; 64 zeros at first
  hash        TEXT NOT NULL,                          -- SHA-256 over before_hash and this event
  UNIQUE (quote_id, position)
) STRICT;
CREATE TABLE invoice (
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL REFERENCES project,
  contact_id   INTEGER REFERENCES contact,            -- NULL: everyone on the project
  quote_id     INTEGER UNIQUE REFERENCES quote,
  number       TEXT UNIQUE,                           -- given at issue
  state        TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'issued', 'void')),
  title        TEXT NOT NULL DEFAULT '',
  currency     TEXT NOT NULL,
  total        INTEGER NOT NULL CHECK (total >= 0),
  credited     INTEGER NOT NULL DEFAULT 0 CHECK (credited BETWEEN 0 AND total),  -- its credit notes, kept by a trigger
  forgiven     INTEGER NOT NULL DEFAULT 0 CHECK (forgiven BETWEEN 0 AND credited),  -- of them, what was given back too: it opens no instalment again
  paid         INTEGER NOT NULL DEFAULT 0,            -- settled payments less refunds, kept by the triggers below
  refunded     INTEGER NOT NULL DEFAULT 0,            -- of what was paid, kept by the triggers below
  owed         INTEGER NOT NULL AS (max(total - credited - paid, 0)) VIRTUAL,    -- more than was owed is not less than nothing
  content      TEXT NOT NULL CHECK (json_valid(content)),
  content_hash TEXT,
  issued_on    TEXT,
  next_due_on  TEXT,                                  -- of the first instalment not yet covered
  next_due     INTEGER NOT NULL DEFAULT 0,            -- what is left of it
  issued_at    INTEGER,
  sent_at      INTEGER,
  viewed_at    INTEGER,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  archived_at  INTEGER,
  CHECK (state = 'draft' OR (number IS NOT NULL AND content_hash IS NOT NULL AND issued_on IS NOT NULL AND issued_at IS NOT NULL))
) STRICT;
CREATE TABLE outstanding (                            -- what all clients owe; kept by the triggers below
  currency TEXT PRIMARY KEY,
  amount   INTEGER NOT NULL,
  invoices INTEGER NOT NULL                           -- that are issued and not paid in full
) STRICT, WITHOUT ROWID;
CREATE TABLE invoice_tax (                            -- the tax of each rate, for reports
  invoice_id INTEGER NOT NULL REFERENCES invoice ON DELETE CASCADE,
  category   TEXT NOT NULL,
  rate       INTEGER NOT NULL,
  base       INTEGER NOT NULL,
  tax        INTEGER NOT NULL,
  PRIMARY KEY (invoice_id, category, rate)
) STRICT, WITHOUT ROWID;
CREATE TABLE instalment (
  id         INTEGER PRIMARY KEY,
  invoice_id INTEGER NOT NULL REFERENCES invoice ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  label      TEXT NOT NULL,
  amount     INTEGER NOT NULL CHECK (amount >= 0),
  due_on     TEXT NOT NULL,
  UNIQUE (invoice_id, position)
) STRICT;
CREATE TABLE payment (
  id           INTEGER PRIMARY KEY,
  invoice_id   INTEGER NOT NULL REFERENCES invoice,
  with_id      INTEGER REFERENCES payment,            -- in whose checkout it was paid too; that one has the provider's ids
  contact_id   INTEGER REFERENCES contact,            -- who paid; NULL: not known
  staff_id     INTEGER REFERENCES staff,              -- who recorded or confirmed it
  attempt      TEXT NOT NULL UNIQUE,                  -- idempotency key of the attempt
  method       TEXT NOT NULL CHECK (method IN ('card', 'bank', 'cash', 'cheque', 'credit', 'other')),
  label        TEXT NOT NULL DEFAULT '',              -- 'Visa ending 4242'
  state        TEXT NOT NULL CHECK (state IN ('started', 'announced', 'processing', 'paid', 'failed', 'cancelled')),
  amount       INTEGER NOT NULL CHECK (amount > 0),
  refunded     INTEGER NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND amount),  -- kept by the triggers below
  currency     TEXT NOT NULL,
  checkout_id  TEXT UNIQUE,                           -- the provider's id of the attempt
  checkout_url TEXT NOT NULL DEFAULT '',
  provider_id  TEXT UNIQUE,                           -- the provider's id of the money
  failure      TEXT NOT NULL DEFAULT '',
  note         TEXT NOT NULL DEFAULT '',
  paid_on      TEXT,
  receipt      TEXT UNIQUE,                           -- number of the receipt
  started_at   INTEGER NOT NULL,
  expires_at   INTEGER,
  settled_at   INTEGER,
  checked_at   INTEGER,                               -- when the sweep last asked the provider
  CHECK (state <> 'paid' OR (paid_on IS NOT NULL AND settled_at IS NOT NULL AND receipt IS NOT NULL))
) STRICT;
CREATE TABLE takings (                                -- money received; kept by the triggers below
  month    TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
  currency TEXT NOT NULL,
  amount   INTEGER NOT NULL,
  payments INTEGER NOT NULL,
  PRIMARY KEY (month, currency)
) STRICT, WITHOUT ROWID;
CREATE TABLE refund (                                 -- money that went back
  id          INTEGER PRIMARY KEY,
  payment_id  INTEGER NOT NULL REFERENCES payment,
  staff_id    INTEGER REFERENCES staff,               -- NULL: from the provider's own pages
  attempt     TEXT NOT NULL UNIQUE,                   -- idempotency key
  kind        TEXT NOT NULL DEFAULT 'refund' CHECK (kind IN ('refund', 'dispute', 'credit')),  -- 'credit': used for another invoice
  state       TEXT NOT NULL CHECK (state IN ('started', 'processing', 'done', 'failed')),
  amount      INTEGER NOT NULL CHECK (amount > 0),
  currency    TEXT NOT NULL,
  provider_id TEXT,
  wish        TEXT NOT NULL DEFAULT 'owe' CHECK (wish IN ('credit', 'owe', 'ask')),  -- it is credited, owed again, or the owner has yet to say
  credit_note_id INTEGER REFERENCES credit_note,      -- that took it off the invoice
  reason      TEXT NOT NULL DEFAULT '',
  failure     TEXT NOT NULL DEFAULT '',
  refunded_on TEXT,
  started_at  INTEGER NOT NULL,
  settled_at  INTEGER,
  checked_at  INTEGER,                                -- when the sweep last asked the provider
  UNIQUE (provider_id, payment_id),                   -- one refund may give back of several payments of one checkout
  CHECK (state <> 'done' OR (refunded_on IS NOT NULL AND settled_at IS NOT NULL))
) STRICT;
CREATE TABLE credit_note (                            -- takes back what an issued invoice asks for, or a part of it
  id           INTEGER PRIMARY KEY,
  invoice_id   INTEGER NOT NULL REFERENCES invoice,
  staff_id     INTEGER REFERENCES staff,
  number       TEXT NOT NULL UNIQUE,
  currency     TEXT NOT NULL,
  total        INTEGER NOT NULL CHECK (total > 0),
  reason       TEXT NOT NULL DEFAULT '',
  content      TEXT NOT NULL CHECK (json_valid(content)),
  content_hash TEXT NOT NULL,
  issued_on    TEXT NOT NULL,
  issued_at    INTEGER NOT NULL,
  sent_at      INTEGER
) STRICT;
CREATE TABLE credit_note_tax (                        -- the tax of each rate, for reports
  credit_note_id INTEGER NOT NULL REFERENCES credit_note,
  category       TEXT NOT NULL,
  rate           INTEGER NOT NULL,
  base           INTEGER NOT NULL,
  tax            INTEGER NOT NULL,
  PRIMARY KEY (credit_note_id, category, rate)
) STRICT, WITHOUT ROWID;
CREATE TABLE webhook_event (                          -- each event once, however often it comes
  id           TEXT PRIMARY KEY,
  type         TEXT NOT NULL,
  about        TEXT NOT NULL DEFAULT '',              -- the provider's id of a checkout, a payment or a dispute
  received_at  INTEGER NOT NULL,
  done_at      INTEGER,
  tries        INTEGER NOT NULL DEFAULT 0,
  error        TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE file (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,      -- never used again: chunks hang on it
  project_id  INTEGER NOT NULL REFERENCES project,
  name        TEXT NOT NULL CHECK (name <> ''),
  media_type  TEXT NOT NULL,
  size        INTEGER NOT NULL DEFAULT 0 CHECK (size >= 0),
  sha256      TEXT NOT NULL DEFAULT '',
  state       TEXT NOT NULL CHECK (state IN ('coming', 'here', 'gone')),  -- gone: its chunks were given back
  visible     INTEGER NOT NULL DEFAULT 0 CHECK (visible IN (0, 1)),  -- 'Visible in Portal'
  staff_id    INTEGER REFERENCES staff,
  created_at  INTEGER NOT NULL,
  shared_at   INTEGER,
  deleted_at  INTEGER,
  CHECK (state = 'here' OR visible = 0)
) STRICT;
CREATE TABLE chunk (                                  -- id = file.id << 24 | n; 256 KiB each but the last
  id   INTEGER PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;
CREATE TABLE download (
  id         INTEGER PRIMARY KEY,
  file_id    INTEGER NOT NULL REFERENCES file,
  contact_id INTEGER NOT NULL REFERENCES contact,
  at         INTEGER NOT NULL
) STRICT;
CREATE TABLE link (                                   -- /d/{token}: one document for one contact
  id         INTEGER PRIMARY KEY,
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  contact_id INTEGER NOT NULL REFERENCES contact,
  quote_id   INTEGER REFERENCES quote,
  invoice_id INTEGER REFERENCES invoice,
  file_id    INTEGER REFERENCES file,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER,
  CHECK ((quote_id IS NOT NULL) + (invoice_id IS NOT NULL) + (file_id IS NOT NULL) = 1)
) STRICT;
CREATE TABLE outbox (
  id          INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL,                          -- names the words and the layout: 'quote', 'receipt', 'sign-in' …
  once        TEXT UNIQUE,                            -- what may be sent only once; NULL: no such limit
  contact_id  INTEGER REFERENCES contact,
  staff_id    INTEGER REFERENCES staff,
  project_id  INTEGER REFERENCES project,
  quote_id    INTEGER REFERENCES quote,
  invoice_id  INTEGER REFERENCES invoice,
  payment_id  INTEGER REFERENCES payment,
  file_id     INTEGER REFERENCES file,
  to_email    TEXT NOT NULL,
  to_name     TEXT NOT NULL,
  lang        TEXT NOT NULL,
  subject     TEXT NOT NULL DEFAULT '',               -- the owner's own words, or empty: the catalogue's
  body        TEXT NOT NULL DEFAULT '',               -- Markdown; never holds a link or a code
  data        TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(data)),
  message_id  TEXT NOT NULL UNIQUE,                   -- the same at each try
  state       TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'held', 'cancelled')),
  tries       INTEGER NOT NULL DEFAULT 0,
  next_at     INTEGER NOT NULL,
  error       TEXT NOT NULL DEFAULT '',               -- the server's own words
  created_at  INTEGER NOT NULL,
  sent_at     INTEGER,
  CHECK ((contact_id IS NULL) <> (staff_id IS NULL))
) STRICT;
CREATE TABLE activity (
  id         INTEGER PRIMARY KEY,
  at         INTEGER NOT NULL,
  what       TEXT NOT NULL,                           -- 'quote sent', 'payment received' …
  client_id  INTEGER REFERENCES client,
  project_id INTEGER REFERENCES project,
  quote_id   INTEGER REFERENCES quote,
  invoice_id INTEGER REFERENCES invoice,
  file_id    INTEGER REFERENCES file,
  staff_id   INTEGER REFERENCES staff,                -- who did it: one of the studio,
  contact_id INTEGER REFERENCES contact,              -- a contact, or neither: the clock
  detail     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail))
) STRICT;
INSERT INTO studio VALUES (1, 'Alder & Rowe', '', 'GB', 'GBP', 'en-GB', 'Europe/London', '', 'hannah@alderandrowe.example', '', 'VAT', '', '', '', '', 'Work begins once the deposit is paid.', '<p>Work begins once the deposit is paid.</p>
', 'Alder & Rowe Ltd', 'GB33BUKB20201555555555', '', '', 1, 1, 30, 30000, 14, 'send', 'Q-{0001}', 'INV-{0001}', 'CN-{0001}', 'R-{0001}', 2147483648, '#0f5d62', 'http://anteroom.test', 0, 1795424400000, 1795424400000);
INSERT INTO logo VALUES (1, 'logo.png', X'89504E470D0A1A0A0000000D49484452000000280000001408020000007024E8EC000000254944415478DA62621820306AF1A8C5A3168F5A3C6AF1A8C5A3168F5A3C822C06040000FFFFCFF80029784826120000000049454E44AE426082', 40, 20, '713a69318fd992744542891cd1fb5090f3ec5432396159fd6ea8372a0b6547ca', 1795424400000);
INSERT INTO mail_settings VALUES (1, 'mail.invalid', 587, '', '', 'studio@alderandrowe.example', 'starttls', 1795424400000);
INSERT INTO stripe_settings VALUES (1, 'sk_test_aaaaaaaaaaaaaaaaaaaaaaaa', '', 'whsec_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1795424400000);
INSERT INTO tax_rate VALUES (8001, '', 20000, 'S', 1, 0);
INSERT INTO tax_rate VALUES (8002, '', 5000, 'S', 0, 1);
INSERT INTO tax_rate VALUES (8003, '', 0, 'Z', 0, 2);
INSERT INTO series VALUES ('certificate', 0, 6);
INSERT INTO series VALUES ('credit-note', 0, 3);
INSERT INTO series VALUES ('invoice', 0, 6);
INSERT INTO series VALUES ('project', 0, 5);
INSERT INTO series VALUES ('quote', 0, 15);
INSERT INTO series VALUES ('receipt', 0, 3);
INSERT INTO staff VALUES (1, 'Hannah Rowe', 'hannah@alderandrowe.example', '$argon2id$v=19$m=19456,t=2,p=1$/96hffBo4eHpBRRiaFPzuw$1hWLuJLhAjdsZaGIAWDg9BJ7U2o1vYg/FVm8u5A8Ltw', 'owner', 1795424400000, NULL);
INSERT INTO staff VALUES (2, 'Sam Reed', 'sam@alderandrowe.example', '$argon2id$v=19$m=19456,t=2,p=1$p7CEJFNK+7pyqohTi/yuOw$skH5L8C1qp4e7/EdvNX4mBmupEb9kjWRwYhj9pIJ8Ws', 'member', 1795424400000, NULL);
INSERT INTO staff VALUES (3, 'Lee Marsh', 'lee@alderandrowe.example', '$argon2id$v=19$m=19456,t=2,p=1$fn2WR5epBYnHJvhXhNihbQ$DQpi8u+8+IdV54GnKGs/IU9CjpvclNuguFKGnOcvXdA', 'owner', 1795424400000, 1);
INSERT INTO client VALUES (1000, 'Earlier', '', '', '', '', '', '', 1, '', 0, 0, 0, 0, 0);
INSERT INTO client VALUES (1001, 'Raman', '31 Larkfield Road
Bristol BS6 9QQ', '', '', '', '', '', 1, 'raman priya raman priya@example.com  tom hollis tom@example.com  wen li wen@example.com ', 377400, 1, 1795424400000, 1795424400000, NULL);
INSERT INTO client VALUES (1002, 'Okafor', '31 Larkfield Road
Bristol BS6 9QQ', '', '', '', '', '', 1, 'okafor priya raman ada@okafor.example  tom hollis ben@okafor.example ', 377400, 1, 1795424400000, 1795424400000, NULL);
INSERT INTO client VALUES (1003, 'Finch', '31 Larkfield Road
Bristol BS6 9QQ', '', '', '', '', '', 0, 'finch priya raman una@finch.example  tom hollis rex@finch.example ', 377400, 1, 1795424400000, 1795424400000, NULL);
INSERT INTO contact VALUES (2000, 1000, 'Earlier', 'earlier@example.com', '', '', 0, NULL, 0, 0, 0);
INSERT INTO contact VALUES (2001, 1001, 'Priya Raman', 'priya@example.com', '', '', 1, 1795424400000, 1795424400000, 1795424400000, NULL);
INSERT INTO contact VALUES (2002, 1001, 'Tom Hollis', 'tom@example.com', '', '', 0, 1795424400000, 1795424400000, 1795424400000, NULL);
INSERT INTO contact VALUES (2003, 1002, 'Priya Raman', 'ada@okafor.example', '', '', 1, 1795424400000, 1795424400000, 1795424400000, NULL);
INSERT INTO contact VALUES (2004, 1002, 'Tom Hollis', 'ben@okafor.example', '', '', 0, NULL, 1795424400000, 1795424400000, NULL);
INSERT INTO contact VALUES (2005, 1003, 'Priya Raman', 'una@finch.example', '', '', 1, 1795424400000, 1795424400000, 1795424400000, NULL);
INSERT INTO contact VALUES (2006, 1003, 'Tom Hollis', 'rex@finch.example', '', '', 0, NULL, 1795424400000, 1795424400000, NULL);
INSERT INTO contact VALUES (2007, 1001, 'Wen Li', 'wen@example.com', '', '', 0, 1795424400000, 1795424400000, 1795424400000, NULL);
INSERT INTO session VALUES (9001, X'9EC9243F1D64FED9F367D44E629BBBD04D77193BDC093759AFB3C8D1A975507C', 1, NULL, '{}', '', '', 1795424400000, 1795424400000, 1800608400000);
INSERT INTO session VALUES (9002, X'7B804E16CDC76E2F986B15DEAC0E8A520CC2AA6094947B221A474C3EADF77D2F', 1, NULL, '{}', '', '', 1795424400000, 1795424400000, 1800608400000);
INSERT INTO session VALUES (9003, X'1F7F4A7D527688489D3839147C6A9282A77E348D5CD2F26DE2A4C2B14730DD1E', 2, NULL, '{}', '', '', 1795424400000, 1795424400000, 1800608400000);
INSERT INTO session VALUES (9004, X'67710C37B7D96833E3F51AF861CB158C62B741FDF0477D8AB47986A8043F0C07', 3, NULL, '{}', '', '', 1795424400000, 1795424400000, 1800608400000);
INSERT INTO session VALUES (9005, X'4C40DD02F6046396356E48035C1F721C7ACB45CE5BA2AA342B6F9C1E931878DB', NULL, 2001, '{}', '', '', 1795424400000, 1795424400000, 1800608400000);
INSERT INTO session VALUES (9006, X'BE2F87AC860FD4A54C0F7D73E0AEABF7684468658A0D807FCF0FAFF84AC1A416', NULL, 2007, '{}', '', '', 1795424400000, 1795424400000, 1800608400000);
INSERT INTO session VALUES (9007, X'2FB1169A3C021622665331462CAAF82771D28AB96FA8C531BDE11A3362B00DED', NULL, 2002, '{}', '', '', 1795424400000, 1795424400000, 1800608400000);
INSERT INTO session VALUES (9008, X'3A05F2316114ACD925A543A2824193D970E9522B6B0AD569CD3AD673723F9B55', NULL, 2003, '{}', '', '', 1795424400000, 1795424400000, 1800608400000);
INSERT INTO pass VALUES (1, 'setup', X'BDA74019BAF24A3B0772C1A22A36DD126B43B05912AF597A8B5D14E33EF2D152', NULL, NULL, NULL, 0, '', 1795424400000, 1795510800000, 1795424400000);
INSERT INTO pass VALUES (2, 'sign-in', X'9B3D0DCD19CC2B70B5F931AE78C9528823B21A3ED1C7F7D0B915E9F6B08E6ED5', X'721C76517049572BF86AF53183620D95C2B21C720E8C3672A44CD8CD804EB57B', NULL, 2001, 0, '', 1795424400000, 1795510800000, 1795424400000);
INSERT INTO pass VALUES (3, 'sign-in', X'790E9D4834D3C9A72E19EF8CE840BD5B06C63612F4420B2AEBF6026CEFAE3C37', X'F4C2F102777154EDD766C0CB52E2FE0D9DA3E9D23A50063121239DBBDE32844B', NULL, 2007, 0, '', 1795424400000, 1795510800000, 1795424400000);
INSERT INTO pass VALUES (4, 'sign-in', X'7F8AB524BACED8CF07E329393C6A344115D6AD53F52C1DD32C9EB3BB63850E28', X'D15FBAA54F04F7A518DCBE4D0DEFE9D68F3EDA76684B80A8D89444029BADC0A0', NULL, 2002, 0, '', 1795424400000, 1795510800000, 1795424400000);
INSERT INTO pass VALUES (5, 'sign-in', X'E258C10CC9390084C75ADF854DD288E3735D07C69EEA13CE14F333E7057453EA', X'FBF56201B265DD3CAD5F27B849AE374401E55679A3FB2EF48E4CC5210DFC5CC2', NULL, 2003, 0, '', 1795424400000, 1795510800000, 1795424400000);
INSERT INTO pass VALUES (6, 'sign-in', X'E06AFAE353516D28D61509573DB5C3B635C6D24C35BC6E45643F8A4856AA9DEE', X'0C1715EB98056E885A3596ADA2D6B6BDB09F6757ED3786D82521E09908F52D3D', NULL, 2005, 0, '', 1795424400000, 1795510800000, 1795424400000);
INSERT INTO pass VALUES (7, 'sign-in', X'24959D5F000879A2B36F25110E45DF506A29A277BB3A3304460E59F58B1AD92D', X'0BED8FF3D2C0C1D275108FA9FCADA44C57DF5065A5C765ABA208729516C453F0', NULL, 2001, 0, '', 1795424400000, 1795510800000, NULL);
INSERT INTO pass VALUES (8, 'sign-in', X'844384810F94AA6DF476DAC854EF97B23612BC0A8CCB174DC966340E94E52250', NULL, 2, NULL, 0, '', 1795424400000, 1795510800000, NULL);
INSERT INTO pass VALUES (9, 'reset', X'3CA78728830C38B82CC6F376864857DABA39E60244DDF90E85C242439504A65A', NULL, 1, NULL, 0, '', 1795424400000, 1795431600000, NULL);
INSERT INTO pass VALUES (10, 'setup', X'089001A35679A33EF3DB0CA350DB9B9A2F0136E0E327577B04B3B98127470961', NULL, NULL, NULL, 0, '', 0, 1795428000000, NULL);
INSERT INTO rate_limit VALUES (X'045AFBC0B8704E33BE2B21A12EB2A91143017596F05C7E47BB96689E7DD35489', 1795424400000, 2);
INSERT INTO rate_limit VALUES (X'11A53DAE2965328DE4F4C095229D147B7402C28A4548FFDBE8FC5C029AA96E7C', 1795424400000, 1);
INSERT INTO rate_limit VALUES (X'2F31663C75262A87EB4E39B02588A9142613B0206CE6FD691EE8B94EE5E0BFC6', 1795424400000, 1);
INSERT INTO rate_limit VALUES (X'9ABCF52D785581286BFEF009813D833390EAB2BD75E887BE1C6D95A09B1B0041', 1795424400000, 1);
INSERT INTO rate_limit VALUES (X'A2823FB6D3D41EB93EE0992105369F4E3B0F0041CD632811E810A1DC93FE0815', 1795424400000, 7);
INSERT INTO rate_limit VALUES (X'A8B61B7FA5675B40A655588893A6F3DA8E6748D51D3ACDBA3DDD237BAD3E5DC3', 1795424400000, 3);
INSERT INTO rate_limit VALUES (X'AD1FFFD98261FC8CD909F0E04D551F710D531990082EE94000B4A0A96D6A605F', 1795424400000, 1);
INSERT INTO rate_limit VALUES (X'B10095F512DD262AD44E24B6CEECFB5E4DD4944F8279BAB1E498DB98ED3F38D8', 1795424400000, 1);
INSERT INTO rate_limit VALUES (X'FACBA498E51AECE71A182841F27960F32A2A597282627B2AB229BDB2F8FD43BB', 1795424400000, 2);
INSERT INTO project VALUES (3000, 1, 1000, 'Earlier', 'archived', '', NULL, '', '', '', 0, 0);
INSERT INTO project VALUES (3001, 2, 1001, 'Kitchen and garden room', 'active', '31 Larkfield Road, Bristol', NULL, '', '', '#2 kitchen and garden room 31 larkfield road, bristol', 1795424400000, 1795424400000);
INSERT INTO project VALUES (3002, 3, 1002, 'Kitchen and garden room', 'active', '31 Larkfield Road, Bristol', NULL, '', '', '#3 kitchen and garden room 31 larkfield road, bristol', 1795424400000, 1795424400000);
INSERT INTO project VALUES (3003, 4, 1003, 'Kitchen and garden room', 'active', '31 Larkfield Road, Bristol', NULL, '', '', '#4 kitchen and garden room 31 larkfield road, bristol', 1795424400000, 1795424400000);
INSERT INTO project VALUES (3004, 5, 1001, 'Old shed', 'archived', '', NULL, '', '', '#5 old shed ', 1795424400000, 1795424400000);
INSERT INTO project_contact VALUES (3001, 2001);
INSERT INTO project_contact VALUES (3004, 2001);
INSERT INTO project_contact VALUES (3002, 2003);
INSERT INTO project_contact VALUES (3003, 2005);
INSERT INTO project_contact VALUES (3001, 2007);
INSERT INTO project_staff VALUES (3001, 1);
INSERT INTO quote VALUES (4000, 3000, NULL, 'quote', NULL, 1, NULL, 'draft', '', 'GBP', 0, '{}', NULL, 0, NULL, NULL, NULL, NULL, '', 0, 0, NULL);
INSERT INTO quote VALUES (4001, 3001, NULL, 'quote', NULL, 1, NULL, 'draft', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}]}', NULL, 1, '2026-12-23', NULL, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4002, 3001, 2001, 'quote', 'Q-0001', 1, NULL, 'sent', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0001","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', 'ca37d356b4e6689936de8b8848a1e5b3e41cd41aa66444854f2b961954eb81d4', 2, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4003, 3001, 2001, 'quote', 'Q-0002', 1, NULL, 'declined', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0002","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '769b42309e646ef290ba0f0f65580ca2ec821062ae88e994b0a4e4b0cdccbc08', 2, '2026-12-23', 1795424400000, 1795424400000, 1, 'Too dear', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4004, 3001, 2001, 'quote', 'Q-0003', 1, NULL, 'superseded', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0003","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '5d3876888f4194f885d3bf54f1cd5a2e62efef96c112dec6ac8a062b4ac02b43', 2, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4005, 3001, 2001, 'quote', 'Q-0003', 2, 4004, 'sent', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0003","version":2,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', 'f1e699d47ffceac0845089e1a2f526f6e9394fefecbf2ad40e4f12d91bdab0dc', 1, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4006, 3001, 2001, 'quote', 'Q-0004', 1, NULL, 'accepted', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0004","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', 'cfac85ba62629f69eda5a6967019c8ce0e1a0c4aee6dd7898fb50d4e4440d07a', 2, '2026-12-23', 1795424400000, 1795424400000, 1795424400000, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4007, 3001, 2001, 'quote', 'Q-0005', 1, NULL, 'accepted', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0005","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '609d461ba9b5af9698f17b5f8a1044a7932e866533cb29e5edb3dcdf64f9ee8b', 2, '2026-12-23', 1795424400000, 1795424400000, 1795424400000, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4008, 3002, NULL, 'quote', NULL, 1, NULL, 'draft', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}]}', NULL, 1, '2026-12-23', NULL, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4009, 3002, 2003, 'quote', 'Q-0006', 1, NULL, 'sent', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0006","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '51257872789e3bfd771e90da01fe1c65e174228367c18533c28717dbf27d3bd4', 2, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4010, 3002, 2003, 'quote', 'Q-0007', 1, NULL, 'declined', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0007","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '82e67ef56d04f24966e169a7d155303ab6efdaf3d1d7104f39fb0b1e0eae4ced', 2, '2026-12-23', 1795424400000, 1795424400000, 1, 'Too dear', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4011, 3002, 2003, 'quote', 'Q-0008', 1, NULL, 'superseded', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0008","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '8039a4a5a7309143e8665499a3d33a59ca257bb9cc624b3613622a681c05ddfe', 2, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4012, 3002, 2003, 'quote', 'Q-0008', 2, 4011, 'sent', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0008","version":2,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '22e5dbab01db2cedb1d8f52517c597f45255d89b3c143e451076869bb41912a9', 1, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4013, 3002, 2003, 'quote', 'Q-0009', 1, NULL, 'accepted', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0009","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '91a5fd656ce959d8460f03be50333329a0f83d7a8427aeb7203b80615cd81c34', 2, '2026-12-23', 1795424400000, 1795424400000, 1795424400000, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4014, 3002, 2003, 'quote', 'Q-0010', 1, NULL, 'accepted', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0010","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '76247fa2c42eb4c1bf1481a4a64fda37f037ebc28b0f7369ea707fc5d622c490', 2, '2026-12-23', 1795424400000, 1795424400000, 1795424400000, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4015, 3003, NULL, 'quote', NULL, 1, NULL, 'draft', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}]}', NULL, 1, '2026-12-23', NULL, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4016, 3003, 2005, 'quote', 'Q-0011', 1, NULL, 'sent', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0011","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '4a0de0aac172b05ad959c5c67014b451e2b862dad2998f573d33d74795df44ae', 2, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4017, 3003, 2005, 'quote', 'Q-0012', 1, NULL, 'declined', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0012","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', 'a6ec603456cc3dc475e72ada459523b621a7b2eb878f12cc6911dc7f68dba4a4', 2, '2026-12-23', 1795424400000, 1795424400000, 1, 'Too dear', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4018, 3003, 2005, 'quote', 'Q-0013', 1, NULL, 'superseded', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0013","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '5d614eb8bd46dd84811c03b5093accd647075f04aad3a565052e5847bc59ba88', 2, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4019, 3003, 2005, 'quote', 'Q-0013', 2, 4018, 'sent', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0013","version":2,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '06fe7ab6e01e6805123b72d3885dbb78e45768f774935d762fd5ff28e56bca95', 1, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4020, 3003, 2005, 'quote', 'Q-0014', 1, NULL, 'accepted', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0014","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '46ec48d2334b7a42f8d0747f8ec4276afb89f44b3963632cc7de018ea5635507', 2, '2026-12-23', 1795424400000, 1795424400000, 1795424400000, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4021, 3003, 2005, 'quote', 'Q-0015', 1, NULL, 'accepted', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0015","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', 'bb306cfc1bb926a317cf7ffc603c851882d8b7e88643aab0ba6ed0b848cd6047', 2, '2026-12-23', 1795424400000, 1795424400000, 1795424400000, '', 1795424400000, 1795424400000, NULL);
INSERT INTO signature VALUES (1, 4006, 2001, 'C-0001-cfac85ba', 'Priya Raman', 'type', '', 'I accept this quote.', '{}', 222000, 'cfac85ba62629f69eda5a6967019c8ce0e1a0c4aee6dd7898fb50d4e4440d07a', 1795424400000, 'Europe/London', '192.0.2.7', 'A phone', 'session');
INSERT INTO signature VALUES (2, 4007, 2001, 'C-0002-609d461b', 'Priya Raman', 'type', '', 'I accept this quote.', '{}', 222000, '609d461ba9b5af9698f17b5f8a1044a7932e866533cb29e5edb3dcdf64f9ee8b', 1795424400000, 'Europe/London', '192.0.2.7', 'A phone', 'session');
INSERT INTO signature VALUES (3, 4013, 2003, 'C-0003-91a5fd65', 'Priya Raman', 'type', '', 'I accept this quote.', '{}', 222000, '91a5fd656ce959d8460f03be50333329a0f83d7a8427aeb7203b80615cd81c34', 1795424400000, 'Europe/London', '192.0.2.7', 'A phone', 'session');
INSERT INTO signature VALUES (4, 4014, 2003, 'C-0004-76247fa2', 'Priya Raman', 'type', '', 'I accept this quote.', '{}', 222000, '76247fa2c42eb4c1bf1481a4a64fda37f037ebc28b0f7369ea707fc5d622c490', 1795424400000, 'Europe/London', '192.0.2.7', 'A phone', 'session');
INSERT INTO signature VALUES (5, 4020, 2005, 'C-0005-46ec48d2', 'Priya Raman', 'type', '', 'I accept this quote.', '{}', 222000, '46ec48d2334b7a42f8d0747f8ec4276afb89f44b3963632cc7de018ea5635507', 1795424400000, 'Europe/London', '192.0.2.7', 'A phone', 'session');
INSERT INTO signature VALUES (6, 4021, 2005, 'C-0006-bb306cfc', 'Priya Raman', 'type', '', 'I accept this quote.', '{}', 222000, 'bb306cfc1bb926a317cf7ffc603c851882d8b7e88643aab0ba6ed0b848cd6047', 1795424400000, 'Europe/London', '192.0.2.7', 'A phone', 'session');
INSERT INTO signed_copy VALUES (1, X'255044462D312E370A', '0716f9264c9fe19f5d7455276107f3ddcc1d3497f63d60689a73558ae8a1bf5e', 1795424400000);
INSERT INTO signed_copy VALUES (2, X'255044462D312E370A', '0716f9264c9fe19f5d7455276107f3ddcc1d3497f63d60689a73558ae8a1bf5e', 1795424400000);
INSERT INTO signed_copy VALUES (3, X'255044462D312E370A', '0716f9264c9fe19f5d7455276107f3ddcc1d3497f63d60689a73558ae8a1bf5e', 1795424400000);
INSERT INTO signed_copy VALUES (4, X'255044462D312E370A', '0716f9264c9fe19f5d7455276107f3ddcc1d3497f63d60689a73558ae8a1bf5e', 1795424400000);
INSERT INTO signed_copy VALUES (5, X'255044462D312E370A', '0716f9264c9fe19f5d7455276107f3ddcc1d3497f63d60689a73558ae8a1bf5e', 1795424400000);
INSERT INTO signed_copy VALUES (6, X'255044462D312E370A', '0716f9264c9fe19f5d7455276107f3ddcc1d3497f63d60689a73558ae8a1bf5e', 1795424400000);
INSERT INTO evidence VALUES (1, 4002, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"ca37d356b4e6689936de8b8848a1e5b3e41cd41aa66444854f2b961954eb81d4","to":"priya@example.com"}', '0000000000000000000000000000000000000000000000000000000000000000', '2b1d9cf424d8d939edd73a6d3cab9399f98cbb31e75917968e58794910484f9c');
INSERT INTO evidence VALUES (2, 4003, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"769b42309e646ef290ba0f0f65580ca2ec821062ae88e994b0a4e4b0cdccbc08","to":"priya@example.com"}', '0000000000000000000000000000000000000000000000000000000000000000', '2db18083749fb39faafb9e09ad8dae36f83181f2fb96cc34fa2ead93b0f2a4bd');
INSERT INTO evidence VALUES (3, 4003, 2, 'viewed', 1795424400000, '{"browser":"","contact":"Priya Raman","email":"priya@example.com","ip":"","via":"session"}', '2db18083749fb39faafb9e09ad8dae36f83181f2fb96cc34fa2ead93b0f2a4bd', '6b5d262017a9f28130e6174eb6faf2847f41755a096b66f66f4b62e29a9bffb7');
INSERT INTO evidence VALUES (4, 4003, 3, 'declined', 1795424400000, '{"browser":"","contact":"Priya Raman","document":"769b42309e646ef290ba0f0f65580ca2ec821062ae88e994b0a4e4b0cdccbc08","email":"priya@example.com","ip":"","reason":"Too dear","via":"session"}', '6b5d262017a9f28130e6174eb6faf2847f41755a096b66f66f4b62e29a9bffb7', 'd3c976a25148ec0fde1658387d61f53bbeac8552d579b47816998f780db89fa1');
INSERT INTO evidence VALUES (5, 4004, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"5d3876888f4194f885d3bf54f1cd5a2e62efef96c112dec6ac8a062b4ac02b43","to":"priya@example.com"}', '0000000000000000000000000000000000000000000000000000000000000000', 'b9f70df0054ab7e4689645e70a670e171d2e609f854b318e0289a681afaccb8c');
INSERT INTO evidence VALUES (6, 4004, 2, 'superseded', 1795424400000, '{"by":"f1e699d47ffceac0845089e1a2f526f6e9394fefecbf2ad40e4f12d91bdab0dc"}', 'b9f70df0054ab7e4689645e70a670e171d2e609f854b318e0289a681afaccb8c', 'de1fd75192a37f366f7f70eb2eebafa566f77f924591567def777a9f23936eed');
INSERT INTO evidence VALUES (7, 4005, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"f1e699d47ffceac0845089e1a2f526f6e9394fefecbf2ad40e4f12d91bdab0dc","to":"priya@example.com"}', '0000000000000000000000000000000000000000000000000000000000000000', '90fd94d52b1bc6211d56890ea68032ea90f8a7aed1e3bd7214624f8929c7d437');
INSERT INTO evidence VALUES (8, 4006, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"cfac85ba62629f69eda5a6967019c8ce0e1a0c4aee6dd7898fb50d4e4440d07a","to":"priya@example.com"}', '0000000000000000000000000000000000000000000000000000000000000000', 'ca06c60b0640ed52a31ef124a3ce0f71480e565b9cc54832c430e0a1aa764f6d');
INSERT INTO evidence VALUES (9, 4006, 2, 'viewed', 1795424400000, '{"browser":"A phone","contact":"Priya Raman","email":"priya@example.com","ip":"192.0.2.7","via":"session"}', 'ca06c60b0640ed52a31ef124a3ce0f71480e565b9cc54832c430e0a1aa764f6d', '6d00ecd431c347a8c2ff10410f4e11cf9a50ea91d1b35828f5d7c068d771b840');
INSERT INTO evidence VALUES (10, 4006, 3, 'signed', 1795424400000, '{"browser":"A phone","certificate":"C-0001-cfac85ba","consent":"I accept this quote.","contact":"Priya Raman","document":"cfac85ba62629f69eda5a6967019c8ce0e1a0c4aee6dd7898fb50d4e4440d07a","email":"priya@example.com","ip":"192.0.2.7","method":"type","name":"Priya Raman","selection":"{}","strokes":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","total":"222000 GBP","via":"session"}', '6d00ecd431c347a8c2ff10410f4e11cf9a50ea91d1b35828f5d7c068d771b840', '9dbeb17a39acc9ff51b111311ed8e6808906a478c0db1fb94aa7cdb743e1b793');
INSERT INTO evidence VALUES (11, 4007, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"609d461ba9b5af9698f17b5f8a1044a7932e866533cb29e5edb3dcdf64f9ee8b","to":"priya@example.com"}', '0000000000000000000000000000000000000000000000000000000000000000', 'e80f938797164f986f5fd7c6734931e6e447d36cadc7664252e46e93dc927d56');
INSERT INTO evidence VALUES (12, 4007, 2, 'viewed', 1795424400000, '{"browser":"A phone","contact":"Priya Raman","email":"priya@example.com","ip":"192.0.2.7","via":"session"}', 'e80f938797164f986f5fd7c6734931e6e447d36cadc7664252e46e93dc927d56', 'f6ac0a9e2e4138166521e4ff60ff29db7ca65fe12e909c0521bc2e37fe15f645');
INSERT INTO evidence VALUES (13, 4007, 3, 'signed', 1795424400000, '{"browser":"A phone","certificate":"C-0002-609d461b","consent":"I accept this quote.","contact":"Priya Raman","document":"609d461ba9b5af9698f17b5f8a1044a7932e866533cb29e5edb3dcdf64f9ee8b","email":"priya@example.com","ip":"192.0.2.7","method":"type","name":"Priya Raman","selection":"{}","strokes":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","total":"222000 GBP","via":"session"}', 'f6ac0a9e2e4138166521e4ff60ff29db7ca65fe12e909c0521bc2e37fe15f645', '6ee48f9216410fbc55137a7cd86d38bd6157d471e3645e4652e06b584f404e46');
INSERT INTO evidence VALUES (14, 4009, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"51257872789e3bfd771e90da01fe1c65e174228367c18533c28717dbf27d3bd4","to":"ada@okafor.example"}', '0000000000000000000000000000000000000000000000000000000000000000', 'df4789778c262adc2a4429acff25d511d876a6c203013987d61de0403209cc84');
INSERT INTO evidence VALUES (15, 4010, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"82e67ef56d04f24966e169a7d155303ab6efdaf3d1d7104f39fb0b1e0eae4ced","to":"ada@okafor.example"}', '0000000000000000000000000000000000000000000000000000000000000000', 'a94f9246ad8a85e1f361cbba459ce3af5daefde35eefa6bee04fe2011389653c');
INSERT INTO evidence VALUES (16, 4010, 2, 'viewed', 1795424400000, '{"browser":"","contact":"Priya Raman","email":"ada@okafor.example","ip":"","via":"session"}', 'a94f9246ad8a85e1f361cbba459ce3af5daefde35eefa6bee04fe2011389653c', 'cac705e1f9f5406c9f66eabd2225c1a5e4c6c71fb16a51f9445103fcf43afa96');
INSERT INTO evidence VALUES (17, 4010, 3, 'declined', 1795424400000, '{"browser":"","contact":"Priya Raman","document":"82e67ef56d04f24966e169a7d155303ab6efdaf3d1d7104f39fb0b1e0eae4ced","email":"ada@okafor.example","ip":"","reason":"Too dear","via":"session"}', 'cac705e1f9f5406c9f66eabd2225c1a5e4c6c71fb16a51f9445103fcf43afa96', '94a2cf871eacdcf7d82a9a19a5955f434d6193974ad1eb971c4d81d1ec144f20');
INSERT INTO evidence VALUES (18, 4011, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"8039a4a5a7309143e8665499a3d33a59ca257bb9cc624b3613622a681c05ddfe","to":"ada@okafor.example"}', '0000000000000000000000000000000000000000000000000000000000000000', '0fc20192f37bb2f02b86a9fba514614f056a4f0f0375d97e8e43db7bff937260');
INSERT INTO evidence VALUES (19, 4011, 2, 'superseded', 1795424400000, '{"by":"22e5dbab01db2cedb1d8f52517c597f45255d89b3c143e451076869bb41912a9"}', '0fc20192f37bb2f02b86a9fba514614f056a4f0f0375d97e8e43db7bff937260', '4843bdee39ee6f506dc4cf81d37a67ac2aee9ac400a3a783208dfe28fbadc531');
INSERT INTO evidence VALUES (20, 4012, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"22e5dbab01db2cedb1d8f52517c597f45255d89b3c143e451076869bb41912a9","to":"ada@okafor.example"}', '0000000000000000000000000000000000000000000000000000000000000000', '4024a0502b173a4dcf190ea17b20e5b93688f4670463274238093ae17555910e');
INSERT INTO evidence VALUES (21, 4013, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"91a5fd656ce959d8460f03be50333329a0f83d7a8427aeb7203b80615cd81c34","to":"ada@okafor.example"}', '0000000000000000000000000000000000000000000000000000000000000000', '6bdcab827ae65a84ab3df930d93382a2f080555b267709fbd2111a5a03a74324');
INSERT INTO evidence VALUES (22, 4013, 2, 'viewed', 1795424400000, '{"browser":"A phone","contact":"Priya Raman","email":"ada@okafor.example","ip":"192.0.2.7","via":"session"}', '6bdcab827ae65a84ab3df930d93382a2f080555b267709fbd2111a5a03a74324', '2775fbf64d0e024e835996c96811786718ca9f1127af872e93240844acf2b9a8');
INSERT INTO evidence VALUES (23, 4013, 3, 'signed', 1795424400000, '{"browser":"A phone","certificate":"C-0003-91a5fd65","consent":"I accept this quote.","contact":"Priya Raman","document":"91a5fd656ce959d8460f03be50333329a0f83d7a8427aeb7203b80615cd81c34","email":"ada@okafor.example","ip":"192.0.2.7","method":"type","name":"Priya Raman","selection":"{}","strokes":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","total":"222000 GBP","via":"session"}', '2775fbf64d0e024e835996c96811786718ca9f1127af872e93240844acf2b9a8', '75359672f5b479052f73daa78feca706415883863ff53e8f9111866f9575d0fa');
INSERT INTO evidence VALUES (24, 4014, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"76247fa2c42eb4c1bf1481a4a64fda37f037ebc28b0f7369ea707fc5d622c490","to":"ada@okafor.example"}', '0000000000000000000000000000000000000000000000000000000000000000', '2b77155c9da8583ff66e21198a341ce66e9f23c8509ce65b826f8a57814b59b0');
INSERT INTO evidence VALUES (25, 4014, 2, 'viewed', 1795424400000, '{"browser":"A phone","contact":"Priya Raman","email":"ada@okafor.example","ip":"192.0.2.7","via":"session"}', '2b77155c9da8583ff66e21198a341ce66e9f23c8509ce65b826f8a57814b59b0', '1e3b17242ad733a1559bcae3e701501fd1383887c395d6c9e9a05b6090f59600');
INSERT INTO evidence VALUES (26, 4014, 3, 'signed', 1795424400000, '{"browser":"A phone","certificate":"C-0004-76247fa2","consent":"I accept this quote.","contact":"Priya Raman","document":"76247fa2c42eb4c1bf1481a4a64fda37f037ebc28b0f7369ea707fc5d622c490","email":"ada@okafor.example","ip":"192.0.2.7","method":"type","name":"Priya Raman","selection":"{}","strokes":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","total":"222000 GBP","via":"session"}', '1e3b17242ad733a1559bcae3e701501fd1383887c395d6c9e9a05b6090f59600', 'f890863e68a3998573b1fa545637be50760caa24bdf4de45a9e72b94a518e96d');
INSERT INTO evidence VALUES (27, 4016, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"4a0de0aac172b05ad959c5c67014b451e2b862dad2998f573d33d74795df44ae","to":"una@finch.example"}', '0000000000000000000000000000000000000000000000000000000000000000', 'b7c5727810008b4c353978f570bcb2317aad070c4e40d8f88c7e79f9784acd11');
INSERT INTO evidence VALUES (28, 4017, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"a6ec603456cc3dc475e72ada459523b621a7b2eb878f12cc6911dc7f68dba4a4","to":"una@finch.example"}', '0000000000000000000000000000000000000000000000000000000000000000', 'd908cd5bd94ebd881252e4aadcdd553f8e89dee94ebc297a0de3f919646433b8');
INSERT INTO evidence VALUES (29, 4017, 2, 'viewed', 1795424400000, '{"browser":"","contact":"Priya Raman","email":"una@finch.example","ip":"","via":"session"}', 'd908cd5bd94ebd881252e4aadcdd553f8e89dee94ebc297a0de3f919646433b8', '7abafb9b101807157bdd3cbe40bbad87bcf08d896c97237f267672131ce34060');
INSERT INTO evidence VALUES (30, 4017, 3, 'declined', 1795424400000, '{"browser":"","contact":"Priya Raman","document":"a6ec603456cc3dc475e72ada459523b621a7b2eb878f12cc6911dc7f68dba4a4","email":"una@finch.example","ip":"","reason":"Too dear","via":"session"}', '7abafb9b101807157bdd3cbe40bbad87bcf08d896c97237f267672131ce34060', 'adefe2b3e365079e858eaf57eb5554a16a98eda6576671fb3d484fd3ee50b82e');
INSERT INTO evidence VALUES (31, 4018, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"5d614eb8bd46dd84811c03b5093accd647075f04aad3a565052e5847bc59ba88","to":"una@finch.example"}', '0000000000000000000000000000000000000000000000000000000000000000', '42f5f8004ee7bec19cd0672cadb79de94b9bcca8c6dbaded83622ac15865c443');
INSERT INTO evidence VALUES (32, 4018, 2, 'superseded', 1795424400000, '{"by":"06fe7ab6e01e6805123b72d3885dbb78e45768f774935d762fd5ff28e56bca95"}', '42f5f8004ee7bec19cd0672cadb79de94b9bcca8c6dbaded83622ac15865c443', '5e003f047150abb94fb45d38e96c2310fbfa587e342e667e282380225f4d810a');
INSERT INTO evidence VALUES (33, 4019, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"06fe7ab6e01e6805123b72d3885dbb78e45768f774935d762fd5ff28e56bca95","to":"una@finch.example"}', '0000000000000000000000000000000000000000000000000000000000000000', '97dcbd7c8ca745a9777286d83c0a817a85014cab648822f99ba43850010ec225');
INSERT INTO evidence VALUES (34, 4020, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"46ec48d2334b7a42f8d0747f8ec4276afb89f44b3963632cc7de018ea5635507","to":"una@finch.example"}', '0000000000000000000000000000000000000000000000000000000000000000', 'b1e34375c9ac2734baadaa8d6dcbed0bf6f540e9792714bd3207d2389b6e54f6');
INSERT INTO evidence VALUES (35, 4020, 2, 'viewed', 1795424400000, '{"browser":"A phone","contact":"Priya Raman","email":"una@finch.example","ip":"192.0.2.7","via":"session"}', 'b1e34375c9ac2734baadaa8d6dcbed0bf6f540e9792714bd3207d2389b6e54f6', '88a45ca7cd6bcd32b0c44653eea2ee3bb029f79a29465fe91245de2a73331477');
INSERT INTO evidence VALUES (36, 4020, 3, 'signed', 1795424400000, '{"browser":"A phone","certificate":"C-0005-46ec48d2","consent":"I accept this quote.","contact":"Priya Raman","document":"46ec48d2334b7a42f8d0747f8ec4276afb89f44b3963632cc7de018ea5635507","email":"una@finch.example","ip":"192.0.2.7","method":"type","name":"Priya Raman","selection":"{}","strokes":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","total":"222000 GBP","via":"session"}', '88a45ca7cd6bcd32b0c44653eea2ee3bb029f79a29465fe91245de2a73331477', '0dae7213522ca4577e3a66a4782b99a609a6fbb5a89802e4495b3b0aa42dd934');
INSERT INTO evidence VALUES (37, 4021, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"bb306cfc1bb926a317cf7ffc603c851882d8b7e88643aab0ba6ed0b848cd6047","to":"una@finch.example"}', '0000000000000000000000000000000000000000000000000000000000000000', 'ec262851da054bb6e5bda3cbc1686c997c00fdf28e7de0cc45435835634958ac');
INSERT INTO evidence VALUES (38, 4021, 2, 'viewed', 1795424400000, '{"browser":"A phone","contact":"Priya Raman","email":"una@finch.example","ip":"192.0.2.7","via":"session"}', 'ec262851da054bb6e5bda3cbc1686c997c00fdf28e7de0cc45435835634958ac', '0c9e355c10cf3a5c85d2751ec23047d8373dca1a3413166509f0ae85c5bd1bf1');
INSERT INTO evidence VALUES (39, 4021, 3, 'signed', 1795424400000, '{"browser":"A phone","certificate":"C-0006-bb306cfc","consent":"I accept this quote.","contact":"Priya Raman","document":"bb306cfc1bb926a317cf7ffc603c851882d8b7e88643aab0ba6ed0b848cd6047","email":"una@finch.example","ip":"192.0.2.7","method":"type","name":"Priya Raman","selection":"{}","strokes":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","total":"222000 GBP","via":"session"}', '0c9e355c10cf3a5c85d2751ec23047d8373dca1a3413166509f0ae85c5bd1bf1', '2bfddac29201a4fa5008e09fe717897dc2fa6f71771383d0e31cbd0c4fad6738');
INSERT INTO invoice VALUES (5000, 3000, NULL, NULL, NULL, 'draft', '', 'GBP', 0, 0, 0, 0, 0, '{}', NULL, NULL, NULL, 0, NULL, NULL, NULL, 0, 0, NULL);
INSERT INTO invoice VALUES (5001, 3001, 2001, 4006, 'INV-0001', 'issued', 'Window seat', 'GBP', 222000, 0, 0, 0, 0, '{"v":1,"kind":"invoice","number":"INV-0001","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"bank":{"name":"Alder & Rowe Ltd","iban":"GB33BUKB20201555555555"},"quote_number":"Q-0004","signed_on":"2026-11-23","totals":{"lines":[185000],"adjustments":[],"subtotal":185000,"discount":0,"charges":0,"net":185000,"tax":37000,"total":222000,"taxes":[{"tax":{"category":"S","rate":"20","name":"VAT"},"base":185000,"amount":37000}]}}', '85ad8289ad5269287fbfbdcfa55eccd4484d01905cb20c321d522cbfcfc74d2b', '2026-11-23', '2026-11-23', 66600, 1795424400000, 1795424400000, NULL, 1795424400000, 1795424400000, NULL);
INSERT INTO invoice VALUES (5002, 3001, 2001, 4007, 'INV-0002', 'issued', 'Window seat', 'GBP', 222000, 1000, 0, 65600, 1000, '{"v":1,"kind":"invoice","number":"INV-0002","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"bank":{"name":"Alder & Rowe Ltd","iban":"GB33BUKB20201555555555"},"quote_number":"Q-0005","signed_on":"2026-11-23","totals":{"lines":[185000],"adjustments":[],"subtotal":185000,"discount":0,"charges":0,"net":185000,"tax":37000,"total":222000,"taxes":[{"tax":{"category":"S","rate":"20","name":"VAT"},"base":185000,"amount":37000}]}}', '8151dda76e68ba3d567859c209799a236a01c05968cf6d4304aadfd0b91c48a1', '2026-11-23', '2026-11-23', 1000, 1795424400000, 1795424400000, NULL, 1795424400000, 1795424400000, NULL);
INSERT INTO invoice VALUES (5003, 3002, 2003, 4013, 'INV-0003', 'issued', 'Window seat', 'GBP', 222000, 0, 0, 0, 0, '{"v":1,"kind":"invoice","number":"INV-0003","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"bank":{"name":"Alder & Rowe Ltd","iban":"GB33BUKB20201555555555"},"quote_number":"Q-0009","signed_on":"2026-11-23","totals":{"lines":[185000],"adjustments":[],"subtotal":185000,"discount":0,"charges":0,"net":185000,"tax":37000,"total":222000,"taxes":[{"tax":{"category":"S","rate":"20","name":"VAT"},"base":185000,"amount":37000}]}}', 'e70bb82c5e9e4631b97a7d988bfd5f924f9e48dfef41a25c238d5d037189dc1f', '2026-11-23', '2026-11-23', 66600, 1795424400000, 1795424400000, NULL, 1795424400000, 1795424400000, NULL);
INSERT INTO invoice VALUES (5004, 3002, 2003, 4014, 'INV-0004', 'issued', 'Window seat', 'GBP', 222000, 1000, 0, 65600, 1000, '{"v":1,"kind":"invoice","number":"INV-0004","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"bank":{"name":"Alder & Rowe Ltd","iban":"GB33BUKB20201555555555"},"quote_number":"Q-0010","signed_on":"2026-11-23","totals":{"lines":[185000],"adjustments":[],"subtotal":185000,"discount":0,"charges":0,"net":185000,"tax":37000,"total":222000,"taxes":[{"tax":{"category":"S","rate":"20","name":"VAT"},"base":185000,"amount":37000}]}}', 'e34b6a31cd7244293dd9eb4b5a8c085b738852014d7f7d6d9f4fcc13abcb0886', '2026-11-23', '2026-11-23', 1000, 1795424400000, 1795424400000, NULL, 1795424400000, 1795424400000, NULL);
INSERT INTO invoice VALUES (5005, 3003, 2005, 4020, 'INV-0005', 'issued', 'Window seat', 'GBP', 222000, 0, 0, 0, 0, '{"v":1,"kind":"invoice","number":"INV-0005","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"bank":{"name":"Alder & Rowe Ltd","iban":"GB33BUKB20201555555555"},"quote_number":"Q-0014","signed_on":"2026-11-23","totals":{"lines":[185000],"adjustments":[],"subtotal":185000,"discount":0,"charges":0,"net":185000,"tax":37000,"total":222000,"taxes":[{"tax":{"category":"S","rate":"20","name":"VAT"},"base":185000,"amount":37000}]}}', '6cd79f2998443bdd65b993cfcb0320d252eadaab24b02cd4b42d9ab5a51a282e', '2026-11-23', '2026-11-23', 66600, 1795424400000, 1795424400000, NULL, 1795424400000, 1795424400000, NULL);
INSERT INTO invoice VALUES (5006, 3003, 2005, 4021, 'INV-0006', 'issued', 'Window seat', 'GBP', 222000, 1000, 0, 65600, 1000, '{"v":1,"kind":"invoice","number":"INV-0006","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","terms":{"md":"Work begins once the deposit is paid.","html":"<p>Work begins once the deposit is paid.</p>\n"},"schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"bank":{"name":"Alder & Rowe Ltd","iban":"GB33BUKB20201555555555"},"quote_number":"Q-0015","signed_on":"2026-11-23","totals":{"lines":[185000],"adjustments":[],"subtotal":185000,"discount":0,"charges":0,"net":185000,"tax":37000,"total":222000,"taxes":[{"tax":{"category":"S","rate":"20","name":"VAT"},"base":185000,"amount":37000}]}}', 'e1016b90d91a4360c97bca7575c1c0de0bfd7d0ea9b55dc98a73efaa4b3804cf', '2026-11-23', '2026-11-23', 1000, 1795424400000, 1795424400000, NULL, 1795424400000, 1795424400000, NULL);
INSERT INTO outstanding VALUES ('GBP', 1132200, 6);
INSERT INTO invoice_tax VALUES (5001, 'S', 20000, 185000, 37000);
INSERT INTO invoice_tax VALUES (5002, 'S', 20000, 185000, 37000);
INSERT INTO invoice_tax VALUES (5003, 'S', 20000, 185000, 37000);
INSERT INTO invoice_tax VALUES (5004, 'S', 20000, 185000, 37000);
INSERT INTO invoice_tax VALUES (5005, 'S', 20000, 185000, 37000);
INSERT INTO invoice_tax VALUES (5006, 'S', 20000, 185000, 37000);
INSERT INTO instalment VALUES (1, 5001, 1, 'Deposit', 66600, '2026-11-23');
INSERT INTO instalment VALUES (2, 5001, 2, 'Balance', 155400, '2026-12-07');
INSERT INTO instalment VALUES (3, 5002, 1, 'Deposit', 66600, '2026-11-23');
INSERT INTO instalment VALUES (4, 5002, 2, 'Balance', 155400, '2026-12-07');
INSERT INTO instalment VALUES (5, 5003, 1, 'Deposit', 66600, '2026-11-23');
INSERT INTO instalment VALUES (6, 5003, 2, 'Balance', 155400, '2026-12-07');
INSERT INTO instalment VALUES (7, 5004, 1, 'Deposit', 66600, '2026-11-23');
INSERT INTO instalment VALUES (8, 5004, 2, 'Balance', 155400, '2026-12-07');
INSERT INTO instalment VALUES (9, 5005, 1, 'Deposit', 66600, '2026-11-23');
INSERT INTO instalment VALUES (10, 5005, 2, 'Balance', 155400, '2026-12-07');
INSERT INTO instalment VALUES (11, 5006, 1, 'Deposit', 66600, '2026-11-23');
INSERT INTO instalment VALUES (12, 5006, 2, 'Balance', 155400, '2026-12-07');
INSERT INTO payment VALUES (6000, 5000, NULL, NULL, NULL, 'earlier', 'cash', '', 'cancelled', 1, 0, 'GBP', NULL, '', NULL, '', '', NULL, NULL, 0, NULL, NULL, NULL);
INSERT INTO payment VALUES (6001, 5001, NULL, 2001, NULL, 'attempt of the open invoice of priya-next-card', 'card', '', 'started', 66600, 0, 'GBP', 'cs_test_5001', 'https://checkout.stripe.com/c/pay/cs_test_5001', NULL, '', '', NULL, NULL, 1795424400000, 1795428000000, NULL, NULL);
INSERT INTO payment VALUES (6002, 5001, NULL, 2001, NULL, 'attempt of the open invoice of priya-all-bank', 'bank', '', 'announced', 222000, 0, 'GBP', NULL, '', NULL, '', '', NULL, NULL, 1795424400000, NULL, NULL, NULL);
INSERT INTO payment VALUES (6003, 5002, NULL, 2001, NULL, 'attempt of the partly paid invoice of priya-next-card', 'card', 'Visa', 'paid', 66600, 1000, 'GBP', 'cs_test_5002', 'https://checkout.stripe.com/c/pay/cs_test_5002', 'pi_cs_test_5002', '', '', '2026-11-23', 'R-0001', 1795424400000, 1795428000000, 1795424400000, 1795424400000);
INSERT INTO payment VALUES (6004, 5003, NULL, 2003, NULL, 'attempt of the open invoice of ada-next-card', 'card', '', 'started', 66600, 0, 'GBP', 'cs_test_5003', 'https://checkout.stripe.com/c/pay/cs_test_5003', NULL, '', '', NULL, NULL, 1795424400000, 1795428000000, NULL, NULL);
INSERT INTO payment VALUES (6005, 5003, NULL, 2003, NULL, 'attempt of the open invoice of ada-all-bank', 'bank', '', 'announced', 222000, 0, 'GBP', NULL, '', NULL, '', '', NULL, NULL, 1795424400000, NULL, NULL, NULL);
INSERT INTO payment VALUES (6006, 5004, NULL, 2003, NULL, 'attempt of the partly paid invoice of ada-next-card', 'card', 'Visa', 'paid', 66600, 1000, 'GBP', 'cs_test_5004', 'https://checkout.stripe.com/c/pay/cs_test_5004', 'pi_cs_test_5004', '', '', '2026-11-23', 'R-0002', 1795424400000, 1795428000000, 1795424400000, 1795424400000);
INSERT INTO payment VALUES (6007, 5005, NULL, 2005, NULL, 'attempt of the open invoice of una-next-card', 'card', '', 'started', 66600, 0, 'GBP', 'cs_test_5005', 'https://checkout.stripe.com/c/pay/cs_test_5005', NULL, '', '', NULL, NULL, 1795424400000, 1795428000000, NULL, NULL);
INSERT INTO payment VALUES (6008, 5005, NULL, 2005, NULL, 'attempt of the open invoice of una-all-bank', 'bank', '', 'announced', 222000, 0, 'GBP', NULL, '', NULL, '', '', NULL, NULL, 1795424400000, NULL, NULL, NULL);
INSERT INTO payment VALUES (6009, 5006, NULL, 2005, NULL, 'attempt of the partly paid invoice of una-next-card', 'card', 'Visa', 'paid', 66600, 1000, 'GBP', 'cs_test_5006', 'https://checkout.stripe.com/c/pay/cs_test_5006', 'pi_cs_test_5006', '', '', '2026-11-23', 'R-0003', 1795424400000, 1795428000000, 1795424400000, 1795424400000);
INSERT INTO takings VALUES ('2026-11', 'GBP', 196800, 3);
INSERT INTO refund VALUES (1, 6003, 1, 'attempt of the partly paid invoice of priya', 'refund', 'done', 1000, 'GBP', NULL, 'owe', NULL, '', '', '2026-11-23', 1795424400000, 1795424400000, NULL);
INSERT INTO refund VALUES (2, 6006, 1, 'attempt of the partly paid invoice of ada', 'refund', 'done', 1000, 'GBP', NULL, 'owe', NULL, '', '', '2026-11-23', 1795424400000, 1795424400000, NULL);
INSERT INTO refund VALUES (3, 6009, 1, 'attempt of the partly paid invoice of una', 'refund', 'done', 1000, 'GBP', NULL, 'owe', NULL, '', '', '2026-11-23', 1795424400000, 1795424400000, NULL);
INSERT INTO credit_note VALUES (1, 5002, 1, 'CN-0001', 'GBP', 1000, 'The seat came late', '{"v":1,"kind":"credit-note","number":"CN-0001","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"part","lines":[{"id":"part1","title":"Window seat","quantity":"1","price":"10","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"tax_included":true,"rounding":"rate","on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe","bank":{"name":"Alder & Rowe Ltd","iban":"GB33BUKB20201555555555"},"quote_number":"Q-0005","signed_on":"2026-11-23","totals":{"lines":[1000],"adjustments":[],"subtotal":1000,"discount":0,"charges":0,"net":833,"tax":167,"total":1000,"taxes":[{"tax":{"category":"S","rate":"20","name":"VAT"},"base":833,"amount":167}]},"invoice_number":"INV-0002","reason":"The seat came late"}', '51d2d5b923560f55b1e450081d2dcd3c2ee073e822279fd5d2a9bf24c07f679c', '2026-11-23', 1795424400000, NULL);
INSERT INTO credit_note VALUES (2, 5004, 1, 'CN-0002', 'GBP', 1000, 'The seat came late', '{"v":1,"kind":"credit-note","number":"CN-0002","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"part","lines":[{"id":"part1","title":"Window seat","quantity":"1","price":"10","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"tax_included":true,"rounding":"rate","on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe","bank":{"name":"Alder & Rowe Ltd","iban":"GB33BUKB20201555555555"},"quote_number":"Q-0010","signed_on":"2026-11-23","totals":{"lines":[1000],"adjustments":[],"subtotal":1000,"discount":0,"charges":0,"net":833,"tax":167,"total":1000,"taxes":[{"tax":{"category":"S","rate":"20","name":"VAT"},"base":833,"amount":167}]},"invoice_number":"INV-0004","reason":"The seat came late"}', '64bef2cc085d5b6677a02dde89a21a42f953b026e55f894618bc8277967a5a73', '2026-11-23', 1795424400000, NULL);
INSERT INTO credit_note VALUES (3, 5006, 1, 'CN-0003', 'GBP', 1000, 'The seat came late', '{"v":1,"kind":"credit-note","number":"CN-0003","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"part","lines":[{"id":"part1","title":"Window seat","quantity":"1","price":"10","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"tax_included":true,"rounding":"rate","on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe","bank":{"name":"Alder & Rowe Ltd","iban":"GB33BUKB20201555555555"},"quote_number":"Q-0015","signed_on":"2026-11-23","totals":{"lines":[1000],"adjustments":[],"subtotal":1000,"discount":0,"charges":0,"net":833,"tax":167,"total":1000,"taxes":[{"tax":{"category":"S","rate":"20","name":"VAT"},"base":833,"amount":167}]},"invoice_number":"INV-0006","reason":"The seat came late"}', 'e2b5d18ae5817b017858661eae946a8492632795dd516edb7c8597bd45b3f7f4', '2026-11-23', 1795424400000, NULL);
INSERT INTO credit_note_tax VALUES (1, 'S', 20000, 833, 167);
INSERT INTO credit_note_tax VALUES (2, 'S', 20000, 833, 167);
INSERT INTO credit_note_tax VALUES (3, 'S', 20000, 833, 167);
INSERT INTO webhook_event VALUES ('evt_cs_test_5002', 'checkout.session.completed', 'cs_test_5002', 1795424400000, NULL, 0, '');
INSERT INTO webhook_event VALUES ('evt_cs_test_5004', 'checkout.session.completed', 'cs_test_5004', 1795424400000, NULL, 0, '');
INSERT INTO webhook_event VALUES ('evt_cs_test_5006', 'checkout.session.completed', 'cs_test_5006', 1795424400000, NULL, 0, '');
INSERT INTO file VALUES (7001, 3001, 'shared.txt', 'text/plain', 17, 'ca9f11ce33c8c977d9e7f456002985f21900fd7d3364c9b4914066900291da3b', 'here', 1, 1, 1795424400000, 1795424400000, NULL);
INSERT INTO file VALUES (7002, 3001, 'hidden.txt', 'text/plain', 17, 'ffef8709838f1f31db87028bb87aa72ddf8e0510d3173a2157f07b71b09c8712', 'here', 0, 1, 1795424400000, NULL, NULL);
INSERT INTO file VALUES (7003, 3001, 'deleted.txt', 'text/plain', 18, '5a85ac1341a40c4f459886a99058f27db7ea9a7c66ae9925f592098897888912', 'here', 1, 1, 1795424400000, 1795424400000, 1795424400000);
INSERT INTO file VALUES (7004, 3002, 'shared.txt', 'text/plain', 17, 'ca9f11ce33c8c977d9e7f456002985f21900fd7d3364c9b4914066900291da3b', 'here', 1, 1, 1795424400000, 1795424400000, NULL);
INSERT INTO file VALUES (7005, 3002, 'hidden.txt', 'text/plain', 17, 'ffef8709838f1f31db87028bb87aa72ddf8e0510d3173a2157f07b71b09c8712', 'here', 0, 1, 1795424400000, NULL, NULL);
INSERT INTO file VALUES (7006, 3002, 'deleted.txt', 'text/plain', 18, '5a85ac1341a40c4f459886a99058f27db7ea9a7c66ae9925f592098897888912', 'here', 1, 1, 1795424400000, 1795424400000, 1795424400000);
INSERT INTO file VALUES (7007, 3003, 'shared.txt', 'text/plain', 17, 'ca9f11ce33c8c977d9e7f456002985f21900fd7d3364c9b4914066900291da3b', 'here', 1, 1, 1795424400000, 1795424400000, NULL);
INSERT INTO file VALUES (7008, 3003, 'hidden.txt', 'text/plain', 17, 'ffef8709838f1f31db87028bb87aa72ddf8e0510d3173a2157f07b71b09c8712', 'here', 0, 1, 1795424400000, NULL, NULL);
INSERT INTO file VALUES (7009, 3003, 'deleted.txt', 'text/plain', 18, '5a85ac1341a40c4f459886a99058f27db7ea9a7c66ae9925f592098897888912', 'here', 1, 1, 1795424400000, 1795424400000, 1795424400000);
INSERT INTO sqlite_sequence VALUES ('file', 7009);
INSERT INTO chunk VALUES (117457289216, X'4C61726B6669656C642C20736861726564');
INSERT INTO chunk VALUES (117474066432, X'4C61726B6669656C642C2068696464656E');
INSERT INTO chunk VALUES (117490843648, X'4C61726B6669656C642C2064656C65746564');
INSERT INTO chunk VALUES (117507620864, X'4C61726B6669656C642C20736861726564');
INSERT INTO chunk VALUES (117524398080, X'4C61726B6669656C642C2068696464656E');
INSERT INTO chunk VALUES (117541175296, X'4C61726B6669656C642C2064656C65746564');
INSERT INTO chunk VALUES (117557952512, X'4C61726B6669656C642C20736861726564');
INSERT INTO chunk VALUES (117574729728, X'4C61726B6669656C642C2068696464656E');
INSERT INTO chunk VALUES (117591506944, X'4C61726B6669656C642C2064656C65746564');
INSERT INTO download VALUES (1, 7001, 2001, 1795424400000);
INSERT INTO download VALUES (2, 7004, 2003, 1795424400000);
INSERT INTO download VALUES (3, 7007, 2005, 1795424400000);
INSERT INTO link VALUES (1, X'F4AF74A1EA3B6F5A90D1D16FB3F686DCD0AA050E92D86B391C3831816FD598C2', 2001, 4002, NULL, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (2, X'7C75103EB9CD8DA009F13E2DFD94C1F1A7DC3DDC423D5E69570B5A5BCB9EB4EE', 2001, 4002, NULL, NULL, 1795424400000, NULL);
INSERT INTO link VALUES (3, X'4B5C5B70A447A1AA6B5E8AFABFB61274F60C07F0EEBBFB049E2F24E5081EE766', 2001, 4003, NULL, NULL, 1, NULL);
INSERT INTO link VALUES (4, X'729088DA199AC84399D2AE31BDCBC44D1964ABFFA4F9573C62F20A9FBCDC0C7E', 2001, NULL, 5001, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (5, X'C147D83DDFA6FC084FE49FAA30D31CAE16E9E8EB805132149A529E0424566CF4', 2001, NULL, 5001, NULL, 1795424400000, NULL);
INSERT INTO link VALUES (6, X'1580E271FFDFA6403FD11C8607BE4ECF542270F9639A3F5736E4AA968761C9D6', 2001, NULL, 5002, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (7, X'17D7099302F6F937A5CCA0A3A0DB3EA6F65C251E6A1425C757B2391FFF15AF25', 2001, NULL, 5002, NULL, 1795424400000, NULL);
INSERT INTO link VALUES (8, X'DCA20AFA6016F9EE97B093F8929D078D2F32B67F0FC40F455057F671DBBDFA8E', 2001, NULL, NULL, 7001, 1795424400000, 1795424400000);
INSERT INTO link VALUES (9, X'D28804241C461A950C5106D6E455F249FD156031CA4979E7DBE97D0625497945', 2001, NULL, NULL, 7001, 1795424400000, NULL);
INSERT INTO link VALUES (10, X'4D99D1A03520F96BC8EE07E6F7F926D777BF3079CCFAFE697CB672F37585371A', 2003, 4009, NULL, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (11, X'B8AEA354FC793B7E274F83F9547DF210EEF003B80B4BF3DBBA1BE172F4CB563A', 2003, 4009, NULL, NULL, 1795424400000, NULL);
INSERT INTO link VALUES (12, X'D1F13942A597B2CEAC6DBEAF7A5B75B12D9A988BA2896F2B0F93A1DADF0D3D8A', 2003, 4010, NULL, NULL, 1, NULL);
INSERT INTO link VALUES (13, X'2581ED900DB781D1D17B263E1484470066CC26E82E15769F68DF31BC03B31D1C', 2003, NULL, 5003, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (14, X'22F385E0EF39E312EEA67673BEE3C3A1721399D0FC9740A90BF168E8BFA3EE4B', 2003, NULL, 5003, NULL, 1795424400000, NULL);
INSERT INTO link VALUES (15, X'655AC40C031FF29C619673FBF62E74B5CD399F54DD717BED7BE5BFE148D66010', 2003, NULL, 5004, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (16, X'D02AE209E94E25DA5C4A9711871B6E442207F3CCA7A3DA0CD0BB2F29775338A1', 2003, NULL, 5004, NULL, 1795424400000, NULL);
INSERT INTO link VALUES (17, X'7B6768806FD0AF8380625079C5B13601E0CBA452A29F65A4F40839ADA95EB4E1', 2003, NULL, NULL, 7004, 1795424400000, 1795424400000);
INSERT INTO link VALUES (18, X'F6A1A15AC6135E55FBF410D44CAD09C3FB40ECB4296C53AD9EFC73EA3BDE3FAB', 2003, NULL, NULL, 7004, 1795424400000, NULL);
INSERT INTO link VALUES (19, X'772195DEC509F733FEAC1D04C5A57EC9BA632FEBE418BA916F3F213941A9AF26', 2005, 4016, NULL, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (20, X'597DA19F17F9C85515387AFE437FDAA3E73C222C5A1D0CE0185655F90E2A654B', 2005, 4016, NULL, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (21, X'8D1FF90CF1EB5B88AC65FDEB9A95989F6A688304B3B076EB141DDC7D784BFE9B', 2005, 4017, NULL, NULL, 1, 1795424400000);
INSERT INTO link VALUES (22, X'6B0D6D58F0AD5DC7F5943C198BBC5ED2B8EAEC361DFBCFDD18305202F1955A84', 2005, NULL, 5005, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (23, X'11BC4401FD53DA3A6E0039540C49F6C85ECA63ACAF68A061B569F081F9AF7E77', 2005, NULL, 5005, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (24, X'500A313C730112A072826F2EEE18FEC4F796C947CCA3974F9701CFF1354AF402', 2005, NULL, 5006, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (25, X'27E2200E15BA9F7AE045628E339C71E78A79A62DB8545360F1290CA35F77B98B', 2005, NULL, 5006, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (26, X'45C9DC251A457C05700262AD190DE57C459A22508C8AF569AF85A18A55FBAC43', 2005, NULL, NULL, 7007, 1795424400000, 1795424400000);
INSERT INTO link VALUES (27, X'1AB0A2991DB7524CC77505CA9EF351881E915CC28F2321D869D2E7157CA5C4E1', 2005, NULL, NULL, 7007, 1795424400000, 1795424400000);
INSERT INTO outbox VALUES (10000, 'quote', NULL, 2000, NULL, NULL, NULL, NULL, NULL, NULL, 'earlier@example.com', 'Earlier', 'en-GB', '', '', '{}', 'earlier', 'sent', 0, 0, '', 0, NULL);
INSERT INTO outbox VALUES (10001, 'sign-in', NULL, 2001, NULL, NULL, NULL, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', '', '', '{"next":""}', '6-BMIEBWRgLqL76_pp8wl_KcInjdLcifIJXjLJyF6eY', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10002, 'sign-in', NULL, 2007, NULL, NULL, NULL, NULL, NULL, NULL, 'wen@example.com', 'Wen Li', 'en-GB', '', '', '{"next":""}', 'pzGGDtNYL6AWqyXi2wIBNLk52jGmIRdzb-WT-uZ9ynE', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10003, 'sign-in', NULL, 2002, NULL, NULL, NULL, NULL, NULL, NULL, 'tom@example.com', 'Tom Hollis', 'en-GB', '', '', '{"next":""}', 'fI75jDjstnaVI_qmSnT4Se8S6o1h8wRKDAkzhmMvJAw', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10004, 'sign-in', NULL, 2003, NULL, NULL, NULL, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', '', '', '{"next":""}', 'hK57XuijXUv8tZxA-ncrHxyrl0sPyULVutjnUDAeGB4', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10005, 'sign-in', NULL, 2005, NULL, NULL, NULL, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', '', '', '{"next":""}', 'xmA_eoPK6GiBwylz0kkjD3fUTj5EcgOhNV3k0LWqKMw', 'cancelled', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10006, 'quote', NULL, 2001, NULL, 3001, 4002, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'Ee7e1RA63WL_TGXAnFIf9j0WxRO7-2OPSMoJmM8Wi04', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10007, 'quote', NULL, 2001, NULL, 3001, 4003, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'puGnWK7HkLrGBEJPDmOr2Bs7lXD0a6ChwDe7SilvAVQ', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10008, 'studio-declined', NULL, NULL, 1, 3001, 4003, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman","reason":"Too dear"}', '-2Cn98We0q0LwDlDBPZn3zRTENAbHSRRu2UYuYz2K4A', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10009, 'quote', NULL, 2001, NULL, 3001, 4004, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'TbsHhwAmys7YjQTbogzckmvEkuhY9MFAA3KTRKaMXZE', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10010, 'quote', NULL, 2001, NULL, 3001, 4005, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'd_EhJ1Jn3OcInnCh5y8ucKc3iZd0L4NaEU8B9o023PI', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10011, 'quote', NULL, 2001, NULL, 3001, 4006, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'UGF88KKmvGy_4z_lk9uNx4GmRw0Va4G34v8ig4hegNM', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10012, 'accepted', NULL, 2001, NULL, 3001, 4006, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', '', '', '{}', 'lGo2wmQHgHcqlHh4oCCOrrHxSOK7YL2BNiurLrOegno', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10013, 'studio-accepted', NULL, NULL, 1, 3001, 4006, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman"}', 'bUMGq9r2_RP3UpQKQQdtsOHAOHL5udEkVGmivkANzg0', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10014, 'invoice', NULL, 2001, NULL, 3001, NULL, 5001, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', '', '', '{}', 'rvu_QhZPpjHPGUP1HIn2fhoLVBhLySBP-Ahbxnlbaz8', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10015, 'studio-transfer', NULL, NULL, 1, 3001, NULL, 5001, 6002, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{}', 'UAPJ0HAfA5o1me3sUttcgwznRYNdytqnj8SB89nE3WI', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10016, 'quote', NULL, 2001, NULL, 3001, 4007, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'OaJsOr72bnXPTvN1_K3x8bbzIjTOE2S_igJkQRQICZ8', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10017, 'accepted', NULL, 2001, NULL, 3001, 4007, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', '', '', '{}', 'g61kXY3ghYgJr5HsN7srteY_Lk7Rre9_MN5mtOJVnZs', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10018, 'studio-accepted', NULL, NULL, 1, 3001, 4007, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman"}', 'Bci6padCM_Of3xu-Q_vg6vsNKrkRWXYvoUt4PqgPJss', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10019, 'invoice', NULL, 2001, NULL, 3001, NULL, 5002, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', '', '', '{}', '8sDHmOZILI-b0Jz0gEUYJXTVK7ye_uza4H2Hp95yEss', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10020, 'receipt', 'receipt 6003', 2001, NULL, 3001, NULL, 5002, 6003, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', '', '', '{}', 'YyNxOP84rdMwKzvV6S5rPDLNBq1E9tkODcNcYiTkU8E', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10021, 'studio-paid', 'paid 6003 staff 1', NULL, 1, 3001, NULL, 5002, 6003, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{}', '3znC2lK94Rqyt4xgfC3gbR5SPyzZp6qNx7rB822NLd4', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10022, 'refund', 'refund 1', 2001, NULL, 3001, NULL, 5002, 6003, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', '', '', '{"amount":"1000","currency":"GBP","note":"","refund":"1"}', 'ouZmLCLa1Sb3O94cUWybzLPyrdnBZHARqnFHYukMSE8', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10023, 'file', 'file 7001 contact 2001 minute 29923740', 2001, NULL, 3001, NULL, NULL, NULL, 7001, 'priya@example.com', 'Priya Raman', 'en-GB', 'A file', '', '{}', '6ytIBBufuX5gFeZiZdR1rIJzQZK5hL44869X6P_RIHU', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10024, 'file', 'file 7003 contact 2001 minute 29923740', 2001, NULL, 3001, NULL, NULL, NULL, 7003, 'priya@example.com', 'Priya Raman', 'en-GB', 'A file', '', '{}', 'pWShXxVQuOq-kkTEkvpDvGgDc7YS-H3OxRB1jqrrGKY', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10025, 'quote', NULL, 2003, NULL, 3002, 4009, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'DYR-PmFZ9d7Qw9ba4y6aGB2ApJxplgxqA8IK9khCAys', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10026, 'quote', NULL, 2003, NULL, 3002, 4010, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'kXbPBQSR8d5kUWUJdwX6UR7XQeUPS48nWKS9HKvyd-U', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10027, 'studio-declined', NULL, NULL, 1, 3002, 4010, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman","reason":"Too dear"}', 'eL7YzjXSbQ_TwsAaon4dhEDVhEbkNgpX51jMiST6U7U', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10028, 'quote', NULL, 2003, NULL, 3002, 4011, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'jrdLVJS7ZHj3NXd6Z3bEjjOtV96NDXGBPP0NVi2KU68', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10029, 'quote', NULL, 2003, NULL, 3002, 4012, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', '3vhRFMXoKCOQAF60vPVcj1mPVm4ue6oboqM8FORQTD8', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10030, 'quote', NULL, 2003, NULL, 3002, 4013, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'dJkDGPtU8bU0xIadHyGgjvM6XNglQfkO3SYlUeVHH6c', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10031, 'accepted', NULL, 2003, NULL, 3002, 4013, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', '', '', '{}', 'VmG-pmX0rrOO5WZSlQVkjI5D-BoCXhcW4nNKFv6w6I8', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10032, 'studio-accepted', NULL, NULL, 1, 3002, 4013, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman"}', 'A24kvBz0y8Y7CveepZQDWF6HYTcZiXJNLc5s7DSuoBo', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10033, 'invoice', NULL, 2003, NULL, 3002, NULL, 5003, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', '', '', '{}', 'vt2XghB_GbLRiBrmy8NVU6wEM7hQEdBN05s4pSf02QE', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10034, 'studio-transfer', NULL, NULL, 1, 3002, NULL, 5003, 6005, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{}', 'WKPj-SAKg2aoqYYZ5Q_1gU3TqqK0T5mEAvcsOL2R8xU', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10035, 'quote', NULL, 2003, NULL, 3002, 4014, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'zqV5Uj962fiAQVcVMckrZYFl14a3Vt0L0DzLYwtuZs8', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10036, 'accepted', NULL, 2003, NULL, 3002, 4014, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', '', '', '{}', 'Kncpji-q5E1uqVGXgvAGlxUuSS0DQo420DXd2cYlPlo', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10037, 'studio-accepted', NULL, NULL, 1, 3002, 4014, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman"}', 'TqeiL1dkhk9MLfqsmxBMWdsDnVMJB73uGVafENPxShA', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10038, 'invoice', NULL, 2003, NULL, 3002, NULL, 5004, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', '', '', '{}', '0sB5MnqG-TKj50uA8bcsjLO4MQf7V5QgPSQVoXs0ehQ', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10039, 'receipt', 'receipt 6006', 2003, NULL, 3002, NULL, 5004, 6006, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', '', '', '{}', 'peFjNU1WEpHAOktBxKis5Z5i7I2wzXTxfhKrdUUc_ao', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10040, 'studio-paid', 'paid 6006 staff 1', NULL, 1, 3002, NULL, 5004, 6006, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{}', 'Nj40d8r8lnnlva9wdwuCe7otEquXFaH-Va6xAoai_oo', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10041, 'refund', 'refund 2', 2003, NULL, 3002, NULL, 5004, 6006, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', '', '', '{"amount":"1000","currency":"GBP","note":"","refund":"2"}', 'BBHo6xFKRH9WL13ywkEGYk2PcGvd4EQCm0BJyrBqaoE', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10042, 'file', 'file 7004 contact 2003 minute 29923740', 2003, NULL, 3002, NULL, NULL, NULL, 7004, 'ada@okafor.example', 'Priya Raman', 'en-GB', 'A file', '', '{}', 'O8_M_CJLLIWiQX1JQS-SrIhCd6kvdPRK8I96lZUhPiQ', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10043, 'file', 'file 7006 contact 2003 minute 29923740', 2003, NULL, 3002, NULL, NULL, NULL, 7006, 'ada@okafor.example', 'Priya Raman', 'en-GB', 'A file', '', '{}', 'y4bIBgByvTY5ptxGL_K2pyQ-AZIrbA_Pjq3H6AeM0LM', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10044, 'quote', NULL, 2005, NULL, 3003, 4016, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'Hhrg4Mu1edAF8jBoz-4kMgDmbQdT6E7s93WISHcN8zY', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10045, 'quote', NULL, 2005, NULL, 3003, 4017, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'OsT1lFfrTJ0p5ziVzNFVstIt10xTM3IWVZ1Bu004xwo', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10046, 'studio-declined', NULL, NULL, 1, 3003, 4017, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman","reason":"Too dear"}', 'px-5U36NMtNRS0PTPKpPetOZSE2C9-IhoTWW8n5L2a0', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10047, 'quote', NULL, 2005, NULL, 3003, 4018, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'DuKAPBYe_ekNjuA3ea_bovXja_tHWHAQmqUl2arn6b4', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10048, 'quote', NULL, 2005, NULL, 3003, 4019, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'ITXprGwrsvK8BYs1BDH7aEnYUBhmasPNd7RXASF7sjk', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10049, 'quote', NULL, 2005, NULL, 3003, 4020, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'b1RKlDbL2OFBaHYuPqV69PTjhrpMeqZISGKNG0NCk6A', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10050, 'accepted', NULL, 2005, NULL, 3003, 4020, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', '', '', '{}', 'rNmo8UDzpyLpgsYVHSHklKP22NmUn8GgaHUEZh-flt4', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10051, 'studio-accepted', NULL, NULL, 1, 3003, 4020, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman"}', 'sSheqv8OW9njIdi9zPJlanmt8h35g0dcaRirnwRNHxM', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10052, 'invoice', NULL, 2005, NULL, 3003, NULL, 5005, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', '', '', '{}', 'ap3w9cYLiKlc7ZXJW7kX_GcxgT3Ehc1L4uCo2wtPLGA', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10053, 'studio-transfer', NULL, NULL, 1, 3003, NULL, 5005, 6008, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{}', '2pka_wW9nUjbpqR8GPHYS4ZHU-2k0XgV3_4Dx6Mz6zs', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10054, 'quote', NULL, 2005, NULL, 3003, 4021, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'DfZ57UZqp2BM2ys7anxRjIBoFoNCrU3YS2H2KL9FCmM', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10055, 'accepted', NULL, 2005, NULL, 3003, 4021, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', '', '', '{}', 'FJmWPdFbHdZ_egZZt_oAXbZDvdjFLchx9M1st0Egh4c', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10056, 'studio-accepted', NULL, NULL, 1, 3003, 4021, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman"}', 'V5j3Duq-D1LHVy4F6wzqnkGgITUcPJGSIOA5PfD3Uoc', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10057, 'invoice', NULL, 2005, NULL, 3003, NULL, 5006, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', '', '', '{}', 'heOMG10EdcI0BVBgeUmPpoAux62ucxGc79TWWSnRyUU', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10058, 'receipt', 'receipt 6009', 2005, NULL, 3003, NULL, 5006, 6009, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', '', '', '{}', 'rPnuwL_YS49HRZG4DlkU1hVpifWQblk4_x5OohpMzos', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10059, 'studio-paid', 'paid 6009 staff 1', NULL, 1, 3003, NULL, 5006, 6009, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{}', '6U8VXesCtJCZaxF4ChwklpRYAddbMWvsXa6EdQD3gJs', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10060, 'refund', 'refund 3', 2005, NULL, 3003, NULL, 5006, 6009, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', '', '', '{"amount":"1000","currency":"GBP","note":"","refund":"3"}', 'VP6H8aH4bMxhttEkKXNxZy2t1DPm20UDHM89yuc6ezM', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10061, 'file', 'file 7007 contact 2005 minute 29923740', 2005, NULL, 3003, NULL, NULL, NULL, 7007, 'una@finch.example', 'Priya Raman', 'en-GB', 'A file', '', '{}', '8GlP1j3TWTf2q-gfE3-hPSz7QBU6aGa_oBLtePqAkEc', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10062, 'file', 'file 7009 contact 2005 minute 29923740', 2005, NULL, 3003, NULL, NULL, NULL, 7009, 'una@finch.example', 'Priya Raman', 'en-GB', 'A file', '', '{}', 'S7AJ0zsw9QDrLTsvtr3FPIEG-kvO0Srp5jItYCds_f8', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10063, 'sign-in', NULL, 2001, NULL, NULL, NULL, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', '', '', '{"next":""}', '3DT0yjmILyWNPyy2lM-cjhnfSHhvg7CiXPWoozPeDy8', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10064, 'sign-in', NULL, 2005, NULL, NULL, NULL, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', '', '', '{"next":""}', 'vgVOC9AE1lg24eOEb_Pl2EuFFPq0LZ2iYMY4vGrPdA8', 'cancelled', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10065, 'reset', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{}', 'xE2EcbqT4n93mJOirw_ePFcNFwlV68AyJ2eyh3EGYUU', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO activity VALUES (1, 1795424400000, 'client added', 1001, NULL, NULL, NULL, NULL, 1, NULL, '{"name":"Raman"}');
INSERT INTO activity VALUES (2, 1795424400000, 'contact added', 1001, NULL, NULL, NULL, NULL, 1, NULL, '{"name":"Tom Hollis"}');
INSERT INTO activity VALUES (3, 1795424400000, 'project begun', 1001, 3001, NULL, NULL, NULL, 1, NULL, '{"name":"Kitchen and garden room"}');
INSERT INTO activity VALUES (4, 1795424400000, 'client added', 1002, NULL, NULL, NULL, NULL, 1, NULL, '{"name":"Okafor"}');
INSERT INTO activity VALUES (5, 1795424400000, 'contact added', 1002, NULL, NULL, NULL, NULL, 1, NULL, '{"name":"Tom Hollis"}');
INSERT INTO activity VALUES (6, 1795424400000, 'project begun', 1002, 3002, NULL, NULL, NULL, 1, NULL, '{"name":"Kitchen and garden room"}');
INSERT INTO activity VALUES (7, 1795424400000, 'client added', 1003, NULL, NULL, NULL, NULL, 1, NULL, '{"name":"Finch"}');
INSERT INTO activity VALUES (8, 1795424400000, 'contact added', 1003, NULL, NULL, NULL, NULL, 1, NULL, '{"name":"Tom Hollis"}');
INSERT INTO activity VALUES (9, 1795424400000, 'project begun', 1003, 3003, NULL, NULL, NULL, 1, NULL, '{"name":"Kitchen and garden room"}');
INSERT INTO activity VALUES (10, 1795424400000, 'contact added', 1001, NULL, NULL, NULL, NULL, 1, NULL, '{"name":"Wen Li"}');
INSERT INTO activity VALUES (11, 1795424400000, 'project status changed', 1001, 3001, NULL, NULL, NULL, 1, NULL, '{"from":"enquiry","name":"Kitchen and garden room","to":"active"}');
INSERT INTO activity VALUES (12, 1795424400000, 'colleague added', NULL, NULL, NULL, NULL, NULL, 1, NULL, '{"name":"Sam Reed"}');
INSERT INTO activity VALUES (13, 1795424400000, 'colleague added', NULL, NULL, NULL, NULL, NULL, 1, NULL, '{"name":"Lee Marsh"}');
INSERT INTO activity VALUES (14, 1795424400000, 'quote begun', 1001, 3001, 4001, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (15, 1795424400000, 'quote begun', 1001, 3001, 4002, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (16, 1795424400000, 'quote sent', 1001, 3001, 4002, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (17, 1795424400000, 'quote begun', 1001, 3001, 4003, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (18, 1795424400000, 'quote sent', 1001, 3001, 4003, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (19, 1795424400000, 'quote viewed', 1001, 3001, 4003, NULL, NULL, NULL, 2001, '{}');
INSERT INTO activity VALUES (20, 1795424400000, 'quote declined', 1001, 3001, 4003, NULL, NULL, NULL, 2001, '{"reason":"Too dear"}');
INSERT INTO activity VALUES (21, 1795424400000, 'quote begun', 1001, 3001, 4004, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (22, 1795424400000, 'quote sent', 1001, 3001, 4004, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (23, 1795424400000, 'quote revision begun', 1001, 3001, 4005, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (24, 1795424400000, 'quote superseded', 1001, 3001, 4004, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (25, 1795424400000, 'quote sent', 1001, 3001, 4005, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (26, 1795424400000, 'quote begun', 1001, 3001, 4006, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (27, 1795424400000, 'quote sent', 1001, 3001, 4006, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (28, 1795424400000, 'quote viewed', 1001, 3001, 4006, NULL, NULL, NULL, 2001, '{}');
INSERT INTO activity VALUES (29, 1795424400000, 'quote accepted', 1001, 3001, 4006, NULL, NULL, NULL, 2001, '{"certificate":"C-0001-cfac85ba","name":"Priya Raman"}');
INSERT INTO activity VALUES (30, 1795424400000, 'invoice issued', 1001, 3001, NULL, 5001, NULL, NULL, NULL, '{"number":"INV-0001"}');
INSERT INTO activity VALUES (31, 1795424400000, 'invoice sent', 1001, 3001, NULL, 5001, NULL, NULL, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (32, 1795424400000, 'transfer announced', 1001, 3001, NULL, 5001, NULL, NULL, 2001, '{"amount":"222000","currency":"GBP"}');
INSERT INTO activity VALUES (33, 1795424400000, 'quote begun', 1001, 3001, 4007, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (34, 1795424400000, 'quote sent', 1001, 3001, 4007, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (35, 1795424400000, 'quote viewed', 1001, 3001, 4007, NULL, NULL, NULL, 2001, '{}');
INSERT INTO activity VALUES (36, 1795424400000, 'quote accepted', 1001, 3001, 4007, NULL, NULL, NULL, 2001, '{"certificate":"C-0002-609d461b","name":"Priya Raman"}');
INSERT INTO activity VALUES (37, 1795424400000, 'invoice issued', 1001, 3001, NULL, 5002, NULL, NULL, NULL, '{"number":"INV-0002"}');
INSERT INTO activity VALUES (38, 1795424400000, 'invoice sent', 1001, 3001, NULL, 5002, NULL, NULL, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (39, 1795424400000, 'payment received', 1001, 3001, NULL, 5002, NULL, NULL, 2001, '{"amount":"66600","currency":"GBP"}');
INSERT INTO activity VALUES (40, 1795424400000, 'payment refunded', 1001, 3001, NULL, 5002, NULL, 1, NULL, '{"amount":"1000","currency":"GBP","note":"","refund":"1"}');
INSERT INTO activity VALUES (41, 1795424400000, 'invoice credited', 1001, 3001, NULL, 5002, NULL, 1, NULL, '{"amount":"1000","currency":"GBP","number":"CN-0001"}');
INSERT INTO activity VALUES (42, 1795424400000, 'file added', 1001, 3001, NULL, NULL, 7001, 1, NULL, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (43, 1795424400000, 'file shown', 1001, 3001, NULL, NULL, 7001, 1, NULL, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (44, 1795424400000, 'file shared', 1001, 3001, NULL, NULL, 7001, 1, NULL, '{"name":"shared.txt","to":"Priya Raman"}');
INSERT INTO activity VALUES (45, 1795424400000, 'file downloaded', 1001, 3001, NULL, NULL, 7001, NULL, 2001, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (46, 1795424400000, 'file added', 1001, 3001, NULL, NULL, 7002, 1, NULL, '{"name":"hidden.txt"}');
INSERT INTO activity VALUES (47, 1795424400000, 'file added', 1001, 3001, NULL, NULL, 7003, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (48, 1795424400000, 'file shown', 1001, 3001, NULL, NULL, 7003, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (49, 1795424400000, 'file shared', 1001, 3001, NULL, NULL, 7003, 1, NULL, '{"name":"deleted.txt","to":"Priya Raman"}');
INSERT INTO activity VALUES (50, 1795424400000, 'file deleted', 1001, 3001, NULL, NULL, 7003, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (51, 1795424400000, 'quote begun', 1002, 3002, 4008, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (52, 1795424400000, 'quote begun', 1002, 3002, 4009, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (53, 1795424400000, 'quote sent', 1002, 3002, 4009, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (54, 1795424400000, 'quote begun', 1002, 3002, 4010, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (55, 1795424400000, 'quote sent', 1002, 3002, 4010, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (56, 1795424400000, 'quote viewed', 1002, 3002, 4010, NULL, NULL, NULL, 2003, '{}');
INSERT INTO activity VALUES (57, 1795424400000, 'quote declined', 1002, 3002, 4010, NULL, NULL, NULL, 2003, '{"reason":"Too dear"}');
INSERT INTO activity VALUES (58, 1795424400000, 'quote begun', 1002, 3002, 4011, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (59, 1795424400000, 'quote sent', 1002, 3002, 4011, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (60, 1795424400000, 'quote revision begun', 1002, 3002, 4012, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (61, 1795424400000, 'quote superseded', 1002, 3002, 4011, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (62, 1795424400000, 'quote sent', 1002, 3002, 4012, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (63, 1795424400000, 'quote begun', 1002, 3002, 4013, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (64, 1795424400000, 'quote sent', 1002, 3002, 4013, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (65, 1795424400000, 'quote viewed', 1002, 3002, 4013, NULL, NULL, NULL, 2003, '{}');
INSERT INTO activity VALUES (66, 1795424400000, 'quote accepted', 1002, 3002, 4013, NULL, NULL, NULL, 2003, '{"certificate":"C-0003-91a5fd65","name":"Priya Raman"}');
INSERT INTO activity VALUES (67, 1795424400000, 'invoice issued', 1002, 3002, NULL, 5003, NULL, NULL, NULL, '{"number":"INV-0003"}');
INSERT INTO activity VALUES (68, 1795424400000, 'invoice sent', 1002, 3002, NULL, 5003, NULL, NULL, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (69, 1795424400000, 'transfer announced', 1002, 3002, NULL, 5003, NULL, NULL, 2003, '{"amount":"222000","currency":"GBP"}');
INSERT INTO activity VALUES (70, 1795424400000, 'quote begun', 1002, 3002, 4014, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (71, 1795424400000, 'quote sent', 1002, 3002, 4014, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (72, 1795424400000, 'quote viewed', 1002, 3002, 4014, NULL, NULL, NULL, 2003, '{}');
INSERT INTO activity VALUES (73, 1795424400000, 'quote accepted', 1002, 3002, 4014, NULL, NULL, NULL, 2003, '{"certificate":"C-0004-76247fa2","name":"Priya Raman"}');
INSERT INTO activity VALUES (74, 1795424400000, 'invoice issued', 1002, 3002, NULL, 5004, NULL, NULL, NULL, '{"number":"INV-0004"}');
INSERT INTO activity VALUES (75, 1795424400000, 'invoice sent', 1002, 3002, NULL, 5004, NULL, NULL, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (76, 1795424400000, 'payment received', 1002, 3002, NULL, 5004, NULL, NULL, 2003, '{"amount":"66600","currency":"GBP"}');
INSERT INTO activity VALUES (77, 1795424400000, 'payment refunded', 1002, 3002, NULL, 5004, NULL, 1, NULL, '{"amount":"1000","currency":"GBP","note":"","refund":"2"}');
INSERT INTO activity VALUES (78, 1795424400000, 'invoice credited', 1002, 3002, NULL, 5004, NULL, 1, NULL, '{"amount":"1000","currency":"GBP","number":"CN-0002"}');
INSERT INTO activity VALUES (79, 1795424400000, 'file added', 1002, 3002, NULL, NULL, 7004, 1, NULL, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (80, 1795424400000, 'file shown', 1002, 3002, NULL, NULL, 7004, 1, NULL, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (81, 1795424400000, 'file shared', 1002, 3002, NULL, NULL, 7004, 1, NULL, '{"name":"shared.txt","to":"Priya Raman"}');
INSERT INTO activity VALUES (82, 1795424400000, 'file downloaded', 1002, 3002, NULL, NULL, 7004, NULL, 2003, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (83, 1795424400000, 'file added', 1002, 3002, NULL, NULL, 7005, 1, NULL, '{"name":"hidden.txt"}');
INSERT INTO activity VALUES (84, 1795424400000, 'file added', 1002, 3002, NULL, NULL, 7006, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (85, 1795424400000, 'file shown', 1002, 3002, NULL, NULL, 7006, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (86, 1795424400000, 'file shared', 1002, 3002, NULL, NULL, 7006, 1, NULL, '{"name":"deleted.txt","to":"Priya Raman"}');
INSERT INTO activity VALUES (87, 1795424400000, 'file deleted', 1002, 3002, NULL, NULL, 7006, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (88, 1795424400000, 'quote begun', 1003, 3003, 4015, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (89, 1795424400000, 'quote begun', 1003, 3003, 4016, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (90, 1795424400000, 'quote sent', 1003, 3003, 4016, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (91, 1795424400000, 'quote begun', 1003, 3003, 4017, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (92, 1795424400000, 'quote sent', 1003, 3003, 4017, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (93, 1795424400000, 'quote viewed', 1003, 3003, 4017, NULL, NULL, NULL, 2005, '{}');
INSERT INTO activity VALUES (94, 1795424400000, 'quote declined', 1003, 3003, 4017, NULL, NULL, NULL, 2005, '{"reason":"Too dear"}');
INSERT INTO activity VALUES (95, 1795424400000, 'quote begun', 1003, 3003, 4018, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (96, 1795424400000, 'quote sent', 1003, 3003, 4018, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (97, 1795424400000, 'quote revision begun', 1003, 3003, 4019, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (98, 1795424400000, 'quote superseded', 1003, 3003, 4018, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (99, 1795424400000, 'quote sent', 1003, 3003, 4019, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (100, 1795424400000, 'quote begun', 1003, 3003, 4020, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (101, 1795424400000, 'quote sent', 1003, 3003, 4020, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (102, 1795424400000, 'quote viewed', 1003, 3003, 4020, NULL, NULL, NULL, 2005, '{}');
INSERT INTO activity VALUES (103, 1795424400000, 'quote accepted', 1003, 3003, 4020, NULL, NULL, NULL, 2005, '{"certificate":"C-0005-46ec48d2","name":"Priya Raman"}');
INSERT INTO activity VALUES (104, 1795424400000, 'invoice issued', 1003, 3003, NULL, 5005, NULL, NULL, NULL, '{"number":"INV-0005"}');
INSERT INTO activity VALUES (105, 1795424400000, 'invoice sent', 1003, 3003, NULL, 5005, NULL, NULL, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (106, 1795424400000, 'transfer announced', 1003, 3003, NULL, 5005, NULL, NULL, 2005, '{"amount":"222000","currency":"GBP"}');
INSERT INTO activity VALUES (107, 1795424400000, 'quote begun', 1003, 3003, 4021, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (108, 1795424400000, 'quote sent', 1003, 3003, 4021, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (109, 1795424400000, 'quote viewed', 1003, 3003, 4021, NULL, NULL, NULL, 2005, '{}');
INSERT INTO activity VALUES (110, 1795424400000, 'quote accepted', 1003, 3003, 4021, NULL, NULL, NULL, 2005, '{"certificate":"C-0006-bb306cfc","name":"Priya Raman"}');
INSERT INTO activity VALUES (111, 1795424400000, 'invoice issued', 1003, 3003, NULL, 5006, NULL, NULL, NULL, '{"number":"INV-0006"}');
INSERT INTO activity VALUES (112, 1795424400000, 'invoice sent', 1003, 3003, NULL, 5006, NULL, NULL, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (113, 1795424400000, 'payment received', 1003, 3003, NULL, 5006, NULL, NULL, 2005, '{"amount":"66600","currency":"GBP"}');
INSERT INTO activity VALUES (114, 1795424400000, 'payment refunded', 1003, 3003, NULL, 5006, NULL, 1, NULL, '{"amount":"1000","currency":"GBP","note":"","refund":"3"}');
INSERT INTO activity VALUES (115, 1795424400000, 'invoice credited', 1003, 3003, NULL, 5006, NULL, 1, NULL, '{"amount":"1000","currency":"GBP","number":"CN-0003"}');
INSERT INTO activity VALUES (116, 1795424400000, 'file added', 1003, 3003, NULL, NULL, 7007, 1, NULL, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (117, 1795424400000, 'file shown', 1003, 3003, NULL, NULL, 7007, 1, NULL, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (118, 1795424400000, 'file shared', 1003, 3003, NULL, NULL, 7007, 1, NULL, '{"name":"shared.txt","to":"Priya Raman"}');
INSERT INTO activity VALUES (119, 1795424400000, 'file downloaded', 1003, 3003, NULL, NULL, 7007, NULL, 2005, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (120, 1795424400000, 'file added', 1003, 3003, NULL, NULL, 7008, 1, NULL, '{"name":"hidden.txt"}');
INSERT INTO activity VALUES (121, 1795424400000, 'file added', 1003, 3003, NULL, NULL, 7009, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (122, 1795424400000, 'file shown', 1003, 3003, NULL, NULL, 7009, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (123, 1795424400000, 'file shared', 1003, 3003, NULL, NULL, 7009, 1, NULL, '{"name":"deleted.txt","to":"Priya Raman"}');
INSERT INTO activity VALUES (124, 1795424400000, 'file deleted', 1003, 3003, NULL, NULL, 7009, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (125, 1795424400000, 'project begun', 1001, 3004, NULL, NULL, NULL, 1, NULL, '{"name":"Old shed"}');
INSERT INTO activity VALUES (126, 1795424400000, 'project status changed', 1001, 3004, NULL, NULL, NULL, 1, NULL, '{"from":"active","name":"Old shed","to":"archived"}');
INSERT INTO activity VALUES (127, 1795424400000, 'portal disabled', 1003, NULL, NULL, NULL, NULL, 1, NULL, '{"name":"Finch"}');
CREATE UNIQUE INDEX one_default_tax_rate ON tax_rate (is_default) WHERE is_default = 1;
CREATE INDEX client_by_name ON client (name COLLATE NOCASE, id, archived_at);
CREATE INDEX client_by_owed ON client (owed DESC, name COLLATE NOCASE, id) WHERE archived_at IS NULL;
CREATE INDEX client_with_open ON client (owed DESC, name COLLATE NOCASE, id) WHERE open > 0 AND archived_at IS NULL;
CREATE INDEX client_without_portal ON client (name COLLATE NOCASE, id) WHERE portal_enabled = 0 AND archived_at IS NULL;
CREATE INDEX client_archived ON client (name COLLATE NOCASE, id) WHERE archived_at IS NOT NULL;
CREATE UNIQUE INDEX contact_by_email ON contact (email) WHERE archived_at IS NULL;
CREATE INDEX contact_by_client ON contact (client_id);
CREATE UNIQUE INDEX one_main_contact ON contact (client_id) WHERE is_main = 1 AND archived_at IS NULL;
CREATE INDEX session_by_staff ON session (staff_id) WHERE staff_id IS NOT NULL;
CREATE INDEX session_by_contact ON session (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX pass_by_contact ON pass (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX rate_limit_by_start ON rate_limit (started_at);
CREATE INDEX project_by_client ON project (client_id, status, number);
CREATE INDEX project_by_status ON project (status, number);
CREATE INDEX project_by_age ON project (number) WHERE status <> 'archived';
CREATE INDEX project_by_name ON project (name COLLATE NOCASE, number) WHERE status <> 'archived';
CREATE INDEX project_by_event ON project (event_on, number) WHERE status <> 'archived';
CREATE INDEX project_by_contact ON project_contact (contact_id, project_id);
CREATE INDEX quote_by_project ON quote (project_id, id);
CREATE INDEX quote_by_state ON quote (state, id);
CREATE INDEX quote_counts ON quote (state, archived_at, valid_until_on);
CREATE INDEX quote_expiring ON quote (valid_until_on) WHERE state = 'sent';
CREATE INDEX quote_unsigned ON quote (viewed_at) WHERE state = 'sent' AND viewed_at IS NOT NULL;
CREATE INDEX quote_declined ON quote (decided_at) WHERE state = 'declined';
CREATE INDEX invoice_by_project ON invoice (project_id, id);
CREATE INDEX invoice_by_state ON invoice (state, next_due_on);
CREATE INDEX invoice_counts ON invoice (state, archived_at, owed, next_due_on);
CREATE INDEX invoice_open ON invoice (currency, next_due_on, next_due, owed, paid) WHERE state = 'issued' AND owed > 0;
CREATE INDEX invoice_by_issue ON invoice (issued_on, currency) WHERE state = 'issued';
CREATE INDEX invoice_overpaid ON invoice (id) WHERE paid > total - credited;
CREATE INDEX payment_by_invoice ON payment (invoice_id, id);
CREATE INDEX payment_together ON payment (with_id) WHERE with_id IS NOT NULL;
CREATE INDEX payment_by_day ON payment (paid_on, invoice_id, currency, amount) WHERE state = 'paid';
CREATE INDEX payment_open ON payment (state) WHERE state IN ('started', 'processing', 'announced');
CREATE INDEX refund_by_payment ON refund (payment_id, id);
CREATE INDEX refund_by_day ON refund (refunded_on, payment_id, currency, amount) WHERE state = 'done';
CREATE INDEX refund_open ON refund (state) WHERE state IN ('started', 'processing');
CREATE INDEX refund_asks ON refund (id) WHERE wish = 'ask' AND state = 'done';
CREATE INDEX credit_note_by_invoice ON credit_note (invoice_id, id);
CREATE INDEX credit_note_by_issue ON credit_note (issued_on, invoice_id);
CREATE INDEX file_by_project ON file (project_id, id);
CREATE INDEX download_by_file ON download (file_id, at);
CREATE INDEX link_by_contact ON link (contact_id);
CREATE INDEX link_by_quote ON link (quote_id) WHERE quote_id IS NOT NULL;
CREATE INDEX link_by_invoice ON link (invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX link_by_file ON link (file_id) WHERE file_id IS NOT NULL;
CREATE INDEX outbox_due ON outbox (next_at) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_failed ON outbox (id) WHERE state = 'failed';
CREATE INDEX outbox_by_contact ON outbox (contact_id, id) WHERE contact_id IS NOT NULL;
CREATE INDEX outbox_by_project ON outbox (project_id, id) WHERE project_id IS NOT NULL;
CREATE INDEX activity_by_project ON activity (project_id, id) WHERE project_id IS NOT NULL;
CREATE INDEX activity_by_client ON activity (client_id, id) WHERE client_id IS NOT NULL;
CREATE INDEX activity_by_quote ON activity (quote_id, id) WHERE quote_id IS NOT NULL;
CREATE INDEX activity_by_invoice ON activity (invoice_id, id) WHERE invoice_id IS NOT NULL;
CREATE TRIGGER project_opens_at_once AFTER INSERT ON project WHEN NEW.status IN ('enquiry', 'active')
BEGIN UPDATE client SET open = open + 1 WHERE id = NEW.client_id; END;
CREATE TRIGGER project_opens_or_closes AFTER UPDATE OF status, client_id ON project
BEGIN
  UPDATE client SET open = open - (OLD.status IN ('enquiry', 'active')) WHERE id = OLD.client_id;
  UPDATE client SET open = open + (NEW.status IN ('enquiry', 'active')) WHERE id = NEW.client_id;
END;
CREATE TRIGGER quote_is_frozen BEFORE UPDATE ON quote
WHEN OLD.state <> 'draft' AND (NEW.content <> OLD.content OR NEW.content_hash IS NOT OLD.content_hash
  OR NEW.number IS NOT OLD.number OR NEW.version <> OLD.version OR NEW.currency <> OLD.currency
  OR NEW.project_id <> OLD.project_id OR NEW.contact_id IS NOT OLD.contact_id OR NEW.state = 'draft'
  OR NEW.sent_at IS NOT OLD.sent_at)
BEGIN SELECT RAISE(ABORT, 'a sent quote is frozen'); END;
CREATE TRIGGER quote_decision_is_final BEFORE UPDATE OF state ON quote
WHEN OLD.state IN ('accepted', 'superseded') AND NEW.state <> OLD.state
BEGIN SELECT RAISE(ABORT, 'an accepted quote is final'); END;
CREATE TRIGGER quote_is_kept BEFORE DELETE ON quote WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a sent quote is kept'); END;
CREATE TRIGGER signature_is_final BEFORE UPDATE ON signature BEGIN SELECT RAISE(ABORT, 'a signature is final'); END;
CREATE TRIGGER signature_is_kept BEFORE DELETE ON signature BEGIN SELECT RAISE(ABORT, 'a signature is kept'); END;
CREATE TRIGGER signed_copy_is_final BEFORE UPDATE ON signed_copy BEGIN SELECT RAISE(ABORT, 'a signed copy is final'); END;
CREATE TRIGGER signed_copy_is_kept BEFORE DELETE ON signed_copy BEGIN SELECT RAISE(ABORT, 'a signed copy is kept'); END;
CREATE TRIGGER evidence_is_final BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is final'); END;
CREATE TRIGGER evidence_is_kept BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is kept'); END;
CREATE TRIGGER invoice_is_frozen BEFORE UPDATE ON invoice
WHEN OLD.state <> 'draft' AND (NEW.content <> OLD.content OR NEW.content_hash IS NOT OLD.content_hash
  OR NEW.number IS NOT OLD.number OR NEW.total <> OLD.total OR NEW.currency <> OLD.currency
  OR NEW.project_id <> OLD.project_id OR NEW.contact_id IS NOT OLD.contact_id OR NEW.state = 'draft'
  OR NEW.issued_on IS NOT OLD.issued_on OR NEW.issued_at IS NOT OLD.issued_at)
BEGIN SELECT RAISE(ABORT, 'an issued invoice is frozen'); END;
CREATE TRIGGER invoice_is_kept BEFORE DELETE ON invoice WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'an issued invoice is kept'); END;
CREATE TRIGGER invoice_is_owed_at_once AFTER INSERT ON invoice WHEN NEW.state = 'issued' AND NEW.owed > 0
BEGIN
  UPDATE client SET owed = owed + NEW.owed WHERE id = (SELECT client_id FROM project WHERE id = NEW.project_id);
  INSERT INTO outstanding (currency, amount, invoices) VALUES (NEW.currency, NEW.owed, 1)
    ON CONFLICT (currency) DO UPDATE SET amount = amount + excluded.amount, invoices = invoices + 1;
END;
CREATE TRIGGER invoice_was_owed AFTER UPDATE OF state, total, credited, paid ON invoice WHEN OLD.state = 'issued' AND OLD.owed > 0
BEGIN
  UPDATE client SET owed = owed - OLD.owed WHERE id = (SELECT client_id FROM project WHERE id = OLD.project_id);
  UPDATE outstanding SET amount = amount - OLD.owed, invoices = invoices - 1 WHERE currency = OLD.currency;
END;
CREATE TRIGGER invoice_is_owed AFTER UPDATE OF state, total, credited, paid ON invoice WHEN NEW.state = 'issued' AND NEW.owed > 0
BEGIN
  UPDATE client SET owed = owed + NEW.owed WHERE id = (SELECT client_id FROM project WHERE id = NEW.project_id);
  INSERT INTO outstanding (currency, amount, invoices) VALUES (NEW.currency, NEW.owed, 1)
    ON CONFLICT (currency) DO UPDATE SET amount = amount + excluded.amount, invoices = invoices + 1;
END;
CREATE TRIGGER payment_counts_on_insert AFTER INSERT ON payment WHEN NEW.state = 'paid'
BEGIN
  UPDATE invoice SET paid = paid + NEW.amount WHERE id = NEW.invoice_id;
  INSERT INTO takings (month, currency, amount, payments) VALUES (substr(NEW.paid_on, 1, 7), NEW.currency, NEW.amount, 1)
    ON CONFLICT (month, currency) DO UPDATE SET amount = amount + excluded.amount, payments = payments + 1;
END;
CREATE TRIGGER payment_counts_on_update AFTER UPDATE OF state ON payment WHEN NEW.state = 'paid' AND OLD.state <> 'paid'
BEGIN
  UPDATE invoice SET paid = paid + NEW.amount WHERE id = NEW.invoice_id;
  INSERT INTO takings (month, currency, amount, payments) VALUES (substr(NEW.paid_on, 1, 7), NEW.currency, NEW.amount, 1)
    ON CONFLICT (month, currency) DO UPDATE SET amount = amount + excluded.amount, payments = payments + 1;
END;
CREATE TRIGGER payment_is_final BEFORE UPDATE ON payment
WHEN OLD.state = 'paid' AND (NEW.state <> 'paid' OR NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency
  OR NEW.invoice_id <> OLD.invoice_id OR NEW.paid_on <> OLD.paid_on OR NEW.receipt IS NOT OLD.receipt OR NEW.provider_id IS NOT OLD.provider_id)
BEGIN SELECT RAISE(ABORT, 'a settled payment is final'); END;
CREATE TRIGGER payment_is_kept BEFORE DELETE ON payment WHEN OLD.state = 'paid'
BEGIN SELECT RAISE(ABORT, 'a settled payment is kept'); END;
CREATE TRIGGER refund_counts_on_insert AFTER INSERT ON refund WHEN NEW.state = 'done'
BEGIN
  UPDATE payment SET refunded = refunded + NEW.amount WHERE id = NEW.payment_id;
  UPDATE invoice SET paid = paid - NEW.amount, refunded = refunded + NEW.amount WHERE id = (SELECT invoice_id FROM payment WHERE id = NEW.payment_id);
  INSERT INTO takings (month, currency, amount, payments) VALUES (substr(NEW.refunded_on, 1, 7), NEW.currency, -NEW.amount, 0)
    ON CONFLICT (month, currency) DO UPDATE SET amount = amount + excluded.amount;
END;
CREATE TRIGGER refund_counts_on_update AFTER UPDATE OF state ON refund WHEN NEW.state = 'done' AND OLD.state <> 'done'
BEGIN
  UPDATE payment SET refunded = refunded + NEW.amount WHERE id = NEW.payment_id;
  UPDATE invoice SET paid = paid - NEW.amount, refunded = refunded + NEW.amount WHERE id = (SELECT invoice_id FROM payment WHERE id = NEW.payment_id);
  INSERT INTO takings (month, currency, amount, payments) VALUES (substr(NEW.refunded_on, 1, 7), NEW.currency, -NEW.amount, 0)
    ON CONFLICT (month, currency) DO UPDATE SET amount = amount + excluded.amount;
END;
CREATE TRIGGER refund_came_back AFTER UPDATE OF state ON refund WHEN OLD.state = 'done' AND NEW.state = 'failed'  -- a bank may send one back
BEGIN
  UPDATE payment SET refunded = refunded - OLD.amount WHERE id = OLD.payment_id;
  UPDATE invoice SET paid = paid + OLD.amount, refunded = refunded - OLD.amount WHERE id = (SELECT invoice_id FROM payment WHERE id = OLD.payment_id);
  UPDATE takings SET amount = amount + OLD.amount WHERE month = substr(OLD.refunded_on, 1, 7) AND currency = OLD.currency;
END;
CREATE TRIGGER refund_is_final BEFORE UPDATE ON refund
WHEN OLD.state = 'done' AND (NEW.state NOT IN ('done', 'failed') OR NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency
  OR NEW.payment_id <> OLD.payment_id OR NEW.refunded_on <> OLD.refunded_on)
BEGIN SELECT RAISE(ABORT, 'a refund that was made is final'); END;
CREATE TRIGGER refund_is_kept BEFORE DELETE ON refund WHEN OLD.state = 'done'
BEGIN SELECT RAISE(ABORT, 'a refund that was made is kept'); END;
CREATE TRIGGER credit_note_counts AFTER INSERT ON credit_note
BEGIN UPDATE invoice SET credited = credited + NEW.total WHERE id = NEW.invoice_id; END;
CREATE TRIGGER credit_note_is_frozen BEFORE UPDATE ON credit_note
WHEN NEW.content <> OLD.content OR NEW.content_hash <> OLD.content_hash OR NEW.number <> OLD.number OR NEW.total <> OLD.total
  OR NEW.currency <> OLD.currency OR NEW.invoice_id <> OLD.invoice_id OR NEW.issued_on <> OLD.issued_on OR NEW.issued_at <> OLD.issued_at
BEGIN SELECT RAISE(ABORT, 'a credit note is frozen'); END;
CREATE TRIGGER credit_note_is_kept BEFORE DELETE ON credit_note BEGIN SELECT RAISE(ABORT, 'a credit note is kept'); END;
