-- Anteroom's whole database, in the present tense. A fresh file is made by this
-- script; an older one is walked up to it by store/migrations.
--
-- Conventions: instants are INTEGER unix milliseconds, UTC (columns in _at);
-- calendar dates are TEXT 'YYYY-MM-DD' (columns in _on); money is INTEGER minor
-- units of the currency beside it (ISO 4217); rates are thousandths of a
-- percent; tokens and codes are kept as SHA-256 only.

-- ---------------------------------------------------------------- the studio

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
  rounding        TEXT NOT NULL DEFAULT 'rate' CHECK (rounding IN ('rate', 'line')),  -- where tax is rounded on what is written from now on
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
  own_amounts     INTEGER NOT NULL DEFAULT 0 CHECK (own_amounts IN (0, 1)),  -- clients may pay an amount of their own
  own_minimum     INTEGER NOT NULL DEFAULT 1000 CHECK (own_minimum >= 1),    -- the least of it, in minor units of the studio's currency
  over_payment    TEXT NOT NULL DEFAULT 'refuse' CHECK (over_payment IN ('refuse', 'hold')),  -- recorded by hand: more than is owed
  validity_days   INTEGER NOT NULL DEFAULT 30 CHECK (validity_days BETWEEN 1 AND 3650),
  deposit_rate    INTEGER NOT NULL DEFAULT 30000 CHECK (deposit_rate BETWEEN 0 AND 100000),
  due_days        INTEGER NOT NULL DEFAULT 14 CHECK (due_days BETWEEN 0 AND 3650),
  on_acceptance   TEXT NOT NULL DEFAULT 'send' CHECK (on_acceptance IN ('send', 'draft')),
  quote_format    TEXT NOT NULL DEFAULT 'Q-{0001}',
  contract_format TEXT NOT NULL DEFAULT 'C-{0001}',
  invoice_format  TEXT NOT NULL DEFAULT 'INV-{0001}',
  credit_format   TEXT NOT NULL DEFAULT 'CN-{0001}',
  receipt_format  TEXT NOT NULL DEFAULT 'R-{0001}',
  file_limit      INTEGER NOT NULL DEFAULT 2147483648 CHECK (file_limit > 0),  -- bytes a file
  space_limit     INTEGER NOT NULL DEFAULT 0 CHECK (space_limit >= 0),  -- bytes of the whole database; 0: what the disk has
  colour          TEXT NOT NULL DEFAULT '#0f5d62' CHECK (colour GLOB '#[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]'),
  base_url        TEXT NOT NULL DEFAULT '',           -- origin of every link we write
  reminders       INTEGER NOT NULL DEFAULT 1 CHECK (reminders IN (0, 1)),  -- contacts are reminded by the clock
  permissions     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(permissions)),  -- modules of the portal: {"files": false}; not named: on
  links           TEXT NOT NULL DEFAULT 'open' CHECK (links IN ('open', 'code', 'sign-in')),  -- emailed ones open their document; so, but a decision needs a code; or lead to the door
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

CREATE TABLE font (                                   -- TrueType, for characters that ours lack in documents
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,                           -- of the file
  file       BLOB NOT NULL,
  characters INTEGER NOT NULL CHECK (characters > 0),
  sha256     TEXT NOT NULL UNIQUE,
  at         INTEGER NOT NULL
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
  reason     TEXT NOT NULL DEFAULT '',                -- why nothing is charged, as printed; empty: the usual words
  UNIQUE (category, rate)
) STRICT;
CREATE UNIQUE INDEX one_default_tax_rate ON tax_rate (is_default) WHERE is_default = 1;

CREATE TABLE item (                                   -- the price list: what is sold again and again
  id         INTEGER PRIMARY KEY,
  title      TEXT NOT NULL COLLATE NOCASE CHECK (title <> ''),
  note       TEXT NOT NULL DEFAULT '',                -- Markdown
  unit       TEXT NOT NULL DEFAULT '',
  price      INTEGER NOT NULL CHECK (price >= 0),     -- millionths of a major unit
  currency   TEXT NOT NULL CHECK (length(currency) = 3),
  gross      INTEGER NOT NULL DEFAULT 0 CHECK (gross IN (0, 1)), -- the price includes its tax
  category   TEXT NOT NULL,                           -- of its tax, with the rate: see tax_rate
  rate       INTEGER NOT NULL,
  search     TEXT NOT NULL DEFAULT '',                -- its title and note, folded, to be searched
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (title, currency)                            -- each thing has one price in a currency
) STRICT;

CREATE TABLE quote_template (                         -- what a new quote may begin with
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (name <> ''),
  kind       TEXT NOT NULL CHECK (kind IN ('quote', 'estimate')),
  content    TEXT NOT NULL CHECK (json_valid(content)),
  edits      INTEGER NOT NULL DEFAULT 0,              -- optimistic lock of the editor
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE series (                                 -- gapless numbers, given at issue
  kind TEXT NOT NULL CHECK (kind IN ('project', 'quote', 'contract', 'invoice', 'credit-note', 'receipt', 'certificate')),
  year INTEGER NOT NULL DEFAULT 0,                    -- 0: the series does not restart
  last INTEGER NOT NULL CHECK (last >= 0),
  PRIMARY KEY (kind, year)
) STRICT, WITHOUT ROWID;

-- ----------------------------------------------------------- people who enter

CREATE TABLE staff (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL CHECK (name <> ''),
  email         TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (email <> ''),
  password_hash TEXT NOT NULL,                        -- argon2id, PHC string
  role          TEXT NOT NULL CHECK (role IN ('owner', 'member')),
  created_at    INTEGER NOT NULL,
  disabled_at   INTEGER
) STRICT;

CREATE TABLE staff_photo (                            -- a portrait, re-encoded on arrival; see project_staff
  staff_id INTEGER PRIMARY KEY REFERENCES staff,
  jpeg     BLOB NOT NULL,
  sha256   TEXT NOT NULL,
  at       INTEGER NOT NULL
) STRICT;
CREATE INDEX staff_photo_by_hash ON staff_photo (sha256);

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
  reminders      INTEGER NOT NULL DEFAULT 1 CHECK (reminders IN (0, 1)),  -- its contacts are reminded by the clock
  permissions    TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(permissions)),  -- exceptions from those of the studio
  search         TEXT NOT NULL DEFAULT '',            -- its name and its contacts, folded, to be searched
  owed           INTEGER NOT NULL DEFAULT 0,          -- minor units of any currency, kept by triggers: an order, no sum
  open           INTEGER NOT NULL DEFAULT 0,          -- projects that are enquiries or active; kept by triggers
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  archived_at    INTEGER
) STRICT;
CREATE INDEX client_by_name ON client (name COLLATE NOCASE, id, archived_at);
CREATE INDEX client_by_owed ON client (owed DESC, name COLLATE NOCASE, id) WHERE archived_at IS NULL;
CREATE INDEX client_with_open ON client (owed DESC, name COLLATE NOCASE, id) WHERE open > 0 AND archived_at IS NULL;
CREATE INDEX client_without_portal ON client (name COLLATE NOCASE, id) WHERE portal_enabled = 0 AND archived_at IS NULL;
CREATE INDEX client_archived ON client (name COLLATE NOCASE, id) WHERE archived_at IS NOT NULL;

CREATE TABLE contact (
  id          INTEGER PRIMARY KEY,
  client_id   INTEGER NOT NULL REFERENCES client,
  name        TEXT NOT NULL CHECK (name <> ''),
  email       TEXT NOT NULL COLLATE NOCASE CHECK (email <> ''),
  phone       TEXT NOT NULL DEFAULT '',
  locale      TEXT NOT NULL DEFAULT '',               -- empty: the client's
  scheme      TEXT NOT NULL DEFAULT '' CHECK (scheme IN ('', 'light', 'dark')),  -- of the portal's pages; empty: as the device is
  is_main     INTEGER NOT NULL DEFAULT 0 CHECK (is_main IN (0, 1)),
  password_hash TEXT NOT NULL DEFAULT '',             -- argon2id, PHC string; empty: none
  last_seen_at INTEGER,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  archived_at INTEGER
) STRICT;
CREATE UNIQUE INDEX contact_by_email ON contact (email) WHERE archived_at IS NULL;
CREATE INDEX contact_by_client ON contact (client_id);
CREATE UNIQUE INDEX one_main_contact ON contact (client_id) WHERE is_main = 1 AND archived_at IS NULL;

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
CREATE INDEX session_by_staff ON session (staff_id) WHERE staff_id IS NOT NULL;
CREATE INDEX session_by_contact ON session (contact_id) WHERE contact_id IS NOT NULL;

