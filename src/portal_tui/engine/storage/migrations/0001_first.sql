-- Times are UTC microseconds, ids are made by the engine, texts in JSON are documents of the contract.

create table portal (
    id integer primary key check (id = 1),
    code text not null,
    demonstration integer not null,
    made_at integer not null,
    definition text not null,
    digest text not null
) strict;

-- Each version of a programme that an application began with (P5).
create table programme_versions (
    digest text primary key,
    code text not null,
    definition text not null,
    loaded_at integer not null
) strict;

create table programmes (
    code text primary key,
    digest text not null references programme_versions (digest),
    title text not null,
    title_key text not null,
    -- In every language, to be found by.
    titles text not null,
    position integer not null
) strict;

create table forms (
    digest text primary key,
    document text not null
) strict;

create table form_names (
    name text primary key,
    digest text not null references forms (digest)
) strict;

create table accounts (
    id integer primary key,
    email text not null,
    email_key text not null,
    given_name text not null,
    family_name text not null,
    role text not null check (role in ('applicant', 'staff')),
    password_hash text not null,
    language text not null,
    language_chosen integer not null default 0,
    terms_version text not null,
    created_at integer not null,
    confirmed_at integer,
    acting_entity_id integer
) strict;
create index accounts_by_address on accounts (email_key);
-- An address belongs to an account once it is confirmed: signing up with somebody else's claims nothing.
create unique index one_account_for_an_address on accounts (email_key) where confirmed_at is not null;

create table sessions (
    token_hash blob primary key,
    account_id integer not null references accounts (id) on delete cascade,
    created_at integer not null,
    used_at integer not null
) strict, without rowid;
create index sessions_by_account on sessions (account_id);

-- The latest one-time code of an account: for its address, for its password.
create table codes (
    id integer primary key,
    account_id integer not null references accounts (id) on delete cascade,
    purpose text not null check (purpose in ('confirmation', 'password')),
    code_hash text not null,
    expires_at integer not null,
    unique (account_id, purpose)
) strict;

-- What was tried too often: sign-ins, mails, requests.
create table attempts (
    id integer primary key,
    purpose text not null,
    subject text not null,
    at integer not null
) strict;
create index attempts_by_subject on attempts (purpose, subject, at);

-- Applicants: a person (account_id is set) or an organisation.
create table entities (
    id integer primary key,
    kind text not null,
    name text not null,
    name_key text not null,
    account_id integer unique references accounts (id),
    created_at integer not null,
    deleted_at integer
) strict;
create index entities_by_name on entities (name_key);

create virtual table organisation_search using fts5 (
    name_key, content = '', contentless_delete = 1, tokenize = 'trigram', detail = 'none'
);

create table identifiers (
    scheme text not null,
    value text not null,
    entity_id integer not null references entities (id),
    primary key (scheme, value)
) strict, without rowid;
create index identifiers_by_entity on identifiers (entity_id);

create table memberships (
    entity_id integer not null references entities (id),
    account_id integer not null references accounts (id),
    standing text not null check (standing in ('primary', 'administrator', 'member')),
    since integer not null,
    primary key (entity_id, account_id)
) strict, without rowid;
create index memberships_by_account on memberships (account_id, entity_id);
create unique index one_primary on memberships (entity_id) where standing = 'primary';

create table invitations (
    id integer primary key,
    entity_id integer not null references entities (id),
    email text not null,
    email_key text not null,
    standing text not null,
    invited_by integer not null references accounts (id),
    at integer not null,
    answered_at integer,
    accepted integer
) strict;
create index invitations_by_entity on invitations (entity_id, answered_at);
create index invitations_by_email on invitations (email_key, answered_at);

create table membership_requests (
    id integer primary key,
    entity_id integer not null references entities (id),
    account_id integer not null references accounts (id),
    message text not null,
    at integer not null,
    answered_at integer,
    accepted integer
) strict;
create index membership_requests_by_entity on membership_requests (entity_id, answered_at);

create table numbers (
    year integer primary key,
    last integer not null
) strict;

create table applications (
    id integer primary key,
    number text not null unique,
    programme_code text not null references programmes (code),
    programme_digest text not null references programme_versions (digest),
    applicant_id integer not null references entities (id),
    owner_id integer not null references accounts (id),
    state text not null,
    round integer not null default 0,
    created_at integer not null,
    changed_at integer not null,
    deadline_at integer,
    done integer not null default 0,
    mandatory integer not null default 0,
    revision integer not null default 1,
    extended_until integer,
    deleted_at integer,
    deleted_by integer references accounts (id),
    search_text text not null
) strict;
create index applications_by_applicant on applications (applicant_id, programme_code, state, deleted_at);
create index applications_deleted on applications (applicant_id, deleted_at) where deleted_at is not null;
create index applications_by_owner on applications (owner_id, applicant_id);

create table collaborations (
    application_id integer not null references applications (id),
    account_id integer not null references accounts (id),
    access text not null check (access in ('edit', 'view')),
    since integer not null,
    primary key (application_id, account_id)
) strict, without rowid;
create index collaborations_by_account on collaborations (account_id, application_id);

-- A way to see a list: all of an entity's (account_id is null), or what one person takes part in there.
create table scopes (
    id integer primary key,
    entity_id integer not null references entities (id),
    account_id integer references accounts (id)
) strict;
create unique index scopes_of on scopes (entity_id, account_id);
create index scopes_of_account on scopes (account_id) where account_id is not null;

