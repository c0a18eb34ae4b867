-- The register of access rights (R1-R11). A service is a programme's code. What happened in it is in the audit.

create table user_codes (
    code text primary key,
    account_id integer not null unique references accounts (id) on delete cascade,
    at integer not null
) strict, without rowid;

-- A firm's points of service, each with one mandatary manager at most (R8).
create table points_of_service (
    id integer primary key,
    firm_id integer not null references entities (id),
    name text not null,
    address text not null,
    manager_id integer references accounts (id),
    unique (firm_id, name)
) strict;
create index points_by_manager on points_of_service (manager_id) where manager_id is not null;

-- Who works for a firm on a service (R9).
create table associations (
    point_id integer not null references points_of_service (id),
    service text not null,
    account_id integer not null references accounts (id),
    since integer not null,
    primary key (point_id, service, account_id)
) strict, without rowid;
create index associations_by_account on associations (account_id, service);

-- Local managers and deputies; service '' is every service, where the portal has one manager for all (R1).
create table register_functions (
    entity_id integer not null references entities (id),
    service text not null,
    account_id integer not null references accounts (id),
    function text not null check (function in ('local-manager', 'deputy')),
    given_by integer references accounts (id),
    since integer not null,
    primary key (entity_id, service, account_id)
) strict, without rowid;
create unique index one_local_manager on register_functions (entity_id, service) where function = 'local-manager';
create index register_functions_by_account on register_functions (account_id);

-- One right for a person on a service of an organisation; mandates through a point of service (R6, R7).
create table rights (
    entity_id integer not null references entities (id),
    service text not null,
    account_id integer not null references accounts (id),
    held text not null check (held in ('applicant-write', 'applicant-read', 'mandatary-write', 'mandatary-read')),
    point_id integer references points_of_service (id),
    ends_at integer,
    given_by integer references accounts (id),
    since integer not null,
    primary key (entity_id, service, account_id),
    check ((held in ('mandatary-write', 'mandatary-read')) = (point_id is not null))
) strict, without rowid;
create index rights_by_account on rights (account_id);
create index rights_by_point on rights (point_id, service, account_id) where point_id is not null;

-- Requests that somebody become a manager, with the form that was filled in (R4, R5, R10).
create table designations (
    id integer primary key,
    function text not null check (function in ('local-manager', 'mandatary-manager')),
    replaces integer not null,
    entity_id integer not null references entities (id),
    services text not null,
    point_id integer references points_of_service (id),
    account_id integer not null references accounts (id),
    requested_by integer not null references accounts (id),
    requester_function text not null,
    at integer not null,
    approved integer,
    answered_at integer,
    answered_by integer references accounts (id),
    explanation text not null default ''
) strict;
create index designations_by_entity on designations (entity_id, answered_at);
create index designations_waiting on designations (id) where answered_at is null;
