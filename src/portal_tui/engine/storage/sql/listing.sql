-- {key}, {beyond} and {direction} are filled from closed sets: see applications/list.py.

-- name: scope
select id from scopes where entity_id = :entity_id and account_id is not distinct from :account_id

-- name: scopes
-- What somebody is to an entity, and the lists of it: everything, and what they take part in.
select
    s.standing,
    (select id from scopes where entity_id = :entity_id and account_id is null) as all_of_it,
    (select id from scopes where entity_id = :entity_id and account_id = :account_id) as own
from (
    select 'self' as standing, 1 as place from entities where id = :entity_id and account_id = :account_id
    union all
    select standing, 2 from memberships where entity_id = :entity_id and account_id = :account_id
    union all
    select 'mandatary', 3 from rights
    where entity_id = :entity_id and account_id = :account_id and point_id is not null
) s
order by s.place limit 1

-- name: add_scope
insert into scopes (id, entity_id, account_id) values (:id, :entity_id, :account_id)

-- name: remove
delete from listing where application_id = :application_id

-- name: add
insert into listing (
    scope_id, application_id, number_key, programme_key, owner_key, state_key, deadline_key, changed_key
) values (
    :scope_id, :application_id, :number_key, :programme_key, :owner_key, :state_key, :deadline_key, :changed_key
)

-- name: touch
update listing set changed_key = :at where application_id = :application_id

-- name: set_search
update applications set search_text = :search_text where id = :application_id

-- name: remove_search
delete from application_search where rowid = :application_id

-- name: add_search
insert into application_search (rowid, search_text) values (:application_id, :search_text)

-- name: probe
select count(*) from (select 1 from application_search where application_search match :trigrams limit 3000) as found

-- name: page
select l.application_id as id, l.{key} as key
from listing l
where l.scope_id = :scope_id and (l.{key}, l.application_id) {beyond} (:key, :id)
order by l.{key} {direction}, l.application_id {direction} limit :limit

-- name: first_page
select l.application_id as id, l.{key} as key
from listing l
where l.scope_id = :scope_id
order by l.{key} {direction}, l.application_id {direction} limit :limit offset :offset

-- name: page_scanned
select l.application_id as id, l.{key} as key
from listing l cross join applications a on a.id = l.application_id
where l.scope_id = :scope_id
  and (:id is null or (l.{key}, l.application_id) {beyond} (:key, :id))
  and (:states is null or a.state in (select value from json_each(:states)))
  and not exists (select 1 from json_each(:words) w where instr(a.search_text, w.value) = 0)
order by l.{key} {direction}, l.application_id {direction} limit :limit offset :offset

-- name: page_found
select l.application_id as id, l.{key} as key
from application_search s
cross join listing l on l.scope_id = :scope_id and l.application_id = s.rowid
cross join applications a on a.id = l.application_id
where s.application_search match :trigrams
  and (:id is null or (l.{key}, l.application_id) {beyond} (:key, :id))
  and (:states is null or a.state in (select value from json_each(:states)))
  and not exists (select 1 from json_each(:words) w where instr(a.search_text, w.value) = 0)
order by l.{key} {direction}, l.application_id {direction} limit :limit offset :offset

-- name: count
select count(*) from (select 1 from listing where scope_id = :scope_id limit :most) as found

-- name: count_scanned
select count(*) from (
    select 1
    from listing l cross join applications a on a.id = l.application_id
    where l.scope_id = :scope_id
      and (:states is null or a.state in (select value from json_each(:states)))
      and not exists (select 1 from json_each(:words) w where instr(a.search_text, w.value) = 0)
    limit :most
) as found

-- name: count_found
select count(*) from (
    select 1
    from application_search s
    cross join listing l on l.scope_id = :scope_id and l.application_id = s.rowid
    cross join applications a on a.id = l.application_id
    where s.application_search match :trigrams
      and (:states is null or a.state in (select value from json_each(:states)))
      and not exists (select 1 from json_each(:words) w where instr(a.search_text, w.value) = 0)
    limit :most
) as found

-- name: rows
select
    a.id, a.number, a.programme_code, e.name as applicant, o.given_name || ' ' || o.family_name as owner,
    a.owner_id = :account_id as mine, a.state, a.round, a.done, a.mandatory,
    case when a.extended_until > a.deadline_at then a.extended_until else a.deadline_at end as deadline_at, a.changed_at,
    (select count(*) from threads t join messages m on m.thread_id = t.id
     left join reads r on r.thread_id = t.id and r.account_id = :account_id
     where t.application_id = a.id and m.author_id <> :account_id and m.id > coalesce(r.message_id, 0))
    + (select count(*) from tasks t join documents d on d.task_id = t.id and d.removed_at is null
       left join document_reads r on r.document_id = d.id and r.account_id = :account_id
       where t.application_id = a.id and t.kind = 'communications' and d.added_by <> :account_id
         and r.document_id is null) as unread,
    a.owner_id = :account_id or exists (
        select 1 from collaborations c where c.application_id = a.id and c.account_id = :account_id
    ) as readable,
    a.applicant_id, e.account_id is not null as personal
from applications a
join entities e on e.id = a.applicant_id
join accounts o on o.id = a.owner_id
where a.id in (select value from json_each(:ids))

-- name: scopes_of_account
select id from scopes where account_id = :account_id

-- name: last_changed
select application_id as id from listing
where scope_id = :scope_id order by changed_key desc, application_id desc limit :limit

-- name: due_next
select application_id as id from listing
where scope_id = :scope_id and deadline_key > :now order by deadline_key, application_id limit :limit

-- name: for_home
select
    a.id, a.number, a.programme_code, a.applicant_id, e.name as applicant, e.account_id is not null as personal,
    a.state, a.done, a.mandatory,
    case when a.extended_until > a.deadline_at then a.extended_until else a.deadline_at end as deadline_at,
    case
        when a.owner_id = :account_id then 'owner'
        else (select c.access from collaborations c
              where c.application_id = a.id and c.account_id = :account_id)
    end as access,
    (select count(*) from threads t join messages m on m.thread_id = t.id
     left join reads r on r.thread_id = t.id and r.account_id = :account_id
     where t.application_id = a.id and m.author_id <> :account_id and m.id > coalesce(r.message_id, 0)) as unread,
    (select count(*) from tasks t join documents d on d.task_id = t.id and d.removed_at is null
     left join document_reads r on r.document_id = d.id and r.account_id = :account_id
     where t.application_id = a.id and t.kind = 'communications' and d.added_by <> :account_id
       and r.document_id is null) as official,
    (select min(t.id) from tasks t join documents d on d.task_id = t.id and d.removed_at is null
     left join document_reads r on r.document_id = d.id and r.account_id = :account_id
     where t.application_id = a.id and t.kind = 'communications' and d.added_by <> :account_id
       and r.document_id is null) as official_task
from applications a join entities e on e.id = a.applicant_id
where a.id in (select value from json_each(:ids)) and a.deleted_at is null
order by a.changed_at desc, a.id desc

-- name: colleagues
select a.id, a.number, p.given_name || ' ' || p.family_name as name
from applications a join accounts p on p.id = a.owner_id
where a.applicant_id = :entity_id and a.owner_id <> :account_id and a.deleted_at is null
  and not exists (select 1 from collaborations c where c.application_id = a.id and c.account_id = :account_id)
  and not exists (select 1 from json_each(:words) w where instr(a.search_text, w.value) = 0)
order by a.changed_at desc, a.id desc limit :limit

-- name: of_titles
select count(*) from (
    select 1 from listing
    where scope_id = :scope_id and programme_key in (select value from json_each(:titles)) limit :most
) as found