CREATE TABLE pass (                                   -- used up once, for one purpose
  id         INTEGER PRIMARY KEY,
  purpose    TEXT NOT NULL CHECK (purpose IN ('setup', 'sign-in', 'reset', 'invite', 'portal-reset', 'code')),
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  code_hash  BLOB CHECK (code_hash IS NULL OR length(code_hash) = 32),
  staff_id   INTEGER REFERENCES staff,
  contact_id INTEGER REFERENCES contact,
  quote_id   INTEGER REFERENCES quote,                -- of a 'code': the document that it is to be
  contract_id INTEGER REFERENCES contract,            -- decided on with
  tries      INTEGER NOT NULL DEFAULT 0,              -- wrong codes so far
  next       TEXT NOT NULL DEFAULT '',                -- the page that was asked for; empty: the first
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at    INTEGER,
  CHECK (purpose <> 'sign-in' OR (staff_id IS NULL) <> (contact_id IS NULL)),
  CHECK (purpose <> 'reset' OR staff_id IS NOT NULL),
  CHECK (purpose NOT IN ('invite', 'portal-reset', 'code') OR contact_id IS NOT NULL AND staff_id IS NULL),
  CHECK ((purpose = 'code') = ((quote_id IS NOT NULL) + (contract_id IS NOT NULL) = 1)),
  CHECK (purpose = 'code' OR (quote_id IS NULL AND contract_id IS NULL))
) STRICT;
CREATE INDEX pass_by_contact ON pass (contact_id) WHERE contact_id IS NOT NULL;

