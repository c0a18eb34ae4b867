-- name: listing_indexes
select name, sql from sqlite_schema where type = 'index' and tbl_name = 'listing' and sql is not null

-- name: listing_indexes (postgres)
select indexname, indexdef from pg_indexes
where schemaname = current_schema() and tablename = 'listing' and indexname <> 'listing_pkey'

-- name: add_application
insert into applications (
    id, number, programme_code, programme_digest, applicant_id, owner_id, state, round, created_at, changed_at,
    deadline_at, done, mandatory, search_text
) values (
    :id, :number, :programme_code, :programme_digest, :applicant_id, :owner_id, :state, :round, :created_at,
    :changed_at, :deadline_at, 0, 1, :search_text
)

-- name: add_task
insert into tasks (id, application_id, position, key, kind, mandatory, state, form_digest, changed_at)
values (:id, :application_id, 0, :key, 'form', 1, 'to-do', :form_digest, :changed_at)

-- name: add_collaboration
insert into collaborations (application_id, account_id, access, since)
values (:application_id, :account_id, 'edit', :since)

-- name: add_line
insert into listing (
    scope_id, application_id, number_key, programme_key, owner_key, state_key, deadline_key, changed_key
) values (
    :scope_id, :application_id, :number_key, :programme_key, :owner_key, :state_key, :deadline_key, :changed_key
)

-- name: add_search
insert into application_search (rowid, search_text)
select id, search_text from applications where id >= :first_id

-- name: count_numbers
insert into numbers (year, last)
select cast(substr(number, 1, 4) as integer), max(cast(substr(number, 6) as integer))
from applications where true group by 1
on conflict (year) do update set
    last = case when excluded.last > numbers.last then excluded.last else numbers.last end

-- name: generated
select coalesce(sum(cast(json_extract(details, '$.generated') as integer)), 0)
from audit where operation = 'generate-applications'

-- name: generated (postgres)
select cast(coalesce(sum(cast(cast(details as json) ->> 'generated' as bigint)), 0) as bigint)
from audit where operation = 'generate-applications'
