-- name: one
select
    a.id, a.number, a.programme_code, a.programme_digest, a.applicant_id, e.name as applicant,
    e.kind as applicant_kind, e.account_id as applicant_account_id, a.owner_id,
    o.given_name || ' ' || o.family_name as owner, a.state, a.round, a.created_at, a.changed_at, a.deadline_at,
    a.extended_until, a.done, a.mandatory, a.revision, a.deleted_at
from applications a join entities e on e.id = a.applicant_id join accounts o on o.id = a.owner_id
where a.id = :application_id

-- name: id_of_number
select id from applications where number = :number

-- name: viewer
select
    p.given_name || ' ' || p.family_name as name, p.role, p.confirmed_at,
    (select standing from memberships m where m.entity_id = :entity_id and m.account_id = p.id) as standing,
    (select access from collaborations c where c.application_id = :application_id and c.account_id = p.id) as access
from accounts p where p.id = :account_id

-- name: collaborator_count
select count(*) from collaborations where application_id = :application_id and account_id <> :owner_id

-- name: receipts
select id, number, round, sent_at from receipts where application_id = :application_id order by round desc

-- name: unread
select
    (select count(*) from threads t join messages m on m.thread_id = t.id
     left join reads r on r.thread_id = t.id and r.account_id = :account_id
     where t.application_id = :application_id and m.author_id <> :account_id and m.id > coalesce(r.message_id, 0))

-- name: add
insert into applications (
    id, number, programme_code, programme_digest, applicant_id, owner_id, state, created_at, changed_at,
    deadline_at, done, mandatory, search_text
) values (
    :id, :number, :programme_code, :programme_digest, :applicant_id, :owner_id, :state, :at, :at, :deadline_at,
    0, :mandatory, ''
)

-- name: touch
update applications set changed_at = :at, revision = revision + 1 where id = :application_id

-- name: set_progress
update applications set
    done = (select count(*) from tasks t
            where t.application_id = :application_id and t.mandatory = 1 and t.state = 'complete'),
    mandatory = (select count(*) from tasks t where t.application_id = :application_id and t.mandatory = 1)
where id = :application_id

-- name: set_state
update applications set state = :state, round = :round, deadline_at = :deadline_at where id = :application_id

-- name: set_owner
update applications set owner_id = :owner_id where id = :application_id

-- name: set_deleted
update applications set deleted_at = :at, deleted_by = :account_id where id = :application_id

-- name: add_collaborator
insert into collaborations (application_id, account_id, access, since)
values (:application_id, :account_id, :access, :at)
on conflict (application_id, account_id) do update set access = excluded.access

-- name: remove_collaborator
delete from collaborations where application_id = :application_id and account_id = :account_id

-- name: collaborators
select
    c.account_id, p.given_name || ' ' || p.family_name as name, p.email, c.access, c.since
from collaborations c join accounts p on p.id = c.account_id
where c.application_id = :application_id
order by c.since, c.account_id

-- name: add_step
insert into steps (id, application_id, at, author_id, code, state, explanation)
values (:id, :application_id, :at, :author_id, :code, :state, :explanation)

-- name: next_number
insert into numbers (year, last) values (:year, 1)
on conflict (year) do update set last = last + 1
returning last

-- name: for_listing
select
    a.id, a.number, p.title_key, o.given_name || ' ' || o.family_name as owner, e.name as applicant, p.title,
    a.programme_code, a.state, a.deadline_at, a.changed_at, a.applicant_id, a.owner_id, a.deleted_at, a.search_text
from applications a
join programmes p on p.code = a.programme_code
join entities e on e.id = a.applicant_id
join accounts o on o.id = a.owner_id
where a.id = :application_id

-- name: add_receipt
insert into receipts (id, number, application_id, round, sent_by, sent_at, digest, content)
values (:id, :number, :application_id, :round, :sent_by, :sent_at, :digest, :content)

-- name: receipt
select
    r.id, r.number, r.application_id, r.round, r.sent_at, r.digest, r.content,
    p.given_name || ' ' || p.family_name as sent_by
from receipts r join accounts p on p.id = r.sent_by
where r.application_id = :application_id and r.round = :round

-- name: people
select p.id as account_id, p.email, p.given_name || ' ' || p.family_name as name
from accounts p
where p.id = :owner_id
   or p.id in (select account_id from collaborations c where c.application_id = :application_id)
order by p.id = :owner_id desc, p.id

-- name: sent_before
select exists (
    select 1 from applications where applicant_id = :entity_id and id <> :application_id and round > 0
)