CREATE TABLE rate_limit (                             -- survives restarts
  bucket     BLOB PRIMARY KEY CHECK (length(bucket) = 32), -- SHA-256 of 'sign-in of …', 'sign-in from …'
  started_at INTEGER NOT NULL,
  count      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX rate_limit_by_start ON rate_limit (started_at);

-- ------------------------------------------------------------------ projects

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
  ways       TEXT NOT NULL DEFAULT '' CHECK (ways IN ('', 'card', 'bank', 'none')),  -- to pay; '': all that are set up
  client_files INTEGER NOT NULL DEFAULT 0 CHECK (client_files IN (0, 1)),  -- its contacts may add files by themselves
  search     TEXT NOT NULL DEFAULT '',                -- number, name and location, folded, to be searched
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX project_by_client ON project (client_id, status, number);
CREATE INDEX project_by_status ON project (status, number);
CREATE INDEX project_by_age ON project (number) WHERE status <> 'archived';
CREATE INDEX project_by_name ON project (name COLLATE NOCASE, number) WHERE status <> 'archived';
CREATE INDEX project_by_event ON project (event_on, number) WHERE status <> 'archived';

CREATE TRIGGER project_opens_at_once AFTER INSERT ON project WHEN NEW.status IN ('enquiry', 'active')
BEGIN UPDATE client SET open = open + 1 WHERE id = NEW.client_id; END;
CREATE TRIGGER project_opens_or_closes AFTER UPDATE OF status, client_id ON project
BEGIN
  UPDATE client SET open = open - (OLD.status IN ('enquiry', 'active')) WHERE id = OLD.client_id;
  UPDATE client SET open = open + (NEW.status IN ('enquiry', 'active')) WHERE id = NEW.client_id;
END;

CREATE TABLE project_contact (                        -- who has a portal on this project
  project_id INTEGER NOT NULL REFERENCES project,
  contact_id INTEGER NOT NULL REFERENCES contact,
  PRIMARY KEY (project_id, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX project_by_contact ON project_contact (contact_id, project_id);

CREATE TABLE project_staff (
  project_id INTEGER NOT NULL REFERENCES project,
  staff_id   INTEGER NOT NULL REFERENCES staff,
  PRIMARY KEY (project_id, staff_id)
) STRICT, WITHOUT ROWID;

-- -------------------------------------------------------------------- quotes

CREATE TABLE quote (
  id             INTEGER PRIMARY KEY,
  project_id     INTEGER NOT NULL REFERENCES project,
  contact_id     INTEGER REFERENCES contact,          -- whom it is for; NULL: everyone on the project
  kind           TEXT NOT NULL DEFAULT 'quote' CHECK (kind IN ('quote', 'estimate')),
  number         TEXT,                                -- given when sent; a revision keeps it
  version        INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  revises_id     INTEGER UNIQUE REFERENCES quote,
  state          TEXT NOT NULL DEFAULT 'draft'  -- invoiced: agreed on by word of mouth, as its invoice says
                 CHECK (state IN ('draft', 'sent', 'accepted', 'declined', 'superseded', 'invoiced')),
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
  reminders      INTEGER NOT NULL DEFAULT 1 CHECK (reminders IN (0, 1)),  -- by the clock
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  archived_at    INTEGER,
  UNIQUE (number, version),
  CHECK (state = 'draft' OR (number IS NOT NULL AND content_hash IS NOT NULL AND sent_at IS NOT NULL)),
  CHECK (state NOT IN ('accepted', 'declined') OR decided_at IS NOT NULL)
) STRICT;
CREATE INDEX quote_by_project ON quote (project_id, id);
CREATE INDEX quote_by_state ON quote (state, id);
CREATE INDEX quote_counts ON quote (state, archived_at, valid_until_on);  -- the lists' chips, without the documents
CREATE INDEX quote_by_total ON quote (total, id) WHERE archived_at IS NULL;
CREATE INDEX quote_archived ON quote (id) WHERE archived_at IS NOT NULL;
CREATE INDEX quote_expiring ON quote (valid_until_on) WHERE state = 'sent';
CREATE INDEX quote_unsigned ON quote (viewed_at) WHERE state = 'sent' AND viewed_at IS NOT NULL;
CREATE INDEX quote_declined ON quote (decided_at) WHERE state = 'declined';

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

-- ----------------------------------------------------------------- contracts

CREATE TABLE contract_template (                      -- a text with which a contract begins
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (name <> ''),
  body       TEXT NOT NULL,                           -- Markdown with merge fields
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE contract (
  id             INTEGER PRIMARY KEY,
  project_id     INTEGER NOT NULL REFERENCES project,
  quote_id       INTEGER REFERENCES quote,            -- whose figures its merge fields name,
  invoice_id     INTEGER REFERENCES invoice,          -- or this one's
  number         TEXT,                                -- given when sent; a revision keeps it
  version        INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  revises_id     INTEGER UNIQUE REFERENCES contract,
  state          TEXT NOT NULL DEFAULT 'draft'
                 CHECK (state IN ('draft', 'sent', 'completed', 'declined', 'void', 'superseded')),
  title          TEXT NOT NULL DEFAULT '',
  body           TEXT NOT NULL DEFAULT '',            -- Markdown with merge fields, as it was written
  in_order       INTEGER NOT NULL DEFAULT 0 CHECK (in_order IN (0, 1)),  -- its clients sign one after another
  countersign    TEXT NOT NULL DEFAULT 'last' CHECK (countersign IN ('none', 'first', 'last')),
  staff_id       INTEGER REFERENCES staff,            -- who signs for the studio
  sign_by_on     TEXT,                                -- a wish: nothing ends then
  content        TEXT CHECK (json_valid(content)),    -- what was sent: the fields filled in, the parties, the signers
  content_hash   TEXT,                                -- SHA-256 of content's bytes
  subject        TEXT NOT NULL DEFAULT '',            -- the email with which each signer is asked
  letter         TEXT NOT NULL DEFAULT '',            -- and its words, Markdown
  edits          INTEGER NOT NULL DEFAULT 0,          -- optimistic lock of the editor
  sent_at        INTEGER,
  decided_at     INTEGER,                             -- completed, declined or withdrawn
  reason         TEXT NOT NULL DEFAULT '',            -- of the refusal or the withdrawal
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  archived_at    INTEGER,
  UNIQUE (number, version),
  CHECK (quote_id IS NULL OR invoice_id IS NULL),
  CHECK (state = 'draft' OR (number IS NOT NULL AND content IS NOT NULL AND content_hash IS NOT NULL AND sent_at IS NOT NULL)),
  CHECK (state NOT IN ('completed', 'declined', 'void') OR decided_at IS NOT NULL)
) STRICT;
CREATE INDEX contract_by_project ON contract (project_id, id);
CREATE INDEX contract_by_state ON contract (state, archived_at, id);
CREATE INDEX contract_open ON contract (id) WHERE state = 'sent';
CREATE INDEX contract_declined ON contract (decided_at) WHERE state = 'declined';

CREATE TRIGGER contract_is_frozen BEFORE UPDATE ON contract
WHEN OLD.state <> 'draft' AND (NEW.content IS NOT OLD.content OR NEW.content_hash IS NOT OLD.content_hash
  OR NEW.number IS NOT OLD.number OR NEW.version <> OLD.version OR NEW.project_id <> OLD.project_id OR NEW.state = 'draft'
  OR NEW.title <> OLD.title OR NEW.body <> OLD.body OR NEW.in_order <> OLD.in_order OR NEW.countersign <> OLD.countersign
  OR NEW.sent_at IS NOT OLD.sent_at)
BEGIN SELECT RAISE(ABORT, 'a sent contract is frozen'); END;

CREATE TRIGGER contract_decision_is_final BEFORE UPDATE OF state ON contract
WHEN OLD.state IN ('completed', 'superseded') AND NEW.state <> OLD.state
BEGIN SELECT RAISE(ABORT, 'a completed contract is final'); END;

CREATE TRIGGER contract_is_kept BEFORE DELETE ON contract WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a sent contract is kept'); END;

CREATE TABLE signer (                                 -- who is to sign a contract
  id          INTEGER PRIMARY KEY,
  contract_id INTEGER NOT NULL REFERENCES contract ON DELETE CASCADE,
  turn        INTEGER NOT NULL CHECK (turn >= 1),     -- all with a lower one sign before; the same: at once
  contact_id  INTEGER REFERENCES contact,             -- one of the client,
  staff_id    INTEGER REFERENCES staff,               -- or one of the studio
  name        TEXT NOT NULL DEFAULT '',               -- as the sent contract calls them
  email       TEXT NOT NULL DEFAULT '',
  asked_at    INTEGER,
  viewed_at   INTEGER,
  signed_at   INTEGER,
  UNIQUE (contract_id, contact_id),
  UNIQUE (contract_id, staff_id),
  CHECK ((contact_id IS NULL) <> (staff_id IS NULL))
) STRICT;
CREATE INDEX signer_by_contact ON signer (contact_id, contract_id) WHERE contact_id IS NOT NULL;

CREATE TRIGGER signer_is_frozen BEFORE UPDATE ON signer
WHEN (SELECT state FROM contract WHERE id = OLD.contract_id) <> 'draft' AND (NEW.contract_id <> OLD.contract_id OR NEW.turn <> OLD.turn
  OR NEW.contact_id IS NOT OLD.contact_id OR NEW.staff_id IS NOT OLD.staff_id OR NEW.name <> OLD.name OR NEW.email <> OLD.email
  OR OLD.signed_at IS NOT NULL AND NEW.signed_at IS NOT OLD.signed_at)
BEGIN SELECT RAISE(ABORT, 'the signers of a sent contract are frozen'); END;
CREATE TRIGGER signer_comes_before BEFORE INSERT ON signer WHEN (SELECT state FROM contract WHERE id = NEW.contract_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the signers of a sent contract are frozen'); END;
CREATE TRIGGER signer_is_kept BEFORE DELETE ON signer WHEN (SELECT state FROM contract WHERE id = OLD.contract_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the signers of a sent contract are frozen'); END;

-- ------------------------------------------------------------- questionnaires

CREATE TABLE questionnaire_template (                 -- questions with which a questionnaire begins
  id         INTEGER PRIMARY KEY,
  title      TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (title <> ''),
  intro      TEXT NOT NULL DEFAULT '',
  questions  TEXT NOT NULL DEFAULT '[]' CHECK (json_type(questions) = 'array'),
  edits      INTEGER NOT NULL DEFAULT 0,              -- optimistic lock of the editor
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE questionnaire (                          -- what one contact is asked about a project
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL REFERENCES project,
  contact_id   INTEGER REFERENCES contact,            -- whom it is for
  template_id  INTEGER REFERENCES questionnaire_template ON DELETE SET NULL,  -- what it began with
  state        TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'sent', 'submitted', 'reopened', 'withdrawn')),
  title        TEXT NOT NULL DEFAULT '',
  intro        TEXT NOT NULL DEFAULT '',
  questions    TEXT NOT NULL DEFAULT '[]' CHECK (json_type(questions) = 'array'),  -- frozen once it is sent
  answer_by_on TEXT,                                  -- a wish: nothing ends then
  edits        INTEGER NOT NULL DEFAULT 0,            -- optimistic lock of the editor
  sent_at      INTEGER,
  viewed_at    INTEGER,
  submitted_at INTEGER,                               -- the newest time; kept while it is open again
  read_at      INTEGER,                               -- one of the studio has read what was submitted
  withdrawn_at INTEGER,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  archived_at  INTEGER,
  CHECK (state = 'draft' OR (contact_id IS NOT NULL AND sent_at IS NOT NULL AND title <> '')),
  CHECK (state NOT IN ('submitted', 'reopened') OR submitted_at IS NOT NULL),
  CHECK (state <> 'withdrawn' OR withdrawn_at IS NOT NULL)
) STRICT;
CREATE INDEX questionnaire_by_project ON questionnaire (project_id, id);
CREATE INDEX questionnaire_by_contact ON questionnaire (contact_id, id) WHERE contact_id IS NOT NULL;
CREATE INDEX questionnaire_by_template ON questionnaire (template_id, id) WHERE template_id IS NOT NULL;
CREATE INDEX questionnaire_by_state ON questionnaire (state, archived_at, id);
CREATE INDEX questionnaire_unread ON questionnaire (submitted_at) WHERE state = 'submitted' AND read_at IS NULL;
CREATE INDEX questionnaire_awaited ON questionnaire (answer_by_on) WHERE state IN ('sent', 'reopened') AND answer_by_on IS NOT NULL;

CREATE TRIGGER questionnaire_is_frozen BEFORE UPDATE ON questionnaire
WHEN OLD.state <> 'draft' AND (NEW.questions <> OLD.questions OR NEW.title <> OLD.title OR NEW.intro <> OLD.intro
  OR NEW.project_id <> OLD.project_id OR NEW.contact_id IS NOT OLD.contact_id OR NEW.state = 'draft' OR NEW.sent_at IS NOT OLD.sent_at)
BEGIN SELECT RAISE(ABORT, 'a sent questionnaire is frozen'); END;
CREATE TRIGGER questionnaire_is_kept BEFORE DELETE ON questionnaire WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a sent questionnaire is kept'); END;

CREATE TABLE answer (                                 -- to one question; files have rows of their own
  id               INTEGER PRIMARY KEY,
  questionnaire_id INTEGER NOT NULL REFERENCES questionnaire,
  question         TEXT NOT NULL,                     -- its id in questions
  said             TEXT NOT NULL CHECK (json_type(said) = 'array'),  -- texts; empty: taken back
  version          INTEGER NOT NULL CHECK (version >= 1),  -- counts the saves: a stale page overwrites nothing
  at               INTEGER NOT NULL,
  UNIQUE (questionnaire_id, question)
) STRICT;
CREATE TRIGGER answer_comes_in_time BEFORE INSERT ON answer
WHEN (SELECT state FROM questionnaire WHERE id = NEW.questionnaire_id) NOT IN ('sent', 'reopened')
BEGIN SELECT RAISE(ABORT, 'this questionnaire takes no answers'); END;
CREATE TRIGGER answer_is_frozen BEFORE UPDATE ON answer
WHEN (SELECT state FROM questionnaire WHERE id = OLD.questionnaire_id) NOT IN ('sent', 'reopened')
BEGIN SELECT RAISE(ABORT, 'submitted answers are frozen'); END;
CREATE TRIGGER answer_is_kept BEFORE DELETE ON answer
BEGIN SELECT RAISE(ABORT, 'answers are kept'); END;

-- ------------------------------------------------- signatures of both, and proof

CREATE TABLE signature (
  id             INTEGER PRIMARY KEY,
  quote_id       INTEGER UNIQUE REFERENCES quote,     -- what it accepts: a quote,
  signer_id      INTEGER UNIQUE REFERENCES signer,    -- or a contract, as one of its signers
  contact_id     INTEGER REFERENCES contact,          -- who signed: one of the client,
  staff_id       INTEGER REFERENCES staff,            -- or one of the studio
  certificate    TEXT NOT NULL UNIQUE,
  name           TEXT NOT NULL CHECK (trim(name) <> ''),
  method         TEXT NOT NULL CHECK (method IN ('draw', 'type')),
  strokes        TEXT NOT NULL DEFAULT '' CHECK (method = 'type' OR json_array_length(strokes) > 0),
  consent        TEXT NOT NULL CHECK (consent <> ''), -- the words agreed to, as shown
  selection      TEXT CHECK (json_valid(selection)),  -- of a quote: what was chosen,
  total          INTEGER,                             -- and what it came to
  document_hash  TEXT NOT NULL,
  signed_at      INTEGER NOT NULL,
  time_zone      TEXT NOT NULL,
  ip             TEXT NOT NULL,
  user_agent     TEXT NOT NULL,
  via            TEXT NOT NULL,                       -- how the document was reached
  code_at        INTEGER,                             -- when the code was emailed that was typed; NULL: none was asked for
  CHECK ((quote_id IS NULL) <> (signer_id IS NULL)),
  CHECK ((contact_id IS NULL) <> (staff_id IS NULL)),
  CHECK ((quote_id IS NULL) = (selection IS NULL) AND (quote_id IS NULL) = (total IS NULL))
) STRICT;
CREATE TRIGGER signature_is_final BEFORE UPDATE ON signature BEGIN SELECT RAISE(ABORT, 'a signature is final'); END;
CREATE TRIGGER signature_is_kept BEFORE DELETE ON signature BEGIN SELECT RAISE(ABORT, 'a signature is kept'); END;

CREATE TABLE seal_key (                               -- seals signed copies; the newest is in use
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL CHECK (name <> ''),       -- the studio's, as it is printed and the certificate has it
  certificate BLOB NOT NULL,                          -- X.509, DER, signed by the key itself
  private     BLOB NOT NULL,                          -- PKCS#8, DER; shown nowhere
  made_at     INTEGER NOT NULL
) STRICT;
CREATE TRIGGER seal_key_is_final BEFORE UPDATE ON seal_key BEGIN SELECT RAISE(ABORT, 'a sealing key is final'); END;
CREATE TRIGGER seal_key_is_kept BEFORE DELETE ON seal_key BEGIN SELECT RAISE(ABORT, 'a sealing key is kept'); END;

CREATE TABLE signed_copy (                            -- made once, never again
  signature_id INTEGER PRIMARY KEY REFERENCES signature,  -- the one that completed the document
  pdf          BLOB NOT NULL,
  sha256       TEXT NOT NULL,
  seal_key_id  INTEGER REFERENCES seal_key,           -- none: made before copies were sealed
  seal_digest  TEXT,                                  -- SHA-256 of what the seal covers
  made_at      INTEGER NOT NULL,
  CHECK ((seal_key_id IS NULL) = (seal_digest IS NULL))
) STRICT;
CREATE INDEX signed_copy_by_hash ON signed_copy (sha256);
CREATE INDEX signed_copy_by_seal ON signed_copy (seal_digest) WHERE seal_digest IS NOT NULL;
CREATE TRIGGER signed_copy_is_final BEFORE UPDATE ON signed_copy BEGIN SELECT RAISE(ABORT, 'a signed copy is final'); END;
CREATE TRIGGER signed_copy_is_kept BEFORE DELETE ON signed_copy BEGIN SELECT RAISE(ABORT, 'a signed copy is kept'); END;

CREATE TABLE evidence (                               -- a hash chain for each document
  id          INTEGER PRIMARY KEY,
  quote_id    INTEGER REFERENCES quote,
  contract_id INTEGER REFERENCES contract,
  position    INTEGER NOT NULL,
  what        TEXT NOT NULL CHECK (what IN ('sent', 'viewed', 'signed', 'declined', 'withdrawn', 'superseded')),
  at          INTEGER NOT NULL,
  detail      TEXT NOT NULL CHECK (json_valid(detail)),
  before_hash TEXT NOT NULL,                          -- hash of the event before; 64 zeros at first
  hash        TEXT NOT NULL,                          -- SHA-256 over before_hash and this event
  UNIQUE (quote_id, position),
  UNIQUE (contract_id, position),
  CHECK ((quote_id IS NULL) <> (contract_id IS NULL))
) STRICT;
CREATE TRIGGER evidence_is_final BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is final'); END;
CREATE TRIGGER evidence_is_kept BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is kept'); END;

-- ------------------------------------------------------- invoices and payments

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
  owed         INTEGER NOT NULL AS (CASE state WHEN 'issued' THEN max(total - credited - paid, 0) ELSE 0 END) VIRTUAL,
  overpaid     INTEGER NOT NULL AS (CASE state WHEN 'issued' THEN max(paid - total + credited, 0) WHEN 'void' THEN max(paid, 0) ELSE 0 END) VIRTUAL,
  held         INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0),  -- of what is overpaid: credit for another invoice
  content      TEXT NOT NULL CHECK (json_valid(content)),
  content_hash TEXT,
  edits        INTEGER NOT NULL DEFAULT 0,            -- optimistic lock of the editor and of the schedule
  issued_on    TEXT,
  next_due_on  TEXT,                                  -- of the first instalment not yet covered
  next_due     INTEGER NOT NULL DEFAULT 0,            -- what is left of it
  issued_at    INTEGER,
  sent_at      INTEGER,
  viewed_at    INTEGER,
  reminders    INTEGER NOT NULL DEFAULT 1 CHECK (reminders IN (0, 1)),  -- by the clock
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  archived_at  INTEGER,
  CHECK (state = 'draft' OR (number IS NOT NULL AND content_hash IS NOT NULL AND issued_on IS NOT NULL AND issued_at IS NOT NULL))
) STRICT;
CREATE INDEX invoice_by_project ON invoice (project_id, id);
CREATE INDEX invoice_by_state ON invoice (state, next_due_on);
CREATE INDEX invoice_counts ON invoice (state, archived_at, owed, next_due_on);
CREATE INDEX invoice_by_total ON invoice (total, id) WHERE archived_at IS NULL;
CREATE INDEX invoice_archived ON invoice (id) WHERE archived_at IS NOT NULL;
CREATE INDEX invoice_open ON invoice (currency, next_due_on, next_due, owed, paid) WHERE state = 'issued' AND owed > 0;
CREATE INDEX invoice_by_issue ON invoice (issued_on, currency) WHERE state = 'issued';  -- reports of a period
CREATE INDEX invoice_overpaid ON invoice (id, overpaid, held) WHERE overpaid > 0;

CREATE TRIGGER invoice_is_frozen BEFORE UPDATE ON invoice
WHEN OLD.state <> 'draft' AND (NEW.content <> OLD.content OR NEW.content_hash IS NOT OLD.content_hash
  OR NEW.number IS NOT OLD.number OR NEW.total <> OLD.total OR NEW.currency <> OLD.currency
  OR NEW.project_id <> OLD.project_id OR NEW.contact_id IS NOT OLD.contact_id OR NEW.state = 'draft'
  OR NEW.issued_on IS NOT OLD.issued_on OR NEW.issued_at IS NOT OLD.issued_at)
BEGIN SELECT RAISE(ABORT, 'an issued invoice is frozen'); END;
CREATE TRIGGER invoice_keeps_its_currency BEFORE UPDATE OF currency ON invoice
WHEN NEW.currency <> OLD.currency AND EXISTS (SELECT 1 FROM payment WHERE invoice_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'an invoice with payments keeps its currency'); END;
CREATE TRIGGER invoice_is_kept BEFORE DELETE ON invoice WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'an issued invoice is kept'); END;

CREATE TABLE outstanding (                            -- what all clients owe; kept by the triggers below
  currency TEXT PRIMARY KEY,
  amount   INTEGER NOT NULL,
  invoices INTEGER NOT NULL                           -- that are issued and not paid in full
) STRICT, WITHOUT ROWID;

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
CREATE INDEX instalment_by_due ON instalment (due_on);

CREATE TABLE payment (
  id           INTEGER PRIMARY KEY,
  invoice_id   INTEGER NOT NULL REFERENCES invoice,
  with_id      INTEGER REFERENCES payment,            -- in whose checkout, or by whose transfer, it was paid too; that one has the provider's ids
  contact_id   INTEGER REFERENCES contact,            -- who paid; NULL: not known
  staff_id     INTEGER REFERENCES staff,              -- who recorded or confirmed it
  attempt      TEXT NOT NULL UNIQUE,                  -- idempotency key of the attempt
  method       TEXT NOT NULL CHECK (method IN ('card', 'bank', 'cash', 'cheque', 'credit', 'other')),
  label        TEXT NOT NULL DEFAULT '',              -- 'Visa ending 4242'
  state        TEXT NOT NULL CHECK (state IN ('started', 'announced', 'processing', 'paid', 'failed', 'cancelled')),
  amount       INTEGER NOT NULL CHECK (amount > 0),
  refunded     INTEGER NOT NULL DEFAULT 0 CHECK (refunded >= 0),  -- kept by the triggers below; above amount: a bank took what had gone back by hand
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
CREATE INDEX payment_by_invoice ON payment (invoice_id, id);
CREATE INDEX payment_together ON payment (with_id) WHERE with_id IS NOT NULL;
CREATE INDEX payment_by_day ON payment (paid_on, invoice_id, currency, amount, method) WHERE state = 'paid';  -- reports of a period
CREATE INDEX payment_open ON payment (state) WHERE state IN ('started', 'processing', 'announced');

CREATE TABLE takings (                                -- money received, less what went back; kept by the triggers below
  month    TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
  currency TEXT NOT NULL,
  amount   INTEGER NOT NULL,
  payments INTEGER NOT NULL,
  PRIMARY KEY (month, currency)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER payment_counts_on_insert AFTER INSERT ON payment WHEN NEW.state = 'paid'
BEGIN
  UPDATE invoice SET paid = paid + NEW.amount WHERE id = NEW.invoice_id;
  INSERT INTO takings (month, currency, amount, payments) SELECT substr(NEW.paid_on, 1, 7), NEW.currency, NEW.amount, 1 WHERE NEW.method <> 'credit'
    ON CONFLICT (month, currency) DO UPDATE SET amount = amount + excluded.amount, payments = payments + 1;
END;
CREATE TRIGGER payment_counts_on_update AFTER UPDATE OF state ON payment WHEN NEW.state = 'paid' AND OLD.state <> 'paid'
BEGIN
  UPDATE invoice SET paid = paid + NEW.amount WHERE id = NEW.invoice_id;
  INSERT INTO takings (month, currency, amount, payments) SELECT substr(NEW.paid_on, 1, 7), NEW.currency, NEW.amount, 1 WHERE NEW.method <> 'credit'
    ON CONFLICT (month, currency) DO UPDATE SET amount = amount + excluded.amount, payments = payments + 1;
END;
CREATE TRIGGER payment_is_final BEFORE UPDATE ON payment
WHEN OLD.state = 'paid' AND (NEW.state <> 'paid' OR NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency
  OR NEW.invoice_id <> OLD.invoice_id OR NEW.paid_on <> OLD.paid_on OR NEW.receipt IS NOT OLD.receipt OR NEW.provider_id IS NOT OLD.provider_id)
BEGIN SELECT RAISE(ABORT, 'a settled payment is final'); END;
CREATE TRIGGER payment_is_kept BEFORE DELETE ON payment WHEN OLD.state = 'paid'
BEGIN SELECT RAISE(ABORT, 'a settled payment is kept'); END;

CREATE TRIGGER payment_gives_no_more_than_came BEFORE UPDATE OF refunded ON payment
WHEN NEW.refunded > NEW.amount AND NEW.refunded > OLD.refunded AND (
  NEW.amount < (SELECT sum(amount) FROM refund WHERE payment_id = NEW.id AND state = 'done' AND kind <> 'dispute')
  OR NEW.amount < (SELECT sum(amount) FROM refund WHERE payment_id = NEW.id AND state = 'done' AND (kind <> 'refund' OR provider_id IS NOT NULL)))
BEGIN SELECT RAISE(ABORT, 'more goes back than came'); END;

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
  into_id     INTEGER REFERENCES payment,             -- 'credit': the payment of another invoice that it became
  reason      TEXT NOT NULL DEFAULT '',
  failure     TEXT NOT NULL DEFAULT '',
  refunded_on TEXT,
  started_at  INTEGER NOT NULL,
  settled_at  INTEGER,
  checked_at  INTEGER,                                -- when the sweep last asked the provider
  CHECK ((kind = 'credit') = (into_id IS NOT NULL)),
  UNIQUE (provider_id, payment_id),                   -- one refund may give back of several payments of one checkout
  CHECK (state <> 'done' OR (refunded_on IS NOT NULL AND settled_at IS NOT NULL))
) STRICT;
CREATE INDEX refund_by_payment ON refund (payment_id, id);
CREATE INDEX refund_into ON refund (into_id) WHERE into_id IS NOT NULL;
CREATE INDEX refund_by_day ON refund (refunded_on, payment_id, currency, amount, kind) WHERE state = 'done';  -- reports of a period
CREATE INDEX refund_open ON refund (state) WHERE state IN ('started', 'processing');
CREATE INDEX refund_asks ON refund (id) WHERE wish = 'ask' AND state = 'done';

CREATE TRIGGER refund_counts_on_insert AFTER INSERT ON refund WHEN NEW.state = 'done'
BEGIN
  UPDATE payment SET refunded = refunded + NEW.amount WHERE id = NEW.payment_id;
  UPDATE invoice SET paid = paid - NEW.amount, refunded = refunded + NEW.amount WHERE id = (SELECT invoice_id FROM payment WHERE id = NEW.payment_id);
  INSERT INTO takings (month, currency, amount, payments) SELECT substr(NEW.refunded_on, 1, 7), NEW.currency, -NEW.amount, 0 WHERE NEW.kind <> 'credit'
    ON CONFLICT (month, currency) DO UPDATE SET amount = amount + excluded.amount;
END;
CREATE TRIGGER refund_counts_on_update AFTER UPDATE OF state ON refund WHEN NEW.state = 'done' AND OLD.state <> 'done'
BEGIN
  UPDATE payment SET refunded = refunded + NEW.amount WHERE id = NEW.payment_id;
  UPDATE invoice SET paid = paid - NEW.amount, refunded = refunded + NEW.amount WHERE id = (SELECT invoice_id FROM payment WHERE id = NEW.payment_id);
  INSERT INTO takings (month, currency, amount, payments) SELECT substr(NEW.refunded_on, 1, 7), NEW.currency, -NEW.amount, 0 WHERE NEW.kind <> 'credit'
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

CREATE TABLE dispute (                                -- a payment that the client questions at their bank
  id          INTEGER PRIMARY KEY,
  payment_id  INTEGER NOT NULL REFERENCES payment,    -- the first of those that were made at once
  provider_id TEXT NOT NULL UNIQUE,
  state       TEXT NOT NULL CHECK (state IN ('open', 'won', 'lost')),  -- lost: the money is gone, see refund
  amount      INTEGER NOT NULL CHECK (amount > 0),
  currency    TEXT NOT NULL,
  reason      TEXT NOT NULL,                          -- 'fraudulent', 'general' …: words stand in the catalogue
  due_at      INTEGER,                                -- until when the bank takes evidence; NULL: it takes none
  opened_at   INTEGER NOT NULL,
  closed_at   INTEGER,
  CHECK (state = 'open' OR closed_at IS NOT NULL)
) STRICT;
CREATE INDEX dispute_by_payment ON dispute (payment_id);
CREATE INDEX dispute_open ON dispute (id) WHERE state = 'open';

CREATE TABLE credit_note (                            -- takes back what an issued invoice asks for, or a part of it
  id           INTEGER PRIMARY KEY,
  invoice_id   INTEGER NOT NULL REFERENCES invoice,
  staff_id     INTEGER REFERENCES staff,
  number       TEXT NOT NULL UNIQUE,
  currency     TEXT NOT NULL,
  total        INTEGER NOT NULL CHECK (total > 0),
  reason       TEXT NOT NULL DEFAULT '',
  attempt      TEXT UNIQUE,                           -- key of the form that asked for it
  content      TEXT NOT NULL CHECK (json_valid(content)),
  content_hash TEXT NOT NULL,
  issued_on    TEXT NOT NULL,
  issued_at    INTEGER NOT NULL,
  sent_at      INTEGER                                -- when it was first mailed
) STRICT;
CREATE INDEX credit_note_by_invoice ON credit_note (invoice_id, id);
CREATE INDEX credit_note_by_issue ON credit_note (issued_on, invoice_id);  -- reports of a period

CREATE TRIGGER credit_note_counts AFTER INSERT ON credit_note
BEGIN UPDATE invoice SET credited = credited + NEW.total WHERE id = NEW.invoice_id; END;
CREATE TRIGGER credit_note_is_frozen BEFORE UPDATE ON credit_note
WHEN NEW.content <> OLD.content OR NEW.content_hash <> OLD.content_hash OR NEW.number <> OLD.number OR NEW.total <> OLD.total
  OR NEW.currency <> OLD.currency OR NEW.invoice_id <> OLD.invoice_id OR NEW.issued_on <> OLD.issued_on OR NEW.issued_at <> OLD.issued_at
BEGIN SELECT RAISE(ABORT, 'a credit note is frozen'); END;
CREATE TRIGGER credit_note_is_kept BEFORE DELETE ON credit_note BEGIN SELECT RAISE(ABORT, 'a credit note is kept'); END;

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

-- --------------------------------------------------------- recurring invoices

CREATE TABLE recurring (                              -- invoices that come again and again: retainers
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL REFERENCES project,
  contact_id   INTEGER REFERENCES contact,            -- whom they are for; NULL: everyone on the project
  state        TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'ended')),
  title        TEXT NOT NULL CHECK (title <> ''),     -- with {month}, {year} and {date} of the period
  currency     TEXT NOT NULL,
  total        INTEGER NOT NULL CHECK (total >= 0),   -- of each invoice
  content      TEXT NOT NULL CHECK (json_valid(content)),  -- as of a draft
  every        INTEGER NOT NULL CHECK (every BETWEEN 1 AND 52),
  unit         TEXT NOT NULL CHECK (unit IN ('week', 'month', 'year')),
  day          INTEGER NOT NULL CHECK (day BETWEEN 1 AND 31),  -- of the month; its last one where it is shorter
  from_on      TEXT NOT NULL,                         -- where the rhythm begins
  beat         INTEGER NOT NULL DEFAULT 0 CHECK (beat >= 0),  -- which of its days is next
  next_on      TEXT,                                  -- that day; NULL: none is to come
  until_on     TEXT,                                  -- the last day on which one may be made; NULL: no end
  times        INTEGER CHECK (times > 0),             -- how many periods in all; NULL: no end
  sends        INTEGER NOT NULL CHECK (sends IN (0, 1)),  -- issued and sent by itself; else left as a draft
  due_days     INTEGER NOT NULL CHECK (due_days BETWEEN 0 AND 3650),
  ask_until_on TEXT,                                  -- up to this day nothing is made by itself: it may have been already
  staff_id     INTEGER REFERENCES staff,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  CHECK ((state = 'ended') = (next_on IS NULL))
) STRICT;
CREATE INDEX recurring_due ON recurring (next_on) WHERE state = 'active';
CREATE INDEX recurring_by_project ON recurring (project_id, id);

CREATE TABLE recurring_period (                       -- each period once, whatever becomes of it
  id           INTEGER PRIMARY KEY,
  recurring_id INTEGER NOT NULL REFERENCES recurring,
  period_on    TEXT NOT NULL,                         -- its day
  state        TEXT NOT NULL CHECK (state IN ('made', 'asked', 'left out')),  -- 'asked': the studio has yet to say
  invoice_id   INTEGER UNIQUE REFERENCES invoice ON DELETE SET NULL,  -- NULL: none was made, or its draft was deleted
  taken_at     INTEGER NOT NULL,
  UNIQUE (recurring_id, period_on),
  CHECK (state = 'made' OR invoice_id IS NULL)
) STRICT;
CREATE INDEX recurring_asked ON recurring_period (recurring_id, period_on) WHERE state = 'asked';

-- ------------------------------------------------------------------ reminders

CREATE TABLE reminder_step (                          -- when contacts are reminded, and in which words
  id      INTEGER PRIMARY KEY,
  about   TEXT NOT NULL CHECK (about IN ('invoice', 'quote')),
  days    INTEGER NOT NULL CHECK (days BETWEEN -365 AND 365),  -- after the due date, or a quote's last day; before it below zero
  subject TEXT NOT NULL DEFAULT '',                   -- the studio's own words, with merge fields; empty: the catalogue's
  body    TEXT NOT NULL DEFAULT '',                   -- Markdown, likewise
  from_on TEXT NOT NULL,                              -- its first day: a new step leaves alone what is older
  UNIQUE (about, days),
  CHECK (about = 'invoice' OR days <= 0)
) STRICT;

-- Each step is taken once for what falls due on a day, whatever becomes of it:
-- the row comes first, in one transaction with the mails that it sends. All
-- instalments of an invoice that fall due on one day are one matter, so that a
-- schedule can be written anew without anybody being reminded twice.
CREATE TABLE reminder (
  id         INTEGER PRIMARY KEY,
  step_id    INTEGER REFERENCES reminder_step ON DELETE SET NULL,  -- NULL: sent by hand, or the step was removed
  invoice_id INTEGER REFERENCES invoice,
  quote_id   INTEGER REFERENCES quote,
  due_on     TEXT NOT NULL,                           -- of the instalments, or the quote's last day
  days       INTEGER,                                 -- the step's; NULL: sent by hand
  skipped    TEXT NOT NULL DEFAULT ''                 -- why nothing was sent; empty: mails were queued
             CHECK (skipped IN ('', 'off', 'later', 'together', 'passed', 'enough', 'nobody', 'by hand')),
  staff_id   INTEGER REFERENCES staff,                -- who sent it by hand
  made_on    TEXT NOT NULL,                           -- the day on the studio's wall
  made_at    INTEGER NOT NULL,
  UNIQUE (invoice_id, due_on, step_id),
  UNIQUE (quote_id, step_id),
  CHECK ((invoice_id IS NULL) <> (quote_id IS NULL)),
  CHECK (step_id IS NULL OR days IS NOT NULL)
) STRICT;
CREATE INDEX reminder_by_day ON reminder (made_on);

-- --------------------------------------------------------------------- files

CREATE TABLE content (                                -- bytes: of a file, of what it held before, of a photograph
  id         INTEGER PRIMARY KEY AUTOINCREMENT,       -- never used again: chunks hang on it
  media_type TEXT NOT NULL,                           -- as its first bytes tell
  size       INTEGER NOT NULL DEFAULT 0 CHECK (size >= 0),
  sha256     TEXT NOT NULL DEFAULT '',
  state      TEXT NOT NULL CHECK (state IN ('coming', 'here', 'gone')),  -- gone: its chunks were given back
  created_at INTEGER NOT NULL,
  CHECK (state = 'coming' OR sha256 <> '')
) STRICT;
CREATE INDEX content_by_hash ON content (sha256, size) WHERE state = 'here';
CREATE INDEX content_coming ON content (id) WHERE state = 'coming';

CREATE TABLE chunk (                                  -- id = content.id << 24 | n; 256 KiB each but the last
  id   INTEGER PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE upload (                                 -- content on its way that can be resumed
  content_id INTEGER PRIMARY KEY REFERENCES content,
  name       TEXT NOT NULL CHECK (name <> ''),
  size       INTEGER NOT NULL CHECK (size >= 0),      -- bytes that are to come in all
  received   INTEGER NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND size),
  hash       BLOB NOT NULL,                           -- where SHA-256 stands after what was received
  target     TEXT NOT NULL CHECK (json_valid(target)),  -- what it becomes; see store.Target
  staff_id   INTEGER REFERENCES staff,                -- who sends it: one of the studio,
  contact_id INTEGER REFERENCES contact,              -- or a contact
  file_id    INTEGER REFERENCES file,                 -- what it has become
  photo_id   INTEGER REFERENCES photo,
  touched_at INTEGER NOT NULL,
  CHECK ((staff_id IS NULL) <> (contact_id IS NULL))
) STRICT;
CREATE INDEX upload_by_touch ON upload (touched_at);

CREATE TABLE folder (
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project,
  parent_id  INTEGER REFERENCES folder,
  name       TEXT NOT NULL CHECK (name <> ''),
  created_at INTEGER NOT NULL,
  deleted_at INTEGER,
  CHECK (parent_id <> id)
) STRICT;
CREATE UNIQUE INDEX folder_by_name ON folder (project_id, coalesce(parent_id, 0), name COLLATE NOCASE) WHERE deleted_at IS NULL;

CREATE TABLE file_request (                           -- 'Please send us the floor plan'
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL REFERENCES project,
  contact_id   INTEGER REFERENCES contact,            -- who is asked; NULL: everyone on the project
  title        TEXT NOT NULL CHECK (title <> ''),
  note         TEXT NOT NULL DEFAULT '',              -- plain text
  due_on       TEXT CHECK (due_on IS NULL OR due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  staff_id     INTEGER NOT NULL REFERENCES staff,     -- who asks
  created_at   INTEGER NOT NULL,
  done_at      INTEGER,                               -- the studio has what it needs
  withdrawn_at INTEGER,
  CHECK (done_at IS NULL OR withdrawn_at IS NULL)
) STRICT;
CREATE INDEX file_request_by_project ON file_request (project_id, id);

CREATE TABLE file (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id  INTEGER NOT NULL REFERENCES project,
  folder_id   INTEGER REFERENCES folder,              -- NULL: in none
  name        TEXT NOT NULL CHECK (name <> ''),
  search      TEXT NOT NULL DEFAULT '',               -- its name, folded, to be searched
  content_id  INTEGER NOT NULL REFERENCES content,    -- of its newest version
  version     INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  state       TEXT NOT NULL DEFAULT 'here' CHECK (state IN ('here', 'gone')),  -- gone: it cannot be brought back
  visible     INTEGER NOT NULL DEFAULT 0 CHECK (visible IN (0, 1)),  -- 'Visible in Portal'
  staff_id    INTEGER REFERENCES staff,               -- who of the studio added it,
  contact_id  INTEGER REFERENCES contact,             -- or which contact: with an answer, when asked, or by themselves
  questionnaire_id INTEGER REFERENCES questionnaire,  -- that it answers a question of; the studio sees it once that is submitted
  question    TEXT,                                   -- which one
  request_id  INTEGER REFERENCES file_request,        -- that it answers
  created_at  INTEGER NOT NULL,
  changed_at  INTEGER NOT NULL,                       -- when its newest version came,
  changed_by  INTEGER REFERENCES staff,               -- and who brought that; NULL: who added it
  shared_at   INTEGER,
  deleted_at  INTEGER,
  CHECK (state = 'here' OR visible = 0),
  CHECK ((questionnaire_id IS NULL) = (question IS NULL) AND (questionnaire_id IS NULL OR contact_id IS NOT NULL)),
  CHECK (request_id IS NULL OR contact_id IS NOT NULL)
) STRICT;
CREATE INDEX file_by_project ON file (project_id, id);
CREATE INDEX file_by_folder ON file (folder_id) WHERE folder_id IS NOT NULL;
CREATE INDEX file_by_content ON file (content_id);
CREATE INDEX file_by_questionnaire ON file (questionnaire_id, id) WHERE questionnaire_id IS NOT NULL;
CREATE INDEX file_by_request ON file (request_id, id) WHERE request_id IS NOT NULL;

CREATE TABLE file_version (                           -- what a file held before its newest version
  file_id    INTEGER NOT NULL REFERENCES file,
  number     INTEGER NOT NULL CHECK (number >= 1),
  content_id INTEGER NOT NULL UNIQUE REFERENCES content,
  name       TEXT NOT NULL,
  staff_id   INTEGER REFERENCES staff,
  contact_id INTEGER REFERENCES contact,
  came_at    INTEGER NOT NULL,
  PRIMARY KEY (file_id, number)
) STRICT;

CREATE TABLE download (
  id         INTEGER PRIMARY KEY,
  file_id    INTEGER NOT NULL REFERENCES file,
  contact_id INTEGER NOT NULL REFERENCES contact,
  at         INTEGER NOT NULL
) STRICT;
CREATE INDEX download_by_file ON download (file_id, at);

CREATE TABLE share (                                  -- files that were sent together, in one email
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project,
  staff_id   INTEGER NOT NULL REFERENCES staff,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE share_file (
  share_id INTEGER NOT NULL REFERENCES share,
  file_id  INTEGER NOT NULL REFERENCES file,
  PRIMARY KEY (share_id, file_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX share_by_file ON share_file (file_id);

-- --------------------------------------------------------------- photographs

CREATE TABLE gallery (                                -- an album of a project
  id         INTEGER PRIMARY KEY,
  project_id INTEGER NOT NULL REFERENCES project,
  name       TEXT NOT NULL CHECK (name <> ''),
  note       TEXT NOT NULL DEFAULT '',                -- a sentence to the client, plain text
  position   INTEGER NOT NULL,                        -- among those of the project
  visible    INTEGER NOT NULL DEFAULT 1 CHECK (visible IN (0, 1)),    -- in the portal
  originals  INTEGER NOT NULL DEFAULT 0 CHECK (originals IN (0, 1)),  -- may be downloaded; else the web size alone
  metadata   INTEGER NOT NULL DEFAULT 0 CHECK (metadata IN (0, 1)),   -- originals keep what the camera wrote, location too
  favourites INTEGER NOT NULL DEFAULT 1 CHECK (favourites IN (0, 1)), -- clients choose some
  guest_hash BLOB UNIQUE CHECK (guest_hash IS NULL OR length(guest_hash) = 32),  -- of the token of its link for guests
  guest_pin  TEXT NOT NULL DEFAULT '',                -- Argon2id, see password.go; '': the link is enough
  guests_from INTEGER,                                -- when that link was made
  created_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX gallery_by_project ON gallery (project_id, position);

CREATE TABLE guest (                                  -- a browser in which a gallery's PIN was typed
  token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
  gallery_id INTEGER NOT NULL REFERENCES gallery,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX guest_by_gallery ON guest (gallery_id);

CREATE TABLE photo (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  gallery_id INTEGER NOT NULL REFERENCES gallery,
  content_id INTEGER NOT NULL REFERENCES content,     -- the original, as it came
  name       TEXT NOT NULL CHECK (name <> ''),        -- of its file
  caption    TEXT NOT NULL DEFAULT '',
  stage      TEXT NOT NULL DEFAULT '',                -- 'First fix'
  taken_on   TEXT CHECK (taken_on IS NULL OR taken_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  position   INTEGER NOT NULL,                        -- within its gallery
  before_id  INTEGER UNIQUE REFERENCES photo,         -- the same view before: the two are shown as a pair
  state      TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'ready', 'failed')),  -- of its renditions; clients see it once ready
  tries      INTEGER NOT NULL DEFAULT 0,              -- to make them; counted before each
  problem    TEXT NOT NULL DEFAULT '',                -- why not: a key of the catalogue
  width      INTEGER NOT NULL DEFAULT 0,              -- pixels, as it is seen
  height     INTEGER NOT NULL DEFAULT 0,
  located    INTEGER NOT NULL DEFAULT 0 CHECK (located IN (0, 1)),  -- the original says where it was taken
  clean      TEXT NOT NULL DEFAULT '' CHECK (clean = '' OR json_valid(clean)),  -- how to give the original without what the camera wrote; see picture.Plan
  staff_id   INTEGER REFERENCES staff,                -- who added it
  created_at INTEGER NOT NULL,
  deleted_at INTEGER,
  CHECK (before_id <> id),
  CHECK (state <> 'ready' OR width > 0 AND height > 0)
) STRICT;
CREATE INDEX photo_by_gallery ON photo (gallery_id, position, id);
CREATE INDEX photo_by_content ON photo (content_id);
CREATE INDEX photo_waiting ON photo (id) WHERE state = 'waiting';

CREATE TABLE rendition (                              -- a photograph made anew: nothing but its pixels and colours
  photo_id INTEGER NOT NULL REFERENCES photo,
  size     TEXT NOT NULL CHECK (size IN ('thumb', 'web', 'full')),  -- full: where the original cannot be cleaned
  width    INTEGER NOT NULL CHECK (width > 0),
  height   INTEGER NOT NULL CHECK (height > 0),
  sha256   TEXT NOT NULL,
  jpeg     BLOB NOT NULL,
  PRIMARY KEY (photo_id, size)
) STRICT;

CREATE TABLE favourite (                              -- a client's heart on a photograph
  photo_id   INTEGER NOT NULL REFERENCES photo,
  contact_id INTEGER NOT NULL REFERENCES contact,
  at         INTEGER NOT NULL,
  PRIMARY KEY (photo_id, contact_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE selection (                              -- favourites as they were sent to the studio
  id         INTEGER PRIMARY KEY,
  gallery_id INTEGER NOT NULL REFERENCES gallery,
  contact_id INTEGER NOT NULL REFERENCES contact,
  comment    TEXT NOT NULL DEFAULT '',                -- plain text
  sent_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX selection_by_gallery ON selection (gallery_id, id);

CREATE TABLE selection_photo (
  selection_id INTEGER NOT NULL REFERENCES selection,
  photo_id     INTEGER NOT NULL REFERENCES photo,
  PRIMARY KEY (selection_id, photo_id)
) STRICT, WITHOUT ROWID;

-- -------------------------------------------------------- mail, links, history

CREATE TABLE link (                                   -- /d/{token}: one document for one contact
  id         INTEGER PRIMARY KEY,
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  contact_id INTEGER NOT NULL REFERENCES contact,
  quote_id   INTEGER REFERENCES quote,
  invoice_id INTEGER REFERENCES invoice,
  file_id    INTEGER REFERENCES file,
  contract_id INTEGER REFERENCES contract,
  questionnaire_id INTEGER REFERENCES questionnaire,
  share_id   INTEGER REFERENCES share,
  request_id INTEGER REFERENCES file_request,
  gallery_id INTEGER REFERENCES gallery,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER,
  CHECK ((quote_id IS NOT NULL) + (invoice_id IS NOT NULL) + (file_id IS NOT NULL) + (contract_id IS NOT NULL) + (questionnaire_id IS NOT NULL)
    + (share_id IS NOT NULL) + (request_id IS NOT NULL) + (gallery_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX link_by_contact ON link (contact_id);
CREATE INDEX link_by_quote ON link (quote_id) WHERE quote_id IS NOT NULL;
CREATE INDEX link_by_invoice ON link (invoice_id) WHERE invoice_id IS NOT NULL;
CREATE INDEX link_by_file ON link (file_id) WHERE file_id IS NOT NULL;
CREATE INDEX link_by_contract ON link (contract_id) WHERE contract_id IS NOT NULL;
CREATE INDEX link_by_questionnaire ON link (questionnaire_id) WHERE questionnaire_id IS NOT NULL;
CREATE INDEX link_by_share ON link (share_id) WHERE share_id IS NOT NULL;
CREATE INDEX link_by_request ON link (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX link_by_gallery ON link (gallery_id) WHERE gallery_id IS NOT NULL;

CREATE TABLE email_template (                         -- emails in the studio's own words, with merge fields
  kind       TEXT NOT NULL,                           -- as in outbox, or a variant of it
  language   TEXT NOT NULL,                           -- of the readers who get these words: 'de'; '' for what goes to the studio
  subject    TEXT NOT NULL DEFAULT '',                -- empty, here and below: the catalogue's
  body       TEXT NOT NULL DEFAULT '',                -- Markdown
  button     TEXT NOT NULL DEFAULT '',                -- the button's label
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (kind, language),
  CHECK (subject <> '' OR body <> '' OR button <> '')
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
  reminder_id INTEGER REFERENCES reminder,
  contract_id INTEGER REFERENCES contract,
  questionnaire_id INTEGER REFERENCES questionnaire,
  share_id    INTEGER REFERENCES share,
  request_id  INTEGER REFERENCES file_request,
  gallery_id  INTEGER REFERENCES gallery,
  to_email    TEXT NOT NULL,
  to_name     TEXT NOT NULL,
  lang        TEXT NOT NULL,
  subject     TEXT NOT NULL DEFAULT '',               -- words of its own, or empty: those of its kind; once sent, what it said
  body        TEXT NOT NULL DEFAULT '',               -- Markdown; never holds a link or a code
  button      TEXT NOT NULL DEFAULT '',               -- once sent: the label that its button had
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
CREATE INDEX outbox_due ON outbox (next_at) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_failed ON outbox (id) WHERE state = 'failed';
CREATE INDEX outbox_waiting ON outbox (id) WHERE state IN ('queued', 'sending', 'held');
CREATE INDEX outbox_cancelled ON outbox (id) WHERE state = 'cancelled';
CREATE INDEX outbox_by_contact ON outbox (contact_id, id) WHERE contact_id IS NOT NULL;
CREATE INDEX outbox_by_project ON outbox (project_id, id) WHERE project_id IS NOT NULL;
CREATE INDEX outbox_by_reminder ON outbox (reminder_id) WHERE reminder_id IS NOT NULL;

CREATE TABLE activity (
  id         INTEGER PRIMARY KEY,
  at         INTEGER NOT NULL,
  what       TEXT NOT NULL,                           -- 'quote sent', 'payment received' …
  client_id  INTEGER REFERENCES client,
  project_id INTEGER REFERENCES project,
  quote_id   INTEGER REFERENCES quote,
  invoice_id INTEGER REFERENCES invoice,
  file_id    INTEGER REFERENCES file,
  contract_id INTEGER REFERENCES contract,
  questionnaire_id INTEGER REFERENCES questionnaire,
  request_id INTEGER REFERENCES file_request,
  gallery_id INTEGER REFERENCES gallery,
  staff_id   INTEGER REFERENCES staff,                -- who did it: one of the studio,
  contact_id INTEGER REFERENCES contact,              -- a contact, or neither: the clock
  detail     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail))
) STRICT;
CREATE INDEX activity_by_project ON activity (project_id, id) WHERE project_id IS NOT NULL;
CREATE INDEX activity_by_client ON activity (client_id, id) WHERE client_id IS NOT NULL;
CREATE INDEX activity_by_quote ON activity (quote_id, id) WHERE quote_id IS NOT NULL;
CREATE INDEX activity_by_invoice ON activity (invoice_id, id) WHERE invoice_id IS NOT NULL;
CREATE INDEX activity_by_contract ON activity (contract_id, id) WHERE contract_id IS NOT NULL;
CREATE INDEX activity_by_questionnaire ON activity (questionnaire_id, id) WHERE questionnaire_id IS NOT NULL;