-- Each scope's applications with every sortable column, indexed for each order.
create table listing (
    scope_id integer not null references scopes (id),
    application_id integer not null references applications (id),
    number_key text not null,
    programme_key text not null,
    owner_key text not null,
    state_key integer not null,
    deadline_key integer not null,
    changed_key integer not null,
    primary key (scope_id, application_id)
) strict, without rowid;
create index listing_by_application on listing (application_id);
create index listing_by_number on listing (scope_id, number_key, application_id);
create index listing_by_programme on listing (scope_id, programme_key, application_id);
create index listing_by_owner on listing (scope_id, owner_key, application_id);
create index listing_by_state on listing (scope_id, state_key, application_id);
create index listing_by_deadline on listing (scope_id, deadline_key, application_id);
create index listing_by_changed on listing (scope_id, changed_key, application_id);

create virtual table application_search using fts5 (
    search_text, content = '', contentless_delete = 1, tokenize = 'trigram', detail = 'none'
);

create table tasks (
    id integer primary key,
    application_id integer not null references applications (id),
    position integer not null,
    key text not null,
    kind text not null,
    mandatory integer not null,
    state text not null check (state in ('to-do', 'in-progress', 'complete')),
    form_digest text references forms (digest),
    answers text not null default '{}',
    undo_answers text,
    revision integer not null default 1,
    errors integer not null default 0,
    changed_at integer not null,
    changed_by integer references accounts (id),
    unique (application_id, key)
) strict;
create index tasks_of_the_operator on tasks (application_id) where kind = 'communications';

-- Who last changed a field, so that a conflict can name them.
create table field_authors (
    task_id integer not null references tasks (id),
    pointer text not null,
    account_id integer not null references accounts (id),
    revision integer not null,
    primary key (task_id, pointer)
) strict, without rowid;

create table blobs (
    digest text primary key,
    size integer not null,
    content blob not null
) strict;

-- Documents to be filled in, by file name.
create table templates (
    name text primary key,
    digest text not null references blobs (digest)
) strict;

create table documents (
    id integer primary key,
    application_id integer not null references applications (id),
    task_id integer references tasks (id),
    message_id integer,
    slot text not null default '',
    name text not null,
    media_type text not null,
    size integer not null,
    digest text not null references blobs (digest),
    signed integer not null default 0,
    added_by integer not null references accounts (id),
    added_at integer not null,
    removed_at integer
) strict;
create index documents_by_task on documents (task_id, slot, id);
create index documents_by_message on documents (message_id);
create index documents_by_application on documents (application_id);
create index documents_by_digest on documents (digest);

create table document_reads (
    document_id integer not null references documents (id),
    account_id integer not null references accounts (id),
    at integer not null,
    primary key (document_id, account_id)
) strict, without rowid;

-- Sending is exactly once per round (T9).
create table receipts (
    id integer primary key,
    number text not null unique,
    application_id integer not null references applications (id),
    round integer not null,
    sent_by integer not null references accounts (id),
    sent_at integer not null,
    digest text not null,
    content text not null,
    unique (application_id, round)
) strict;

-- What was sent stays, also where the applicant removes it later.
create table receipt_documents (
    receipt_id integer not null references receipts (id),
    document_id integer not null references documents (id),
    primary key (receipt_id, document_id)
) strict, without rowid;
create index receipts_of_document on receipt_documents (document_id);

create table steps (
    id integer primary key,
    application_id integer not null references applications (id),
    at integer not null,
    author_id integer not null references accounts (id),
    code text not null,
    state text,
    explanation text not null default '',
    params text not null default '{}'
) strict;
create index steps_by_application on steps (application_id, at);

create table threads (
    id integer primary key,
    application_id integer not null references applications (id),
    subject text not null,
    opened_at integer not null,
    opened_by integer not null references accounts (id)
) strict;
create index threads_by_application on threads (application_id, id);

create table messages (
    id integer primary key,
    thread_id integer not null references threads (id),
    author_id integer not null references accounts (id),
    at integer not null,
    body text not null
) strict;
create index messages_by_thread on messages (thread_id, id);

create table reads (
    thread_id integer not null references threads (id),
    account_id integer not null references accounts (id),
    message_id integer not null,
    at integer not null,
    primary key (thread_id, account_id)
) strict, without rowid;

create table idempotency_keys (
    account_id integer not null,
    key text not null,
    fingerprint blob not null,
    answer text not null,
    at integer not null,
    primary key (account_id, key)
) strict, without rowid;

-- Who did what, for whom, to what: append-only.
create table audit (
    id integer primary key,
    at integer not null,
    account_id integer,
    entity_id integer,
    operation text not null,
    subject text not null,
    subject_id integer,
    details text not null default '{}'
) strict;
create index audit_by_subject on audit (subject, subject_id, id);
create trigger audit_is_append_only before update on audit begin
    select raise (abort, 'audit is append-only');
end;
create trigger audit_is_kept before delete on audit begin
    select raise (abort, 'audit is append-only');
end;

-- Mail to be delivered, as code and parameters; rendered in the reader's language.
create table outbox (
    id integer primary key,
    at integer not null,
    recipient text not null,
    recipient_key text not null,
    account_id integer references accounts (id),
    code text not null,
    params text not null default '{}',
    secret text not null default '',
    application_id integer references applications (id),
    delivered_at integer
) strict;
create index outbox_by_recipient on outbox (recipient_key, id);
create index outbox_waiting on outbox (delivered_at, id) where delivered_at is null;

-- What was asked of whom, so that it is asked once a day (E0).
create table asked (
    account_id integer not null references accounts (id),
    application_id integer not null references applications (id),
    remedy text not null,
    at integer not null,
    primary key (account_id, application_id, remedy)
) strict, without rowid;

create table changes (
    seq integer primary key autoincrement,
    subject text not null,
    subject_id integer not null,
    application_id integer,
    at integer not null
) strict;
