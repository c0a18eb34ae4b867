-- What PostgreSQL has in the place of SQLite's full-text tables and triggers of 0001_first.sql.

-- Every three characters in a row of a text: what SQLite's trigram tokenizer finds by.
create function trigrams(of text) returns text[] language sql immutable parallel safe return (
    select coalesce(array_agg(distinct substr(of, place, 3)), '{}')
    from generate_series(1, length(of) - 2) as each (place)
);

-- Those of a query that was written for SQLite: "abc" AND "b""c".
create function trigrams_in(query text) returns text[] language sql immutable parallel safe return (
    select coalesce(array_agg(replace(found[1], '""', '"')), '{}')
    from regexp_matches(query, '"((?:""|[^"]){3})"', 'g') as each (found)
);

create table organisation_search (
    rowid bigint primary key,
    name_key text collate "C" not null,
    trigrams text[] not null generated always as (trigrams(name_key)) stored
);
create index organisations_by_trigram on organisation_search using gin (trigrams);

create table application_search (
    rowid bigint primary key,
    search_text text collate "C" not null,
    trigrams text[] not null generated always as (trigrams(search_text)) stored
);
create index applications_by_trigram on application_search using gin (trigrams);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit is append-only';
end;
$$;
create trigger audit_is_append_only before update or delete or truncate on audit
for each statement execute function audit_is_append_only();
