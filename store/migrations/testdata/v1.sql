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
  secret_key     TEXT NOT NULL CHECK (secret_key <> ''),
  account        TEXT NOT NULL DEFAULT '',            -- connected account id, or empty
  webhook_secret TEXT NOT NULL DEFAULT '',
  at             INTEGER NOT NULL
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
  kind TEXT NOT NULL CHECK (kind IN ('project', 'quote', 'invoice', 'receipt', 'certificate')),
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
  paid         INTEGER NOT NULL DEFAULT 0,            -- settled payments, kept by the triggers below
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
  contact_id   INTEGER REFERENCES contact,            -- who paid; NULL: not known
  staff_id     INTEGER REFERENCES staff,              -- who recorded or confirmed it
  attempt      TEXT NOT NULL UNIQUE,                  -- idempotency key of the attempt
  method       TEXT NOT NULL CHECK (method IN ('card', 'bank', 'cash', 'cheque', 'other')),
  label        TEXT NOT NULL DEFAULT '',              -- 'Visa ending 4242'
  state        TEXT NOT NULL CHECK (state IN ('started', 'announced', 'processing', 'paid', 'failed', 'cancelled')),
  amount       INTEGER NOT NULL CHECK (amount > 0),
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
CREATE TABLE webhook_event (                          -- each event once, however often it comes
  id           TEXT PRIMARY KEY,
  type         TEXT NOT NULL,
  checkout_id  TEXT NOT NULL DEFAULT '',
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
INSERT INTO studio VALUES (1, 'Alder & Rowe', '', 'GB', 'GBP', 'en-GB', 'Europe/London', '', 'hannah@alderandrowe.example', '', 'VAT', '', '', '', '', '', '', 'Alder & Rowe Ltd', 'GB33BUKB20201555555555', '', '', 1, 1, 30, 30000, 14, 'send', 'Q-{0001}', 'INV-{0001}', 'R-{0001}', 2147483648, '#0f5d62', 'http://anteroom.test', 0, 1795424400000, 1795424400000);
INSERT INTO logo VALUES (1, 'logo.png', X'89504E470D0A1A0A0000000D49484452000000280000001408020000007024E8EC000000254944415478DA62621820306AF1A8C5A3168F5A3C6AF1A8C5A3168F5A3C822C06040000FFFFCFF80029784826120000000049454E44AE426082', 40, 20, '713a69318fd992744542891cd1fb5090f3ec5432396159fd6ea8372a0b6547ca', 1795424400000);
INSERT INTO mail_settings VALUES (1, 'mail.invalid', 587, '', '', 'studio@alderandrowe.example', 'starttls', 1795424400000);
INSERT INTO stripe_settings VALUES (1, 'sk_test_aaaaaaaaaaaaaaaaaaaaaaaa', '', 'whsec_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1795424400000);
INSERT INTO tax_rate VALUES (8001, '', 20000, 'S', 1, 0);
INSERT INTO tax_rate VALUES (8002, '', 5000, 'S', 0, 1);
INSERT INTO tax_rate VALUES (8003, '', 0, 'Z', 0, 2);
INSERT INTO series VALUES ('certificate', 0, 6);
INSERT INTO series VALUES ('invoice', 0, 6);
INSERT INTO series VALUES ('project', 0, 5);
INSERT INTO series VALUES ('quote', 0, 15);
INSERT INTO series VALUES ('receipt', 0, 3);
INSERT INTO staff VALUES (1, 'Hannah Rowe', 'hannah@alderandrowe.example', '$argon2id$v=19$m=19456,t=2,p=1$6FjRPz5pl5in6gyuW88HBQ$++NM9RO5/T+MN681pyi0QopAY6MYr193eyzfjA18wWg', 'owner', 1795424400000, NULL);
INSERT INTO staff VALUES (2, 'Sam Reed', 'sam@alderandrowe.example', '$argon2id$v=19$m=19456,t=2,p=1$h3B9K8R6j+YXpRm18OxObQ$ryga79DTMOSc9PkR3H2RljL0bzsAMAGmlYPafs0+5iY', 'member', 1795424400000, NULL);
INSERT INTO staff VALUES (3, 'Lee Marsh', 'lee@alderandrowe.example', '$argon2id$v=19$m=19456,t=2,p=1$HdUP1wfR7mKInPPr71DXLg$rX2rh5OXOtkJ9LvrO6zrYg8vJ3oWZOCmDBvtueeW4Qg', 'owner', 1795424400000, 1);
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
INSERT INTO session VALUES (9001, X'11383AB1AFC63493595CB08AF50F5CF47A6DF5E50794443F1071DF49B162B896', 1, NULL, '{}', '', '', 1795424400000, 1795424400000, 1800608400000);
INSERT INTO session VALUES (9002, X'1624C8B1CDD973ECDC7E503273D1AC0AD860D4C597E017BB0EDFC21B7DA08BBE', 1, NULL, '{}', '', '', 1795424400000, 1795424400000, 1800608400000);
INSERT INTO session VALUES (9003, X'6817A9223611DCF1B793FA1DD92FEE2FE8BB0BFFC97A6235ED184DE7502EE960', 2, NULL, '{}', '', '', 1795424400000, 1795424400000, 1800608400000);
INSERT INTO session VALUES (9004, X'E04DDD1BD1F8CCF2F07EE8473BCFEADAB7816AF5046194EC2BC540C567708160', 3, NULL, '{}', '', '', 1795424400000, 1795424400000, 1800608400000);
INSERT INTO session VALUES (9005, X'FCDD5BD8A05273115D496E6686708A264124F83A5A7EE049DD20A840228F970F', NULL, 2001, '{}', '', '', 1795424400000, 1795424400000, 1800608400000);
INSERT INTO session VALUES (9006, X'F0CF9CA1F955C83F49C684663C5F0A18C0AAEA3A51DFB55B51117B469D2D5484', NULL, 2007, '{}', '', '', 1795424400000, 1795424400000, 1800608400000);
INSERT INTO session VALUES (9007, X'AC0042527F62F87346BA63461F4048ED810D14A3AD080C5937337C533F8A69EE', NULL, 2002, '{}', '', '', 1795424400000, 1795424400000, 1800608400000);
INSERT INTO session VALUES (9008, X'BC6D3DFC085BC3B40A2A0E0890B8A38EC7EE72A2F0D0932D9075D54E0667D271', NULL, 2003, '{}', '', '', 1795424400000, 1795424400000, 1800608400000);
INSERT INTO pass VALUES (1, 'setup', X'9E194275E15077A34F1BBD6DE1F221B3FF749A0C55A26F5563BE7133A0389204', NULL, NULL, NULL, 0, '', 1795424400000, 1795510800000, 1795424400000);
INSERT INTO pass VALUES (2, 'sign-in', X'CAC9DE9C9CA6C68220C74FD73237F8705D4AE44EC3BD15E289192D0D6BBC30C1', X'55C2FEFE4F76E7B36D25DB8EC55021E0186C49A92F5D5A73278DF06277B2E807', NULL, 2001, 0, '', 1795424400000, 1795510800000, 1795424400000);
INSERT INTO pass VALUES (3, 'sign-in', X'062E86E91097E9A0931D2A43D4E276C93DCA1FC152F30E7C46F2EC2A48B04ABA', X'6099A8374A4EAF70D4605A3662BAE4855B99C97F43C71F624CFDBF08E5D05FEB', NULL, 2007, 0, '', 1795424400000, 1795510800000, 1795424400000);
INSERT INTO pass VALUES (4, 'sign-in', X'F7F516367FBA660DA40F6660733C0BCE316CF0CEA273267E4242D8462F06B247', X'1030D280DB3BE8F864370D06F60E70ABA60478D5A1E6794B67D63E46703DF692', NULL, 2002, 0, '', 1795424400000, 1795510800000, 1795424400000);
INSERT INTO pass VALUES (5, 'sign-in', X'B1391329BF4193F0320934C97749AFA71F68A4A17169F44F34C8A5A8A9E024E4', X'0FF195AED8DB552A8D90827B09B95825F409396783110E962E2240943465A908', NULL, 2003, 0, '', 1795424400000, 1795510800000, 1795424400000);
INSERT INTO pass VALUES (6, 'sign-in', X'2005907649BB53CD7B01538408F8203B63DD64E14AEC5565FC18501CE0824A6C', X'4DC885B184D50DD5C239F25C6BAFE68874F0F2F07B6B85E527D549A78DCDEC67', NULL, 2005, 0, '', 1795424400000, 1795510800000, 1795424400000);
INSERT INTO pass VALUES (7, 'sign-in', X'58B958C60CD19D4012C12E87A589D373611952B7E4FFC22370D666A18D1A6CB3', X'3BC438BAEDA5C220F36D340648ECC63C5001FF6D0931A82F2F6192F3AB18C900', NULL, 2001, 0, '', 1795424400000, 1795510800000, NULL);
INSERT INTO pass VALUES (8, 'sign-in', X'B9DC262C390E72C8F0BDD867B184C785D5FEC04B94327E75D4392DC7E4456B6C', NULL, 2, NULL, 0, '', 1795424400000, 1795510800000, NULL);
INSERT INTO pass VALUES (9, 'reset', X'DAB35743DA177E57853D5B718B719E94F245C4CD5DFB5E859D733B5EED115ACD', NULL, 1, NULL, 0, '', 1795424400000, 1795431600000, NULL);
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
INSERT INTO quote VALUES (4001, 3001, NULL, 'quote', NULL, 1, NULL, 'draft', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}]}', NULL, 1, '2026-12-23', NULL, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4002, 3001, 2001, 'quote', 'Q-0001', 1, NULL, 'sent', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0001","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '21b73e9622f8f8fd1e26e88455e4d34933169ca76dbbecbf0ab12cbfc2ae99eb', 2, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4003, 3001, 2001, 'quote', 'Q-0002', 1, NULL, 'declined', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0002","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '2f1cc44dcba012477fd02dfbd4aded85587395b582c8e9c960780aa08c4d183a', 2, '2026-12-23', 1795424400000, 1795424400000, 1, 'Too dear', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4004, 3001, 2001, 'quote', 'Q-0003', 1, NULL, 'superseded', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0003","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '4a76f6512ba2a12a9d0073b9083796ca0f85aa64dc70cb97d1a8e8f9f3b6cfac', 2, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4005, 3001, 2001, 'quote', 'Q-0003', 2, 4004, 'sent', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0003","version":2,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '7fb5c5c9fe0802dc775760e9905fad65c4386ec0866ca6f5e6670bff9d489bff', 1, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4006, 3001, 2001, 'quote', 'Q-0004', 1, NULL, 'accepted', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0004","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '3b12e28e1ed2f9b6166007c2d85f21ac9d75f652a0e3662661e230dd13991bc0', 2, '2026-12-23', 1795424400000, 1795424400000, 1795424400000, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4007, 3001, 2001, 'quote', 'Q-0005', 1, NULL, 'accepted', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0005","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', 'c713b46e81b4cc2604c98bf5b4c193578da88354aaaf539197de99340e538e31', 2, '2026-12-23', 1795424400000, 1795424400000, 1795424400000, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4008, 3002, NULL, 'quote', NULL, 1, NULL, 'draft', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}]}', NULL, 1, '2026-12-23', NULL, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4009, 3002, 2003, 'quote', 'Q-0006', 1, NULL, 'sent', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0006","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', 'a13a50feba478c486b81c9023e95c75eab63af3edfd71392e23c14bad6eb6ad5', 2, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4010, 3002, 2003, 'quote', 'Q-0007', 1, NULL, 'declined', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0007","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '562800ea0be7a8d69df4c7a5efc944a9bb3526c8ae0542448752ed20c769e7c9', 2, '2026-12-23', 1795424400000, 1795424400000, 1, 'Too dear', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4011, 3002, 2003, 'quote', 'Q-0008', 1, NULL, 'superseded', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0008","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', 'e6f975fc5047d1001ea2ee1fb34a4908e4b0fa8230ccc596c2f34f1a29a30ffc', 2, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4012, 3002, 2003, 'quote', 'Q-0008', 2, 4011, 'sent', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0008","version":2,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '11258742c7771cbd802bfd218596c2736fd193298b5b2b17a7a054d68d82d9af', 1, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4013, 3002, 2003, 'quote', 'Q-0009', 1, NULL, 'accepted', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0009","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '2b5461ef759f731beb4292c76cb443ea1a54a5fd91afbfcef251ca29be9224ed', 2, '2026-12-23', 1795424400000, 1795424400000, 1795424400000, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4014, 3002, 2003, 'quote', 'Q-0010', 1, NULL, 'accepted', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0010","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '3e5cfbcf0b1c630263765d721ff210d79aa7792f775a78c5d3003e767e356f2e', 2, '2026-12-23', 1795424400000, 1795424400000, 1795424400000, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4015, 3003, NULL, 'quote', NULL, 1, NULL, 'draft', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}]}', NULL, 1, '2026-12-23', NULL, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4016, 3003, 2005, 'quote', 'Q-0011', 1, NULL, 'sent', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0011","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '73f36f52ac23bf3ecf06c1e896c6207dbb7b16f7a63a01620e790d32fe01f7a6', 2, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4017, 3003, 2005, 'quote', 'Q-0012', 1, NULL, 'declined', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0012","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '357b185f151e9ed83a96826075c042e210001921d6023388e7b46964ecababe7', 2, '2026-12-23', 1795424400000, 1795424400000, 1, 'Too dear', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4018, 3003, 2005, 'quote', 'Q-0013', 1, NULL, 'superseded', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0013","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '67b984356110592e15c91b0899f0adb6c96b9fa15bea39eb62c2f9a41b0c484d', 2, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4019, 3003, 2005, 'quote', 'Q-0013', 2, 4018, 'sent', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0013","version":2,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', 'cd67d55e21d60aa9372067d17e136eb5b7621b1edb255b1f29b0517e3a0f9b2e', 1, '2026-12-23', 1795424400000, NULL, NULL, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4020, 3003, 2005, 'quote', 'Q-0014', 1, NULL, 'accepted', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0014","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '3dce3a7dc3332e0521b4e2c46daf97466d33aa6e31474937ddeb761a4a592d0f', 2, '2026-12-23', 1795424400000, 1795424400000, 1795424400000, '', 1795424400000, 1795424400000, NULL);
INSERT INTO quote VALUES (4021, 3003, 2005, 'quote', 'Q-0015', 1, NULL, 'accepted', 'Window seat', 'GBP', 222000, '{"v":1,"kind":"quote","number":"Q-0015","version":1,"title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}},{"id":"l2","title":"Photographs","optional":true,"quantity":"1","price":"380","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","valid_until":"2026-12-23","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"by":"Hannah Rowe"}', '654ffe93d0b1c8398f10e50f380fbc7b4ebdd2a08d1a2fc7002c04f73fdadcd7', 2, '2026-12-23', 1795424400000, 1795424400000, 1795424400000, '', 1795424400000, 1795424400000, NULL);
INSERT INTO signature VALUES (1, 4006, 2001, 'C-0001-3b12e28e', 'Priya Raman', 'type', '', 'I accept this quote.', '{}', 222000, '3b12e28e1ed2f9b6166007c2d85f21ac9d75f652a0e3662661e230dd13991bc0', 1795424400000, 'Europe/London', '192.0.2.7', 'A phone', 'session');
INSERT INTO signature VALUES (2, 4007, 2001, 'C-0002-c713b46e', 'Priya Raman', 'type', '', 'I accept this quote.', '{}', 222000, 'c713b46e81b4cc2604c98bf5b4c193578da88354aaaf539197de99340e538e31', 1795424400000, 'Europe/London', '192.0.2.7', 'A phone', 'session');
INSERT INTO signature VALUES (3, 4013, 2003, 'C-0003-2b5461ef', 'Priya Raman', 'type', '', 'I accept this quote.', '{}', 222000, '2b5461ef759f731beb4292c76cb443ea1a54a5fd91afbfcef251ca29be9224ed', 1795424400000, 'Europe/London', '192.0.2.7', 'A phone', 'session');
INSERT INTO signature VALUES (4, 4014, 2003, 'C-0004-3e5cfbcf', 'Priya Raman', 'type', '', 'I accept this quote.', '{}', 222000, '3e5cfbcf0b1c630263765d721ff210d79aa7792f775a78c5d3003e767e356f2e', 1795424400000, 'Europe/London', '192.0.2.7', 'A phone', 'session');
INSERT INTO signature VALUES (5, 4020, 2005, 'C-0005-3dce3a7d', 'Priya Raman', 'type', '', 'I accept this quote.', '{}', 222000, '3dce3a7dc3332e0521b4e2c46daf97466d33aa6e31474937ddeb761a4a592d0f', 1795424400000, 'Europe/London', '192.0.2.7', 'A phone', 'session');
INSERT INTO signature VALUES (6, 4021, 2005, 'C-0006-654ffe93', 'Priya Raman', 'type', '', 'I accept this quote.', '{}', 222000, '654ffe93d0b1c8398f10e50f380fbc7b4ebdd2a08d1a2fc7002c04f73fdadcd7', 1795424400000, 'Europe/London', '192.0.2.7', 'A phone', 'session');
INSERT INTO signed_copy VALUES (1, X'255044462D312E370A', '0716f9264c9fe19f5d7455276107f3ddcc1d3497f63d60689a73558ae8a1bf5e', 1795424400000);
INSERT INTO signed_copy VALUES (2, X'255044462D312E370A', '0716f9264c9fe19f5d7455276107f3ddcc1d3497f63d60689a73558ae8a1bf5e', 1795424400000);
INSERT INTO signed_copy VALUES (3, X'255044462D312E370A', '0716f9264c9fe19f5d7455276107f3ddcc1d3497f63d60689a73558ae8a1bf5e', 1795424400000);
INSERT INTO signed_copy VALUES (4, X'255044462D312E370A', '0716f9264c9fe19f5d7455276107f3ddcc1d3497f63d60689a73558ae8a1bf5e', 1795424400000);
INSERT INTO signed_copy VALUES (5, X'255044462D312E370A', '0716f9264c9fe19f5d7455276107f3ddcc1d3497f63d60689a73558ae8a1bf5e', 1795424400000);
INSERT INTO signed_copy VALUES (6, X'255044462D312E370A', '0716f9264c9fe19f5d7455276107f3ddcc1d3497f63d60689a73558ae8a1bf5e', 1795424400000);
INSERT INTO evidence VALUES (1, 4002, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"21b73e9622f8f8fd1e26e88455e4d34933169ca76dbbecbf0ab12cbfc2ae99eb","to":"priya@example.com"}', '0000000000000000000000000000000000000000000000000000000000000000', '10a9a5690438ae502a6f3bc5dc9864e1c631e908759774a90c372a3ab231aef6');
INSERT INTO evidence VALUES (2, 4003, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"2f1cc44dcba012477fd02dfbd4aded85587395b582c8e9c960780aa08c4d183a","to":"priya@example.com"}', '0000000000000000000000000000000000000000000000000000000000000000', '8e1408810097035bf30d948cb6c4fb4edeac305abf4d738d9cbb0650ca23026a');
INSERT INTO evidence VALUES (3, 4003, 2, 'viewed', 1795424400000, '{"browser":"","contact":"Priya Raman","email":"priya@example.com","ip":"","via":"session"}', '8e1408810097035bf30d948cb6c4fb4edeac305abf4d738d9cbb0650ca23026a', '6c95019adbf32c4071a62834897199cf22c099ff826e6ce2ae4ad1dc8eadaf58');
INSERT INTO evidence VALUES (4, 4003, 3, 'declined', 1795424400000, '{"browser":"","contact":"Priya Raman","document":"2f1cc44dcba012477fd02dfbd4aded85587395b582c8e9c960780aa08c4d183a","email":"priya@example.com","ip":"","reason":"Too dear","via":"session"}', '6c95019adbf32c4071a62834897199cf22c099ff826e6ce2ae4ad1dc8eadaf58', '45983610db7b15d9a69c3306d12a84da6e509ee4e83fb70503f8d5dda944f952');
INSERT INTO evidence VALUES (5, 4004, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"4a76f6512ba2a12a9d0073b9083796ca0f85aa64dc70cb97d1a8e8f9f3b6cfac","to":"priya@example.com"}', '0000000000000000000000000000000000000000000000000000000000000000', '9f710310e1d1ae744511afdda1561a0a526e0c61223048e3d9d2897508c78131');
INSERT INTO evidence VALUES (6, 4004, 2, 'superseded', 1795424400000, '{"by":"7fb5c5c9fe0802dc775760e9905fad65c4386ec0866ca6f5e6670bff9d489bff"}', '9f710310e1d1ae744511afdda1561a0a526e0c61223048e3d9d2897508c78131', 'e8d435284f683f951ac6aa9aa39bc245e2644b050089cc06c4b09ac2b50fa67b');
INSERT INTO evidence VALUES (7, 4005, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"7fb5c5c9fe0802dc775760e9905fad65c4386ec0866ca6f5e6670bff9d489bff","to":"priya@example.com"}', '0000000000000000000000000000000000000000000000000000000000000000', '724eb6404e4358d1547f2aa4de638756318de4cd4c496d241a7ef5e9278d1e71');
INSERT INTO evidence VALUES (8, 4006, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"3b12e28e1ed2f9b6166007c2d85f21ac9d75f652a0e3662661e230dd13991bc0","to":"priya@example.com"}', '0000000000000000000000000000000000000000000000000000000000000000', 'b692618d6c89f11b06d918f5eeed398c992f0339b040ea3c6d8b75e5b46e4bba');
INSERT INTO evidence VALUES (9, 4006, 2, 'viewed', 1795424400000, '{"browser":"A phone","contact":"Priya Raman","email":"priya@example.com","ip":"192.0.2.7","via":"session"}', 'b692618d6c89f11b06d918f5eeed398c992f0339b040ea3c6d8b75e5b46e4bba', 'de753603cfcc532af7c174fced0680f369be8c5d722b91ce6fc17d52bfa6daef');
INSERT INTO evidence VALUES (10, 4006, 3, 'signed', 1795424400000, '{"browser":"A phone","certificate":"C-0001-3b12e28e","consent":"I accept this quote.","contact":"Priya Raman","document":"3b12e28e1ed2f9b6166007c2d85f21ac9d75f652a0e3662661e230dd13991bc0","email":"priya@example.com","ip":"192.0.2.7","method":"type","name":"Priya Raman","selection":"{}","strokes":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","total":"222000 GBP","via":"session"}', 'de753603cfcc532af7c174fced0680f369be8c5d722b91ce6fc17d52bfa6daef', 'afdd4c5ff52ff9311fe537496e469ba8d29b747aeaf3f62ac2e468e7f050c431');
INSERT INTO evidence VALUES (11, 4007, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"c713b46e81b4cc2604c98bf5b4c193578da88354aaaf539197de99340e538e31","to":"priya@example.com"}', '0000000000000000000000000000000000000000000000000000000000000000', '3fc31a81a3e7f1ef5522d541373a6e027c489b591ecdffe65ea58edaaca4d0b0');
INSERT INTO evidence VALUES (12, 4007, 2, 'viewed', 1795424400000, '{"browser":"A phone","contact":"Priya Raman","email":"priya@example.com","ip":"192.0.2.7","via":"session"}', '3fc31a81a3e7f1ef5522d541373a6e027c489b591ecdffe65ea58edaaca4d0b0', '34829dd2a8c1dfcdda2325de96ee367c12362535c1bc73f98abe34f8099d1c07');
INSERT INTO evidence VALUES (13, 4007, 3, 'signed', 1795424400000, '{"browser":"A phone","certificate":"C-0002-c713b46e","consent":"I accept this quote.","contact":"Priya Raman","document":"c713b46e81b4cc2604c98bf5b4c193578da88354aaaf539197de99340e538e31","email":"priya@example.com","ip":"192.0.2.7","method":"type","name":"Priya Raman","selection":"{}","strokes":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","total":"222000 GBP","via":"session"}', '34829dd2a8c1dfcdda2325de96ee367c12362535c1bc73f98abe34f8099d1c07', 'ee6e072fac7f925cdcbf1560f0022a38f1327bacd4791842632ccb3677006862');
INSERT INTO evidence VALUES (14, 4009, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"a13a50feba478c486b81c9023e95c75eab63af3edfd71392e23c14bad6eb6ad5","to":"ada@okafor.example"}', '0000000000000000000000000000000000000000000000000000000000000000', '23c2b37d1250d3e5efb587dac7b6eb3bc09e5b511465fd5296bbe063a72c0097');
INSERT INTO evidence VALUES (15, 4010, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"562800ea0be7a8d69df4c7a5efc944a9bb3526c8ae0542448752ed20c769e7c9","to":"ada@okafor.example"}', '0000000000000000000000000000000000000000000000000000000000000000', 'd5fd8c52056879e575fd7eaedd0f353b10060f4e09cc6a073192c0617e9d141f');
INSERT INTO evidence VALUES (16, 4010, 2, 'viewed', 1795424400000, '{"browser":"","contact":"Priya Raman","email":"ada@okafor.example","ip":"","via":"session"}', 'd5fd8c52056879e575fd7eaedd0f353b10060f4e09cc6a073192c0617e9d141f', '237d4620f06750b399545ad33d27bfee35bc876182fa57834d294e2b35f86d05');
INSERT INTO evidence VALUES (17, 4010, 3, 'declined', 1795424400000, '{"browser":"","contact":"Priya Raman","document":"562800ea0be7a8d69df4c7a5efc944a9bb3526c8ae0542448752ed20c769e7c9","email":"ada@okafor.example","ip":"","reason":"Too dear","via":"session"}', '237d4620f06750b399545ad33d27bfee35bc876182fa57834d294e2b35f86d05', '7a8cfb830a0a8c2b73c72d7ee94e87c95db26222fe42515cd835449ba948106b');
INSERT INTO evidence VALUES (18, 4011, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"e6f975fc5047d1001ea2ee1fb34a4908e4b0fa8230ccc596c2f34f1a29a30ffc","to":"ada@okafor.example"}', '0000000000000000000000000000000000000000000000000000000000000000', '11be781619a33636763666e7d2859289ec9c178295a28010b0736ee61d2357e5');
INSERT INTO evidence VALUES (19, 4011, 2, 'superseded', 1795424400000, '{"by":"11258742c7771cbd802bfd218596c2736fd193298b5b2b17a7a054d68d82d9af"}', '11be781619a33636763666e7d2859289ec9c178295a28010b0736ee61d2357e5', '6bada499aebc8ff4ce7cb07bbefc9115127630fea86ca2b03c8444296d069ed0');
INSERT INTO evidence VALUES (20, 4012, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"11258742c7771cbd802bfd218596c2736fd193298b5b2b17a7a054d68d82d9af","to":"ada@okafor.example"}', '0000000000000000000000000000000000000000000000000000000000000000', '097f59ac6a7167dfba6546cce79de6ad94c6ceb7760b3ad78d5a84c8e6c7e940');
INSERT INTO evidence VALUES (21, 4013, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"2b5461ef759f731beb4292c76cb443ea1a54a5fd91afbfcef251ca29be9224ed","to":"ada@okafor.example"}', '0000000000000000000000000000000000000000000000000000000000000000', 'df63d7fabababd55579efd5c48627bbe4521e3abe6e33d07a2291385f9d53739');
INSERT INTO evidence VALUES (22, 4013, 2, 'viewed', 1795424400000, '{"browser":"A phone","contact":"Priya Raman","email":"ada@okafor.example","ip":"192.0.2.7","via":"session"}', 'df63d7fabababd55579efd5c48627bbe4521e3abe6e33d07a2291385f9d53739', '82458836bbdbd1605f2b1d77528740af33ce8482d0b5b3fbcef6377c8297bc77');
INSERT INTO evidence VALUES (23, 4013, 3, 'signed', 1795424400000, '{"browser":"A phone","certificate":"C-0003-2b5461ef","consent":"I accept this quote.","contact":"Priya Raman","document":"2b5461ef759f731beb4292c76cb443ea1a54a5fd91afbfcef251ca29be9224ed","email":"ada@okafor.example","ip":"192.0.2.7","method":"type","name":"Priya Raman","selection":"{}","strokes":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","total":"222000 GBP","via":"session"}', '82458836bbdbd1605f2b1d77528740af33ce8482d0b5b3fbcef6377c8297bc77', 'ef9aba8cb1ed08a7d9c79077e9050cba686b40b7a76a1b01fefa0754b5f1d157');
INSERT INTO evidence VALUES (24, 4014, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"3e5cfbcf0b1c630263765d721ff210d79aa7792f775a78c5d3003e767e356f2e","to":"ada@okafor.example"}', '0000000000000000000000000000000000000000000000000000000000000000', '2550c8897669b0bf4e052a69f97d959ee72854b7c4ae13d7c8c154d16ed459c9');
INSERT INTO evidence VALUES (25, 4014, 2, 'viewed', 1795424400000, '{"browser":"A phone","contact":"Priya Raman","email":"ada@okafor.example","ip":"192.0.2.7","via":"session"}', '2550c8897669b0bf4e052a69f97d959ee72854b7c4ae13d7c8c154d16ed459c9', '030d3d067776c5427e280f48777612e6b2bb8cdcc8b1d20dd42f73b1cd90dae1');
INSERT INTO evidence VALUES (26, 4014, 3, 'signed', 1795424400000, '{"browser":"A phone","certificate":"C-0004-3e5cfbcf","consent":"I accept this quote.","contact":"Priya Raman","document":"3e5cfbcf0b1c630263765d721ff210d79aa7792f775a78c5d3003e767e356f2e","email":"ada@okafor.example","ip":"192.0.2.7","method":"type","name":"Priya Raman","selection":"{}","strokes":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","total":"222000 GBP","via":"session"}', '030d3d067776c5427e280f48777612e6b2bb8cdcc8b1d20dd42f73b1cd90dae1', 'a427581371be4bbcefca945750f7824c0f3c670551566174b4c5b62cb8bdff89');
INSERT INTO evidence VALUES (27, 4016, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"73f36f52ac23bf3ecf06c1e896c6207dbb7b16f7a63a01620e790d32fe01f7a6","to":"una@finch.example"}', '0000000000000000000000000000000000000000000000000000000000000000', 'bfcbfdcbc31dc1b90ded0e4909b5d1cb4fbb34b29924489fe182ccad83e56bf0');
INSERT INTO evidence VALUES (28, 4017, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"357b185f151e9ed83a96826075c042e210001921d6023388e7b46964ecababe7","to":"una@finch.example"}', '0000000000000000000000000000000000000000000000000000000000000000', '4197a70be0df42f4ab3de868511a51b9d584a0e6738368b0ccb0df02d5fa78ce');
INSERT INTO evidence VALUES (29, 4017, 2, 'viewed', 1795424400000, '{"browser":"","contact":"Priya Raman","email":"una@finch.example","ip":"","via":"session"}', '4197a70be0df42f4ab3de868511a51b9d584a0e6738368b0ccb0df02d5fa78ce', '54b84e4bd60592c0e9e96db5d908f83195e7fcc3a3dafe931733462ae089465e');
INSERT INTO evidence VALUES (30, 4017, 3, 'declined', 1795424400000, '{"browser":"","contact":"Priya Raman","document":"357b185f151e9ed83a96826075c042e210001921d6023388e7b46964ecababe7","email":"una@finch.example","ip":"","reason":"Too dear","via":"session"}', '54b84e4bd60592c0e9e96db5d908f83195e7fcc3a3dafe931733462ae089465e', '7cc7cf2b34971816f5831f92c47edc379243685c5dea2f8226b72db56df7bc41');
INSERT INTO evidence VALUES (31, 4018, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"67b984356110592e15c91b0899f0adb6c96b9fa15bea39eb62c2f9a41b0c484d","to":"una@finch.example"}', '0000000000000000000000000000000000000000000000000000000000000000', 'e9f150c7465f6b4de8cb95e61332093fe77b79870c5798f38963f535cc196875');
INSERT INTO evidence VALUES (32, 4018, 2, 'superseded', 1795424400000, '{"by":"cd67d55e21d60aa9372067d17e136eb5b7621b1edb255b1f29b0517e3a0f9b2e"}', 'e9f150c7465f6b4de8cb95e61332093fe77b79870c5798f38963f535cc196875', '3c28e0772288b6b1df1e4362673faa7bebe2325501ae7387552465c8f78de32c');
INSERT INTO evidence VALUES (33, 4019, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"cd67d55e21d60aa9372067d17e136eb5b7621b1edb255b1f29b0517e3a0f9b2e","to":"una@finch.example"}', '0000000000000000000000000000000000000000000000000000000000000000', '6522343f5fa18e8e6ddd4d0e15db60488131f91c9f7492c5d12247e5b18ba997');
INSERT INTO evidence VALUES (34, 4020, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"3dce3a7dc3332e0521b4e2c46daf97466d33aa6e31474937ddeb761a4a592d0f","to":"una@finch.example"}', '0000000000000000000000000000000000000000000000000000000000000000', 'a703f5e4704b371293c097f95e5b5758410002b1f529fb4d98299a37ee7f1620');
INSERT INTO evidence VALUES (35, 4020, 2, 'viewed', 1795424400000, '{"browser":"A phone","contact":"Priya Raman","email":"una@finch.example","ip":"192.0.2.7","via":"session"}', 'a703f5e4704b371293c097f95e5b5758410002b1f529fb4d98299a37ee7f1620', '2d14f55902864e1f2fd72cafdeeeaa32fb31c052b647d03e5eac4cb6d450a047');
INSERT INTO evidence VALUES (36, 4020, 3, 'signed', 1795424400000, '{"browser":"A phone","certificate":"C-0005-3dce3a7d","consent":"I accept this quote.","contact":"Priya Raman","document":"3dce3a7dc3332e0521b4e2c46daf97466d33aa6e31474937ddeb761a4a592d0f","email":"una@finch.example","ip":"192.0.2.7","method":"type","name":"Priya Raman","selection":"{}","strokes":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","total":"222000 GBP","via":"session"}', '2d14f55902864e1f2fd72cafdeeeaa32fb31c052b647d03e5eac4cb6d450a047', '16de112dd7f79c2800928853281bf36b40a00b9b3bc001070dfe287c5c309b69');
INSERT INTO evidence VALUES (37, 4021, 1, 'sent', 1795424400000, '{"by":"Hannah Rowe","document":"654ffe93d0b1c8398f10e50f380fbc7b4ebdd2a08d1a2fc7002c04f73fdadcd7","to":"una@finch.example"}', '0000000000000000000000000000000000000000000000000000000000000000', 'bfc193e460bdd01464bda84d07e31260b3fbba6b8fef6d03966be9a8e4cb524e');
INSERT INTO evidence VALUES (38, 4021, 2, 'viewed', 1795424400000, '{"browser":"A phone","contact":"Priya Raman","email":"una@finch.example","ip":"192.0.2.7","via":"session"}', 'bfc193e460bdd01464bda84d07e31260b3fbba6b8fef6d03966be9a8e4cb524e', '912a9fd26ca11ad2c411cf4259425666530cb1885050a2608eb45983134ea076');
INSERT INTO evidence VALUES (39, 4021, 3, 'signed', 1795424400000, '{"browser":"A phone","certificate":"C-0006-654ffe93","consent":"I accept this quote.","contact":"Priya Raman","document":"654ffe93d0b1c8398f10e50f380fbc7b4ebdd2a08d1a2fc7002c04f73fdadcd7","email":"una@finch.example","ip":"192.0.2.7","method":"type","name":"Priya Raman","selection":"{}","strokes":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","total":"222000 GBP","via":"session"}', '912a9fd26ca11ad2c411cf4259425666530cb1885050a2608eb45983134ea076', '42807d163d322dfb7c1502eabb86f04e6158c0c51f9c78d6882855c9804b5315');
INSERT INTO invoice VALUES (5000, 3000, NULL, NULL, NULL, 'draft', '', 'GBP', 0, 0, '{}', NULL, NULL, NULL, 0, NULL, NULL, NULL, 0, 0, NULL);
INSERT INTO invoice VALUES (5001, 3001, 2001, 4006, 'INV-0001', 'issued', 'Window seat', 'GBP', 222000, 0, '{"v":1,"kind":"invoice","number":"INV-0001","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"bank":{"name":"Alder & Rowe Ltd","iban":"GB33BUKB20201555555555"},"quote_number":"Q-0004","signed_on":"2026-11-23","totals":{"lines":[185000],"adjustments":[],"subtotal":185000,"discount":0,"charges":0,"net":185000,"tax":37000,"total":222000,"taxes":[{"tax":{"category":"S","rate":"20","name":"VAT"},"base":185000,"amount":37000}]}}', '5e1ea3de4d4534a41d0f39f87c18a1d3b70ebf71e2b6a8211a02f2710030ffce', '2026-11-23', '2026-11-23', 66600, 1795424400000, 1795424400000, NULL, 1795424400000, 1795424400000, NULL);
INSERT INTO invoice VALUES (5002, 3001, 2001, 4007, 'INV-0002', 'issued', 'Window seat', 'GBP', 222000, 66600, '{"v":1,"kind":"invoice","number":"INV-0002","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Raman","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"priya@example.com"},"project":{"number":2,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"bank":{"name":"Alder & Rowe Ltd","iban":"GB33BUKB20201555555555"},"quote_number":"Q-0005","signed_on":"2026-11-23","totals":{"lines":[185000],"adjustments":[],"subtotal":185000,"discount":0,"charges":0,"net":185000,"tax":37000,"total":222000,"taxes":[{"tax":{"category":"S","rate":"20","name":"VAT"},"base":185000,"amount":37000}]}}', '7f620a1cb1b3f2e03c3a2cfcd962fa88b7bbf7c04d00d8f525628fc597754e2f', '2026-11-23', '2026-12-07', 155400, 1795424400000, 1795424400000, NULL, 1795424400000, 1795424400000, NULL);
INSERT INTO invoice VALUES (5003, 3002, 2003, 4013, 'INV-0003', 'issued', 'Window seat', 'GBP', 222000, 0, '{"v":1,"kind":"invoice","number":"INV-0003","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"bank":{"name":"Alder & Rowe Ltd","iban":"GB33BUKB20201555555555"},"quote_number":"Q-0009","signed_on":"2026-11-23","totals":{"lines":[185000],"adjustments":[],"subtotal":185000,"discount":0,"charges":0,"net":185000,"tax":37000,"total":222000,"taxes":[{"tax":{"category":"S","rate":"20","name":"VAT"},"base":185000,"amount":37000}]}}', '2c7286d532aea157d664837ecc3a2c3a903729b726b8663b5ea478a541e41b37', '2026-11-23', '2026-11-23', 66600, 1795424400000, 1795424400000, NULL, 1795424400000, 1795424400000, NULL);
INSERT INTO invoice VALUES (5004, 3002, 2003, 4014, 'INV-0004', 'issued', 'Window seat', 'GBP', 222000, 66600, '{"v":1,"kind":"invoice","number":"INV-0004","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Okafor","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"ada@okafor.example"},"project":{"number":3,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"bank":{"name":"Alder & Rowe Ltd","iban":"GB33BUKB20201555555555"},"quote_number":"Q-0010","signed_on":"2026-11-23","totals":{"lines":[185000],"adjustments":[],"subtotal":185000,"discount":0,"charges":0,"net":185000,"tax":37000,"total":222000,"taxes":[{"tax":{"category":"S","rate":"20","name":"VAT"},"base":185000,"amount":37000}]}}', '6daf5d57e2c5a804d531bf74db8ae97754de82326024c07c46f18b8f773ae4da', '2026-11-23', '2026-12-07', 155400, 1795424400000, 1795424400000, NULL, 1795424400000, 1795424400000, NULL);
INSERT INTO invoice VALUES (5005, 3003, 2005, 4020, 'INV-0005', 'issued', 'Window seat', 'GBP', 222000, 0, '{"v":1,"kind":"invoice","number":"INV-0005","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"bank":{"name":"Alder & Rowe Ltd","iban":"GB33BUKB20201555555555"},"quote_number":"Q-0014","signed_on":"2026-11-23","totals":{"lines":[185000],"adjustments":[],"subtotal":185000,"discount":0,"charges":0,"net":185000,"tax":37000,"total":222000,"taxes":[{"tax":{"category":"S","rate":"20","name":"VAT"},"base":185000,"amount":37000}]}}', '55d6eb9a61cc2b07e4dff376de72c66596bb18890d1c2b6bae1fbc7bcea098ea', '2026-11-23', '2026-11-23', 66600, 1795424400000, 1795424400000, NULL, 1795424400000, 1795424400000, NULL);
INSERT INTO invoice VALUES (5006, 3003, 2005, 4021, 'INV-0006', 'issued', 'Window seat', 'GBP', 222000, 66600, '{"v":1,"kind":"invoice","number":"INV-0006","title":"Window seat","currency":"GBP","locale":"en-GB","tax_name":"VAT","sections":[{"id":"s1","lines":[{"id":"l1","title":"Oak window seat","quantity":"1","price":"1850","tax":{"category":"S","rate":"20","name":"VAT"}}]}],"rounding":"rate","schedule":[{"label":"Deposit","percent":"30","due":{"kind":"acceptance"}},{"label":"Balance","rest":true,"due":{"kind":"acceptance","days":14}}],"on":"2026-11-23","from":{"name":"Alder & Rowe","email":"hannah@alderandrowe.example"},"to":{"name":"Finch","address":"31 Larkfield Road\nBristol BS6 9QQ","email":"una@finch.example"},"project":{"number":4,"name":"Kitchen and garden room","location":"31 Larkfield Road, Bristol"},"bank":{"name":"Alder & Rowe Ltd","iban":"GB33BUKB20201555555555"},"quote_number":"Q-0015","signed_on":"2026-11-23","totals":{"lines":[185000],"adjustments":[],"subtotal":185000,"discount":0,"charges":0,"net":185000,"tax":37000,"total":222000,"taxes":[{"tax":{"category":"S","rate":"20","name":"VAT"},"base":185000,"amount":37000}]}}', '640138c33191c9cacc422599a67e0ba2e27c3a95a0b712755e0fd8990b8539fc', '2026-11-23', '2026-12-07', 155400, 1795424400000, 1795424400000, NULL, 1795424400000, 1795424400000, NULL);
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
INSERT INTO payment VALUES (6000, 5000, NULL, NULL, 'earlier', 'cash', '', 'cancelled', 1, 'GBP', NULL, '', NULL, '', '', NULL, NULL, 0, NULL, NULL, NULL);
INSERT INTO payment VALUES (6001, 5001, 2001, NULL, 'attempt of the open invoice of priya-next-card', 'card', '', 'started', 66600, 'GBP', 'cs_test_5001', 'https://checkout.stripe.com/c/pay/cs_test_5001', NULL, '', '', NULL, NULL, 1795424400000, 1795428000000, NULL, NULL);
INSERT INTO payment VALUES (6002, 5001, 2001, NULL, 'attempt of the open invoice of priya-all-bank', 'bank', '', 'announced', 222000, 'GBP', NULL, '', NULL, '', '', NULL, NULL, 1795424400000, NULL, NULL, NULL);
INSERT INTO payment VALUES (6003, 5002, 2001, NULL, 'attempt of the partly paid invoice of priya-next-card', 'card', 'Visa', 'paid', 66600, 'GBP', 'cs_test_5002', 'https://checkout.stripe.com/c/pay/cs_test_5002', 'pi_cs_test_5002', '', '', '2026-11-23', 'R-0001', 1795424400000, 1795428000000, 1795424400000, 1795424400000);
INSERT INTO payment VALUES (6004, 5003, 2003, NULL, 'attempt of the open invoice of ada-next-card', 'card', '', 'started', 66600, 'GBP', 'cs_test_5003', 'https://checkout.stripe.com/c/pay/cs_test_5003', NULL, '', '', NULL, NULL, 1795424400000, 1795428000000, NULL, NULL);
INSERT INTO payment VALUES (6005, 5003, 2003, NULL, 'attempt of the open invoice of ada-all-bank', 'bank', '', 'announced', 222000, 'GBP', NULL, '', NULL, '', '', NULL, NULL, 1795424400000, NULL, NULL, NULL);
INSERT INTO payment VALUES (6006, 5004, 2003, NULL, 'attempt of the partly paid invoice of ada-next-card', 'card', 'Visa', 'paid', 66600, 'GBP', 'cs_test_5004', 'https://checkout.stripe.com/c/pay/cs_test_5004', 'pi_cs_test_5004', '', '', '2026-11-23', 'R-0002', 1795424400000, 1795428000000, 1795424400000, 1795424400000);
INSERT INTO payment VALUES (6007, 5005, 2005, NULL, 'attempt of the open invoice of una-next-card', 'card', '', 'started', 66600, 'GBP', 'cs_test_5005', 'https://checkout.stripe.com/c/pay/cs_test_5005', NULL, '', '', NULL, NULL, 1795424400000, 1795428000000, NULL, NULL);
INSERT INTO payment VALUES (6008, 5005, 2005, NULL, 'attempt of the open invoice of una-all-bank', 'bank', '', 'announced', 222000, 'GBP', NULL, '', NULL, '', '', NULL, NULL, 1795424400000, NULL, NULL, NULL);
INSERT INTO payment VALUES (6009, 5006, 2005, NULL, 'attempt of the partly paid invoice of una-next-card', 'card', 'Visa', 'paid', 66600, 'GBP', 'cs_test_5006', 'https://checkout.stripe.com/c/pay/cs_test_5006', 'pi_cs_test_5006', '', '', '2026-11-23', 'R-0003', 1795424400000, 1795428000000, 1795424400000, 1795424400000);
INSERT INTO takings VALUES ('2026-11', 'GBP', 199800, 3);
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
INSERT INTO link VALUES (1, X'87FF520206C08D185B4DCC44C2AD42C1B18B12637569E0F270B9CFF1A322FA9A', 2001, 4002, NULL, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (2, X'B3226801DE2E99DC4424567D855B2699D42FB355D23A0AF1D187538C4A197DE1', 2001, 4002, NULL, NULL, 1795424400000, NULL);
INSERT INTO link VALUES (3, X'D80AF680BEDC3D5882E86570F6D18F56AF91906A9236C30787B531C214E67532', 2001, 4003, NULL, NULL, 1, NULL);
INSERT INTO link VALUES (4, X'68E0F37BA517D4C78CA0231D4B7A4C88CC5A5C769CC3DE189A618EAA127991EC', 2001, NULL, 5001, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (5, X'B3D9EBACD3511486E4240303F7BA4D1AF4389C3665D7FD421A20EDE05F66255F', 2001, NULL, 5001, NULL, 1795424400000, NULL);
INSERT INTO link VALUES (6, X'6C2A9EE556B41FD898217C77D417025BEBFE138730627C71602B552622DCFD20', 2001, NULL, 5002, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (7, X'90585C417B810FAA6F336698316F4C41E072A996691E5823D15214E8DAF82CB1', 2001, NULL, 5002, NULL, 1795424400000, NULL);
INSERT INTO link VALUES (8, X'EE9E5ACC77E0C72F11A6F023AB791461EE8EC6F4574E46D448960A851D91517A', 2001, NULL, NULL, 7001, 1795424400000, 1795424400000);
INSERT INTO link VALUES (9, X'DE942F6FBC158851198E1718520A621EC34A6C0C991CA4C0AE7C1E3E186729B1', 2001, NULL, NULL, 7001, 1795424400000, NULL);
INSERT INTO link VALUES (10, X'921E29A739783D245D7A2667832EB16F3FF4BAC60A564D4D5EA16FB36BE06540', 2003, 4009, NULL, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (11, X'F4F3E211E592C2049240124AF1A2A410691E9C3E6C8D1747199D203A8A869279', 2003, 4009, NULL, NULL, 1795424400000, NULL);
INSERT INTO link VALUES (12, X'470DE2FF70C11DD5270FCE2B98183C816E78B32A9BF8DADEEF22E0DAF3724DB0', 2003, 4010, NULL, NULL, 1, NULL);
INSERT INTO link VALUES (13, X'97BAE2BC2D1328A37C2242CE3C7B6B329D299C3689E61D92471832CE7B7DCB6E', 2003, NULL, 5003, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (14, X'356C2D4F48FE10E7E6201D77EB883F019B78FBEBD0D5365F02848E89689B7E68', 2003, NULL, 5003, NULL, 1795424400000, NULL);
INSERT INTO link VALUES (15, X'F20D66C790C34BCA042A670702695D36473124C37BF79815C5CA20B3F1EAD3DB', 2003, NULL, 5004, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (16, X'1F46188A832CC2D9E3FBF9037E8165FE8F543C86AC6D7862449CA4BFF1918D7F', 2003, NULL, 5004, NULL, 1795424400000, NULL);
INSERT INTO link VALUES (17, X'D4CDA305A4A8941B360E72C7FE2CA7DAF0FD67EF81CB2C3D7F3E86C04904713F', 2003, NULL, NULL, 7004, 1795424400000, 1795424400000);
INSERT INTO link VALUES (18, X'41CD4B5EFBCAABD89406E2E153177D3812B04398BEE5CFD7F2AD977634F3062C', 2003, NULL, NULL, 7004, 1795424400000, NULL);
INSERT INTO link VALUES (19, X'B9F9694A839FB9C86846E9871ED95D82E3FFE125BEBD3D49A595D71E92924C62', 2005, 4016, NULL, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (20, X'C1EC5548C74CE0E424C9549D15932DEE3748CD1F6B41353C542F520769B7C678', 2005, 4016, NULL, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (21, X'F413A0A22B8B0D905448FAECF4F893066BCA2E565E3EA270AC23CC22DEC17E2D', 2005, 4017, NULL, NULL, 1, 1795424400000);
INSERT INTO link VALUES (22, X'294DCC5A85981F8B3D47FCDB29EE5AADFFB7B49BCCCD946B80B36B350153411D', 2005, NULL, 5005, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (23, X'88D521637676501FF5BACF330DED566B2ECAFD9EA85C91B3D1C44A2C8D18F4FC', 2005, NULL, 5005, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (24, X'9BC240E7D7BE61D93D951FA0EA1978877804CD6FA3DEC103DCAEC36E766B319A', 2005, NULL, 5006, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (25, X'CDA9104FB96336AC93E763314F0733E64BA77A60EB4F2FA2C2564750C25D2ED5', 2005, NULL, 5006, NULL, 1795424400000, 1795424400000);
INSERT INTO link VALUES (26, X'0C4A5E4AD3FCADA2920B8DCC09841147756E7DAB28803E6DA69873905A4E02E0', 2005, NULL, NULL, 7007, 1795424400000, 1795424400000);
INSERT INTO link VALUES (27, X'45D2502F1A5F211BC4B6FDD945B6E25196821E3AAC10D60A1941774AA6C59EBE', 2005, NULL, NULL, 7007, 1795424400000, 1795424400000);
INSERT INTO outbox VALUES (10000, 'quote', NULL, 2000, NULL, NULL, NULL, NULL, NULL, NULL, 'earlier@example.com', 'Earlier', 'en-GB', '', '', '{}', 'earlier', 'sent', 0, 0, '', 0, NULL);
INSERT INTO outbox VALUES (10001, 'sign-in', NULL, 2001, NULL, NULL, NULL, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', '', '', '{"next":""}', 'SzyNx4nPZpgDcdFP3dg2jGjhqbDy3GKAmMDAlYj2Mqg', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10002, 'sign-in', NULL, 2007, NULL, NULL, NULL, NULL, NULL, NULL, 'wen@example.com', 'Wen Li', 'en-GB', '', '', '{"next":""}', 'uvLHaP8T04J9LmPhibkwdyXrn6A3Rl-f6RoBnC-_v2E', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10003, 'sign-in', NULL, 2002, NULL, NULL, NULL, NULL, NULL, NULL, 'tom@example.com', 'Tom Hollis', 'en-GB', '', '', '{"next":""}', 'StZlWRPVshwhzkyeOhhPjGaXNPjmNZFxgc3jB2OwGIs', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10004, 'sign-in', NULL, 2003, NULL, NULL, NULL, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', '', '', '{"next":""}', 'pKmv_YqvBq5pjWY3GM5VKrNf4gerPSHnmoGamalvc-M', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10005, 'sign-in', NULL, 2005, NULL, NULL, NULL, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', '', '', '{"next":""}', 'hI34ndLRKe15_wLOFuZlLIVJdKEJTsbXc6xbQ-Z3A3E', 'cancelled', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10006, 'quote', NULL, 2001, NULL, 3001, 4002, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'KdCp7WbLsLq-QRpv71gI5GaLmK5_mDpXu1tr3x803BQ', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10007, 'quote', NULL, 2001, NULL, 3001, 4003, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'DIjbpphXHLqZv2_NTYJDubxOlTSAWnFmQ2vqMPdREgA', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10008, 'studio-declined', NULL, NULL, 1, 3001, 4003, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman","reason":"Too dear"}', 'TaZmTtBIH6l-cAHWna47F0ekx2NkMjDZ4WnsPAidLRs', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10009, 'quote', NULL, 2001, NULL, 3001, 4004, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'FhUHcPD5sl5oCtyfEJcCyTnd33aR6E6PGq6FtYSry6M', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10010, 'quote', NULL, 2001, NULL, 3001, 4005, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'kO0KykB1dpoX_1Hd05OqDwCP_hjTGEXU8ORmtrizVN8', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10011, 'quote', NULL, 2001, NULL, 3001, 4006, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'o04tLvtWHRml21ySbADw9Z7DDxE6zqCf4WUMkKgDYyQ', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10012, 'accepted', NULL, 2001, NULL, 3001, 4006, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', '', '', '{}', '6JlOLS5z7zkI35FWh4RVzTDEF5Gs4tHmBxjFqPIAeEE', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10013, 'studio-accepted', NULL, NULL, 1, 3001, 4006, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman"}', 'DJH2BoRWQhIuQu1lZXvfHkchT2MP_cqoQWbqULIyeCk', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10014, 'invoice', NULL, 2001, NULL, 3001, NULL, 5001, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', '', '', '{}', 'JjXn5jtmu4siPsj-xzNgmJjp25cvkcBDi0s9Shj1M7U', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10015, 'studio-transfer', NULL, NULL, 1, 3001, NULL, 5001, 6002, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{}', '3iZQgfrUbZqdgJ1cE4Al1F3xBZ10i9eRjvh4yZVEUtY', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10016, 'quote', NULL, 2001, NULL, 3001, 4007, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'Do9zXIaq5bM200JbiUz0PtnPvrMEWr-YPRYuoof3S9o', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10017, 'accepted', NULL, 2001, NULL, 3001, 4007, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', '', '', '{}', 'NKm6L_OE_hU00jHV9c0wxjDtVYHb63WbMnXsUj49wiw', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10018, 'studio-accepted', NULL, NULL, 1, 3001, 4007, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman"}', 'XFTdAT95kqZXjDsQCC2AQI8rP0Be1pFLieUCHirD1XY', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10019, 'invoice', NULL, 2001, NULL, 3001, NULL, 5002, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', '', '', '{}', 'vFnc2VdFhLaVIxXGPov1GVoOJ0eRP590gCRjeHoc4_0', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10020, 'receipt', 'receipt 6003', 2001, NULL, 3001, NULL, 5002, 6003, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', '', '', '{}', 'urlNoX0d7gU1WtLf3DisqaehEOxFvWG-fGlaU1e9oYQ', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10021, 'studio-paid', 'paid 6003 staff 1', NULL, 1, 3001, NULL, 5002, 6003, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{}', 'XRq29RpZ-J9fuiuE5-6jLWKIF9d0ti98Bk4V1gvVuvE', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10022, 'file', 'file 7001 contact 2001 minute 29923740', 2001, NULL, 3001, NULL, NULL, NULL, 7001, 'priya@example.com', 'Priya Raman', 'en-GB', 'A file', '', '{}', 'euFY12eU9W4-BbWYO4972Iy4RIr8orWqLaUGWHse-FI', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10023, 'file', 'file 7003 contact 2001 minute 29923740', 2001, NULL, 3001, NULL, NULL, NULL, 7003, 'priya@example.com', 'Priya Raman', 'en-GB', 'A file', '', '{}', '2E8GVB5zvJKGUqFMwsdGi0138G-JtL7leNSz8zyHueg', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10024, 'quote', NULL, 2003, NULL, 3002, 4009, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'jRtQ0ZfqX0qKbuUIk3hdK3IF83bVqqamOhpRR_GfLsg', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10025, 'quote', NULL, 2003, NULL, 3002, 4010, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'xbUcuPrWQTDnW-xx5CruYSxyHQI7BtmnSDWHeZm3zW8', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10026, 'studio-declined', NULL, NULL, 1, 3002, 4010, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman","reason":"Too dear"}', '9aj1xRxz-eUh_pyj-_wbwteIg2wEVpbzdyGbc4gf74w', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10027, 'quote', NULL, 2003, NULL, 3002, 4011, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'o9RjYhGSj5LBbsR3URszhl4lrBcyMzdUx1ceDbHw5rM', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10028, 'quote', NULL, 2003, NULL, 3002, 4012, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', '3M4RWr-sNHzgyrAZX_ygvhhvfal2XOqwJ8tGhZtnIXU', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10029, 'quote', NULL, 2003, NULL, 3002, 4013, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'wIKEFbcLYuXsE45BDsDV4XAZI26dCpW8mI5WtkTZWtw', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10030, 'accepted', NULL, 2003, NULL, 3002, 4013, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', '', '', '{}', 'ACWckndmViidtWgj1dBSUokOkPHBxn06a5xuzcieTMs', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10031, 'studio-accepted', NULL, NULL, 1, 3002, 4013, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman"}', 'CyD-hb9Ir1QEp8IWUkkNZeA8-BpJ5k8F89ncRd5Wm5w', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10032, 'invoice', NULL, 2003, NULL, 3002, NULL, 5003, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', '', '', '{}', 'MMVTq9oSytFcyj9KVAzk9ExDMobPHeeOAxdbgbTuN1M', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10033, 'studio-transfer', NULL, NULL, 1, 3002, NULL, 5003, 6005, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{}', 'ZwSkzgMG7pPSbNJaclvzhQLyAENbZ_Wq0RZE3wPuL5Q', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10034, 'quote', NULL, 2003, NULL, 3002, 4014, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'J4luoJywl6Q6zMDUTLTpAiQRkKVU12c8scVYUE8hatw', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10035, 'accepted', NULL, 2003, NULL, 3002, 4014, NULL, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', '', '', '{}', 'OPGN-FsCplR6y7u6JPfObEPU5TMJypI6SlhCck9wWSg', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10036, 'studio-accepted', NULL, NULL, 1, 3002, 4014, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman"}', 'g3XCD-H72NVqVRefoEZqBvdjywgO9Q4jz16QCruhlo8', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10037, 'invoice', NULL, 2003, NULL, 3002, NULL, 5004, NULL, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', '', '', '{}', 'yro4LQhj_WoEmNbbD08v0qMh4IHOjsF3IBkScA_ahrs', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10038, 'receipt', 'receipt 6006', 2003, NULL, 3002, NULL, 5004, 6006, NULL, 'ada@okafor.example', 'Priya Raman', 'en-GB', '', '', '{}', 'c4f2NKDPMjeMIijPfU60WuEuVdnjDQYL4H3hbfuGTN0', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10039, 'studio-paid', 'paid 6006 staff 1', NULL, 1, 3002, NULL, 5004, 6006, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{}', '4ItCOIwQW21HYbKXpLyPM81I7QiKJhYIBVWFyPPKWFM', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10040, 'file', 'file 7004 contact 2003 minute 29923740', 2003, NULL, 3002, NULL, NULL, NULL, 7004, 'ada@okafor.example', 'Priya Raman', 'en-GB', 'A file', '', '{}', 'OLHB64BMpPPknfq6aaDw4erYaUmRWYulA39hdPME8KQ', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10041, 'file', 'file 7006 contact 2003 minute 29923740', 2003, NULL, 3002, NULL, NULL, NULL, 7006, 'ada@okafor.example', 'Priya Raman', 'en-GB', 'A file', '', '{}', 'TNhUqVpGm60uKxpt9Xap1hkJcW0PQTfC_V3o-b865cU', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10042, 'quote', NULL, 2005, NULL, 3003, 4016, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'gxnUl0abylPNdYwr4fr37poWw-ta2Y9p6qKjaVVinxc', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10043, 'quote', NULL, 2005, NULL, 3003, 4017, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'zHQVLJxvSRd4C1MAKqklPDdKvEtuJQ5-nH8MOy63WKU', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10044, 'studio-declined', NULL, NULL, 1, 3003, 4017, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman","reason":"Too dear"}', 'ixXXxEiL8ZjnyK6TW0aSIXS8Q5P2a88FRJ_U_1kyouo', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10045, 'quote', NULL, 2005, NULL, 3003, 4018, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'u95gW3SJwuAVlJ4DgJfGS8WgpAwhhJWRWgbO3ppOmrw', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10046, 'quote', NULL, 2005, NULL, 3003, 4019, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'HMHEYif3Y5LnSvmkaRU-Ux-oupfABpXRJiRZ1BE1WwI', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10047, 'quote', NULL, 2005, NULL, 3003, 4020, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'C_0R07nHp4lUjMMW533W3Gf33OTGKuEg3pwvtKwdIUY', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10048, 'accepted', NULL, 2005, NULL, 3003, 4020, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', '', '', '{}', 'bK1uALjTEMHq5ghjC28g2qtp5SUb5Ctp_4ZpswgHVaM', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10049, 'studio-accepted', NULL, NULL, 1, 3003, 4020, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman"}', 'HsLX6CAwkLifwYPId3jGlWpvN3bqzixZSZx7ifanMWc', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10050, 'invoice', NULL, 2005, NULL, 3003, NULL, 5005, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', '', '', '{}', '9O6sQUx0G-GOXG0-RTy3D0xcHzJCNuZkBp5kqYdv_kQ', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10051, 'studio-transfer', NULL, NULL, 1, 3003, NULL, 5005, 6008, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{}', 'bLkjmcDaiFMeJgDL3QB7Ozr_HJMK3kwI-R8COmNVu1Y', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10052, 'quote', NULL, 2005, NULL, 3003, 4021, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', 'Your quote', 'Dear Priya, here it is.', '{}', 'YZG1KvAerpFiiUu6FMf08rMFx6X2Jg6--rfv-xd_Nao', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10053, 'accepted', NULL, 2005, NULL, 3003, 4021, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', '', '', '{}', '2HyXPXnjOyJqZ2FkpqkocTLBYL_otG2LHgq6wvschsM', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10054, 'studio-accepted', NULL, NULL, 1, 3003, 4021, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{"name":"Priya Raman"}', '9aSd7sYfIZC4P0SMHMkKBMD_5xylgMsF0Pd7Qt3Wtjg', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10055, 'invoice', NULL, 2005, NULL, 3003, NULL, 5006, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', '', '', '{}', '47MGFh3xet3MvUfJbh1OlBKTJ3LNAZ9FO4drhDNqOb4', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10056, 'receipt', 'receipt 6009', 2005, NULL, 3003, NULL, 5006, 6009, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', '', '', '{}', '2akgNH8PnoKQzVqLcxFpb3-U9zUOs1GI4MT6arJCgJU', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10057, 'studio-paid', 'paid 6009 staff 1', NULL, 1, 3003, NULL, 5006, 6009, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{}', 'N2a-4Bi1a1MguukWnqNsw0Vz6qsUggmjwGvntaJQHnE', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10058, 'file', 'file 7007 contact 2005 minute 29923740', 2005, NULL, 3003, NULL, NULL, NULL, 7007, 'una@finch.example', 'Priya Raman', 'en-GB', 'A file', '', '{}', 'tEmbMhE02epq-E3RYaxTKHZm8laieZ_yO9VWLNOvLpU', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10059, 'file', 'file 7009 contact 2005 minute 29923740', 2005, NULL, 3003, NULL, NULL, NULL, 7009, 'una@finch.example', 'Priya Raman', 'en-GB', 'A file', '', '{}', 'fVz7Rj-klm9fcgkP3B8h2bBBG-OMTMFBXIosRdIiSss', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10060, 'sign-in', NULL, 2001, NULL, NULL, NULL, NULL, NULL, NULL, 'priya@example.com', 'Priya Raman', 'en-GB', '', '', '{"next":""}', 'Kp5ltxxf3ij9Adt9DwZ4vrBRgxO-bl8fagElG420Oa8', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10061, 'sign-in', NULL, 2005, NULL, NULL, NULL, NULL, NULL, NULL, 'una@finch.example', 'Priya Raman', 'en-GB', '', '', '{"next":""}', 'LI20vOXhSVw8aIjAyYNUOqzyuxZ_tuxVkz2X2ONMPjI', 'cancelled', 0, 1795424400000, '', 1795424400000, NULL);
INSERT INTO outbox VALUES (10062, 'reset', NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, 'hannah@alderandrowe.example', 'Hannah Rowe', 'en-GB', '', '', '{}', 'fK7f94Qn3O35BgpdjGpoWzB7Jx-TaAP_wGFRM-y-bqw', 'queued', 0, 1795424400000, '', 1795424400000, NULL);
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
INSERT INTO activity VALUES (29, 1795424400000, 'quote accepted', 1001, 3001, 4006, NULL, NULL, NULL, 2001, '{"certificate":"C-0001-3b12e28e","name":"Priya Raman"}');
INSERT INTO activity VALUES (30, 1795424400000, 'invoice issued', 1001, 3001, NULL, 5001, NULL, NULL, NULL, '{"number":"INV-0001"}');
INSERT INTO activity VALUES (31, 1795424400000, 'invoice sent', 1001, 3001, NULL, 5001, NULL, NULL, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (32, 1795424400000, 'transfer announced', 1001, 3001, NULL, 5001, NULL, NULL, 2001, '{"amount":"222000","currency":"GBP"}');
INSERT INTO activity VALUES (33, 1795424400000, 'quote begun', 1001, 3001, 4007, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (34, 1795424400000, 'quote sent', 1001, 3001, 4007, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (35, 1795424400000, 'quote viewed', 1001, 3001, 4007, NULL, NULL, NULL, 2001, '{}');
INSERT INTO activity VALUES (36, 1795424400000, 'quote accepted', 1001, 3001, 4007, NULL, NULL, NULL, 2001, '{"certificate":"C-0002-c713b46e","name":"Priya Raman"}');
INSERT INTO activity VALUES (37, 1795424400000, 'invoice issued', 1001, 3001, NULL, 5002, NULL, NULL, NULL, '{"number":"INV-0002"}');
INSERT INTO activity VALUES (38, 1795424400000, 'invoice sent', 1001, 3001, NULL, 5002, NULL, NULL, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (39, 1795424400000, 'payment received', 1001, 3001, NULL, 5002, NULL, NULL, 2001, '{"amount":"66600","currency":"GBP"}');
INSERT INTO activity VALUES (40, 1795424400000, 'file added', 1001, 3001, NULL, NULL, 7001, 1, NULL, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (41, 1795424400000, 'file shown', 1001, 3001, NULL, NULL, 7001, 1, NULL, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (42, 1795424400000, 'file shared', 1001, 3001, NULL, NULL, 7001, 1, NULL, '{"name":"shared.txt","to":"Priya Raman"}');
INSERT INTO activity VALUES (43, 1795424400000, 'file downloaded', 1001, 3001, NULL, NULL, 7001, NULL, 2001, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (44, 1795424400000, 'file added', 1001, 3001, NULL, NULL, 7002, 1, NULL, '{"name":"hidden.txt"}');
INSERT INTO activity VALUES (45, 1795424400000, 'file added', 1001, 3001, NULL, NULL, 7003, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (46, 1795424400000, 'file shown', 1001, 3001, NULL, NULL, 7003, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (47, 1795424400000, 'file shared', 1001, 3001, NULL, NULL, 7003, 1, NULL, '{"name":"deleted.txt","to":"Priya Raman"}');
INSERT INTO activity VALUES (48, 1795424400000, 'file deleted', 1001, 3001, NULL, NULL, 7003, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (49, 1795424400000, 'quote begun', 1002, 3002, 4008, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (50, 1795424400000, 'quote begun', 1002, 3002, 4009, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (51, 1795424400000, 'quote sent', 1002, 3002, 4009, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (52, 1795424400000, 'quote begun', 1002, 3002, 4010, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (53, 1795424400000, 'quote sent', 1002, 3002, 4010, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (54, 1795424400000, 'quote viewed', 1002, 3002, 4010, NULL, NULL, NULL, 2003, '{}');
INSERT INTO activity VALUES (55, 1795424400000, 'quote declined', 1002, 3002, 4010, NULL, NULL, NULL, 2003, '{"reason":"Too dear"}');
INSERT INTO activity VALUES (56, 1795424400000, 'quote begun', 1002, 3002, 4011, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (57, 1795424400000, 'quote sent', 1002, 3002, 4011, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (58, 1795424400000, 'quote revision begun', 1002, 3002, 4012, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (59, 1795424400000, 'quote superseded', 1002, 3002, 4011, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (60, 1795424400000, 'quote sent', 1002, 3002, 4012, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (61, 1795424400000, 'quote begun', 1002, 3002, 4013, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (62, 1795424400000, 'quote sent', 1002, 3002, 4013, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (63, 1795424400000, 'quote viewed', 1002, 3002, 4013, NULL, NULL, NULL, 2003, '{}');
INSERT INTO activity VALUES (64, 1795424400000, 'quote accepted', 1002, 3002, 4013, NULL, NULL, NULL, 2003, '{"certificate":"C-0003-2b5461ef","name":"Priya Raman"}');
INSERT INTO activity VALUES (65, 1795424400000, 'invoice issued', 1002, 3002, NULL, 5003, NULL, NULL, NULL, '{"number":"INV-0003"}');
INSERT INTO activity VALUES (66, 1795424400000, 'invoice sent', 1002, 3002, NULL, 5003, NULL, NULL, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (67, 1795424400000, 'transfer announced', 1002, 3002, NULL, 5003, NULL, NULL, 2003, '{"amount":"222000","currency":"GBP"}');
INSERT INTO activity VALUES (68, 1795424400000, 'quote begun', 1002, 3002, 4014, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (69, 1795424400000, 'quote sent', 1002, 3002, 4014, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (70, 1795424400000, 'quote viewed', 1002, 3002, 4014, NULL, NULL, NULL, 2003, '{}');
INSERT INTO activity VALUES (71, 1795424400000, 'quote accepted', 1002, 3002, 4014, NULL, NULL, NULL, 2003, '{"certificate":"C-0004-3e5cfbcf","name":"Priya Raman"}');
INSERT INTO activity VALUES (72, 1795424400000, 'invoice issued', 1002, 3002, NULL, 5004, NULL, NULL, NULL, '{"number":"INV-0004"}');
INSERT INTO activity VALUES (73, 1795424400000, 'invoice sent', 1002, 3002, NULL, 5004, NULL, NULL, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (74, 1795424400000, 'payment received', 1002, 3002, NULL, 5004, NULL, NULL, 2003, '{"amount":"66600","currency":"GBP"}');
INSERT INTO activity VALUES (75, 1795424400000, 'file added', 1002, 3002, NULL, NULL, 7004, 1, NULL, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (76, 1795424400000, 'file shown', 1002, 3002, NULL, NULL, 7004, 1, NULL, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (77, 1795424400000, 'file shared', 1002, 3002, NULL, NULL, 7004, 1, NULL, '{"name":"shared.txt","to":"Priya Raman"}');
INSERT INTO activity VALUES (78, 1795424400000, 'file downloaded', 1002, 3002, NULL, NULL, 7004, NULL, 2003, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (79, 1795424400000, 'file added', 1002, 3002, NULL, NULL, 7005, 1, NULL, '{"name":"hidden.txt"}');
INSERT INTO activity VALUES (80, 1795424400000, 'file added', 1002, 3002, NULL, NULL, 7006, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (81, 1795424400000, 'file shown', 1002, 3002, NULL, NULL, 7006, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (82, 1795424400000, 'file shared', 1002, 3002, NULL, NULL, 7006, 1, NULL, '{"name":"deleted.txt","to":"Priya Raman"}');
INSERT INTO activity VALUES (83, 1795424400000, 'file deleted', 1002, 3002, NULL, NULL, 7006, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (84, 1795424400000, 'quote begun', 1003, 3003, 4015, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (85, 1795424400000, 'quote begun', 1003, 3003, 4016, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (86, 1795424400000, 'quote sent', 1003, 3003, 4016, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (87, 1795424400000, 'quote begun', 1003, 3003, 4017, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (88, 1795424400000, 'quote sent', 1003, 3003, 4017, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (89, 1795424400000, 'quote viewed', 1003, 3003, 4017, NULL, NULL, NULL, 2005, '{}');
INSERT INTO activity VALUES (90, 1795424400000, 'quote declined', 1003, 3003, 4017, NULL, NULL, NULL, 2005, '{"reason":"Too dear"}');
INSERT INTO activity VALUES (91, 1795424400000, 'quote begun', 1003, 3003, 4018, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (92, 1795424400000, 'quote sent', 1003, 3003, 4018, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (93, 1795424400000, 'quote revision begun', 1003, 3003, 4019, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (94, 1795424400000, 'quote superseded', 1003, 3003, 4018, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (95, 1795424400000, 'quote sent', 1003, 3003, 4019, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (96, 1795424400000, 'quote begun', 1003, 3003, 4020, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (97, 1795424400000, 'quote sent', 1003, 3003, 4020, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (98, 1795424400000, 'quote viewed', 1003, 3003, 4020, NULL, NULL, NULL, 2005, '{}');
INSERT INTO activity VALUES (99, 1795424400000, 'quote accepted', 1003, 3003, 4020, NULL, NULL, NULL, 2005, '{"certificate":"C-0005-3dce3a7d","name":"Priya Raman"}');
INSERT INTO activity VALUES (100, 1795424400000, 'invoice issued', 1003, 3003, NULL, 5005, NULL, NULL, NULL, '{"number":"INV-0005"}');
INSERT INTO activity VALUES (101, 1795424400000, 'invoice sent', 1003, 3003, NULL, 5005, NULL, NULL, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (102, 1795424400000, 'transfer announced', 1003, 3003, NULL, 5005, NULL, NULL, 2005, '{"amount":"222000","currency":"GBP"}');
INSERT INTO activity VALUES (103, 1795424400000, 'quote begun', 1003, 3003, 4021, NULL, NULL, 1, NULL, '{}');
INSERT INTO activity VALUES (104, 1795424400000, 'quote sent', 1003, 3003, 4021, NULL, NULL, 1, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (105, 1795424400000, 'quote viewed', 1003, 3003, 4021, NULL, NULL, NULL, 2005, '{}');
INSERT INTO activity VALUES (106, 1795424400000, 'quote accepted', 1003, 3003, 4021, NULL, NULL, NULL, 2005, '{"certificate":"C-0006-654ffe93","name":"Priya Raman"}');
INSERT INTO activity VALUES (107, 1795424400000, 'invoice issued', 1003, 3003, NULL, 5006, NULL, NULL, NULL, '{"number":"INV-0006"}');
INSERT INTO activity VALUES (108, 1795424400000, 'invoice sent', 1003, 3003, NULL, 5006, NULL, NULL, NULL, '{"to":"Priya Raman"}');
INSERT INTO activity VALUES (109, 1795424400000, 'payment received', 1003, 3003, NULL, 5006, NULL, NULL, 2005, '{"amount":"66600","currency":"GBP"}');
INSERT INTO activity VALUES (110, 1795424400000, 'file added', 1003, 3003, NULL, NULL, 7007, 1, NULL, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (111, 1795424400000, 'file shown', 1003, 3003, NULL, NULL, 7007, 1, NULL, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (112, 1795424400000, 'file shared', 1003, 3003, NULL, NULL, 7007, 1, NULL, '{"name":"shared.txt","to":"Priya Raman"}');
INSERT INTO activity VALUES (113, 1795424400000, 'file downloaded', 1003, 3003, NULL, NULL, 7007, NULL, 2005, '{"name":"shared.txt"}');
INSERT INTO activity VALUES (114, 1795424400000, 'file added', 1003, 3003, NULL, NULL, 7008, 1, NULL, '{"name":"hidden.txt"}');
INSERT INTO activity VALUES (115, 1795424400000, 'file added', 1003, 3003, NULL, NULL, 7009, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (116, 1795424400000, 'file shown', 1003, 3003, NULL, NULL, 7009, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (117, 1795424400000, 'file shared', 1003, 3003, NULL, NULL, 7009, 1, NULL, '{"name":"deleted.txt","to":"Priya Raman"}');
INSERT INTO activity VALUES (118, 1795424400000, 'file deleted', 1003, 3003, NULL, NULL, 7009, 1, NULL, '{"name":"deleted.txt"}');
INSERT INTO activity VALUES (119, 1795424400000, 'project begun', 1001, 3004, NULL, NULL, NULL, 1, NULL, '{"name":"Old shed"}');
INSERT INTO activity VALUES (120, 1795424400000, 'project status changed', 1001, 3004, NULL, NULL, NULL, 1, NULL, '{"from":"active","name":"Old shed","to":"archived"}');
INSERT INTO activity VALUES (121, 1795424400000, 'portal disabled', 1003, NULL, NULL, NULL, NULL, 1, NULL, '{"name":"Finch"}');
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
CREATE INDEX quote_expiring ON quote (valid_until_on) WHERE state = 'sent';
CREATE INDEX quote_unsigned ON quote (viewed_at) WHERE state = 'sent' AND viewed_at IS NOT NULL;
CREATE INDEX quote_declined ON quote (decided_at) WHERE state = 'declined';
CREATE INDEX invoice_by_project ON invoice (project_id, id);
CREATE INDEX invoice_by_state ON invoice (state, next_due_on);
CREATE INDEX invoice_open ON invoice (currency, next_due_on, next_due, total, paid) WHERE state = 'issued' AND paid < total;
CREATE INDEX payment_by_invoice ON payment (invoice_id, id);
CREATE INDEX payment_open ON payment (state) WHERE state IN ('started', 'processing', 'announced');
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
CREATE TRIGGER invoice_is_owed_at_once AFTER INSERT ON invoice WHEN NEW.state = 'issued' AND NEW.paid < NEW.total
BEGIN
  UPDATE client SET owed = owed + NEW.total - NEW.paid WHERE id = (SELECT client_id FROM project WHERE id = NEW.project_id);
  INSERT INTO outstanding (currency, amount, invoices) VALUES (NEW.currency, NEW.total - NEW.paid, 1)
    ON CONFLICT (currency) DO UPDATE SET amount = amount + excluded.amount, invoices = invoices + 1;
END;
CREATE TRIGGER invoice_was_owed AFTER UPDATE OF state, total, paid ON invoice WHEN OLD.state = 'issued' AND OLD.paid < OLD.total
BEGIN
  UPDATE client SET owed = owed - (OLD.total - OLD.paid) WHERE id = (SELECT client_id FROM project WHERE id = OLD.project_id);
  UPDATE outstanding SET amount = amount - (OLD.total - OLD.paid), invoices = invoices - 1 WHERE currency = OLD.currency;
END;
CREATE TRIGGER invoice_is_owed AFTER UPDATE OF state, total, paid ON invoice WHEN NEW.state = 'issued' AND NEW.paid < NEW.total
BEGIN
  UPDATE client SET owed = owed + NEW.total - NEW.paid WHERE id = (SELECT client_id FROM project WHERE id = NEW.project_id);
  INSERT INTO outstanding (currency, amount, invoices) VALUES (NEW.currency, NEW.total - NEW.paid, 1)
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
