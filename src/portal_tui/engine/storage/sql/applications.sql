-- name: one
select
    a.id, a.number, a.programme_code, a.programme_digest, a.applicant_id, e.name as applicant,
    e.kind as applicant_kind, e.account_id as applicant_account_id, a.owner_id,
    o.given_name || ' ' || o.family_name as owner, a.state, a.round, a.created_at, a.changed_at,
    case when a.extended_until > a.deadline_at then a.extended_until else a.deadline_at end as deadline_at,
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

-- name: took_part
select 1 from collaborations where application_id = :application_id and account_id = :account_id
union all
select 1 from tasks t join audit a on a.subject = 'task' and a.subject_id = t.id
where t.application_id = :application_id and a.account_id = :account_id
limit 1

-- name: collaborator_count
select count(*) from collaborations where application_id = :application_id and account_id <> :owner_id

-- name: receipts
select id, number, round, sent_at, closing from receipts where application_id = :application_id order by round desc

-- name: unread
select
    (select count(*) from threads t join messages m on m.thread_id = t.id
     left join reads r on r.thread_id = t.id and r.account_id = :account_id
     where t.application_id = :application_id and m.author_id <> :account_id and m.id > coalesce(r.message_id, 0))
    + (select count(*) from tasks t join documents d on d.task_id = t.id and d.removed_at is null
       left join document_reads r on r.document_id = d.id and r.account_id = :account_id
       where t.application_id = :application_id and t.kind = 'communications' and d.added_by <> :account_id
         and r.document_id is null)

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
            where t.application_id = :application_id and t.closing = :closing and t.mandatory = 1
              and t.state = 'complete'),
    mandatory = (select count(*) from tasks t
                 where t.application_id = :application_id and t.closing = :closing and t.mandatory = 1)
where id = :application_id

-- name: set_state
update applications set
    state = :state, round = :round, deadline_at = :deadline_at, extended_until = null
where id = :application_id

-- name: drafts_of
select id, created_at, deadline_at from applications where programme_code = :programme_code and state = 'draft'

-- name: closings_of
-- Those whose report is due by the programme: not those given back for changes, with a date of their own.
select a.id, a.deadline_at, g.at as granted_at
from applications a join steps g on g.application_id = a.id and g.code = 'grant-application'
where a.programme_code = :programme_code and a.state = 'closing'
  and not exists (select 1 from receipts r where r.application_id = a.id and r.closing = 1)

-- name: set_deadline
update applications set deadline_at = :deadline_at where id = :application_id

-- name: extend
update applications set extended_until = :until where id = :application_id

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
insert into steps (id, application_id, at, author_id, code, state, explanation, params)
values (:id, :application_id, :at, :author_id, :code, :state, :explanation, :params)

-- name: steps
select
    s.at, s.code, s.state, s.explanation, s.params, p.given_name || ' ' || p.family_name as author,
    p.role as author_role
from steps s join accounts p on p.id = s.author_id
where s.application_id = :application_id
order by s.at desc, s.id desc

-- name: last_step
select at from steps where application_id = :application_id and code = :code order by at desc, id desc limit 1

-- name: next_number
insert into numbers (year, last) values (:year, 1)
on conflict (year) do update set last = numbers.last + 1
returning last

-- name: for_listing
select
    a.id, a.number, p.title_key, o.given_name || ' ' || o.family_name as owner, e.name as applicant, p.titles as title,
    a.programme_code, a.state, case when a.extended_until > a.deadline_at then a.extended_until else a.deadline_at end as deadline_at,
    a.changed_at, a.applicant_id, a.owner_id, a.deleted_at, a.search_text
from applications a
join programmes p on p.code = a.programme_code
join entities e on e.id = a.applicant_id
join accounts o on o.id = a.owner_id
where a.id = :application_id

-- name: add_receipt
insert into receipts (id, number, application_id, round, sent_by, sent_at, digest, content, closing)
values (:id, :number, :application_id, :round, :sent_by, :sent_at, :digest, :content, :closing)

-- name: add_receipt_documents
insert into receipt_documents (receipt_id, document_id)
select :receipt_id, d.id from documents d join tasks t on t.id = d.task_id
where
    d.application_id = :application_id and d.removed_at is null and t.kind <> 'communications'
    and t.closing = :closing

-- name: receipt_documents
select
    d.id, d.name, d.media_type, d.size, d.digest, d.signed, p.given_name || ' ' || p.family_name as added_by,
    d.added_at, d.slot
from receipt_documents r
join documents d on d.id = r.document_id
join accounts p on p.id = d.added_by
join tasks t on t.id = d.task_id
where r.receipt_id = :receipt_id
order by t.position, d.slot, d.id

-- name: receipt
select
    r.id, r.number, r.application_id, r.round, r.sent_at, r.digest, r.closing,
    p.given_name || ' ' || p.family_name as sent_by
from receipts r join accounts p on p.id = r.sent_by
where r.application_id = :application_id and r.round = :round

-- name: as_sent
select round, content from receipts
where application_id = :application_id and closing = :closing order by round desc limit 1

-- name: people
select
    p.id as account_id, p.email, p.given_name || ' ' || p.family_name as name,
    case when p.id = :owner_id then 'owner' else c.access end as access,
    coalesce(c.since, (select created_at from applications where id = :application_id)) as since
from accounts p left join collaborations c on c.account_id = p.id and c.application_id = :application_id
where p.id = :owner_id
   or p.id in (select account_id from collaborations where application_id = :application_id)
order by p.id = :owner_id desc, c.since, p.id

-- name: candidates
select p.id as account_id, p.given_name || ' ' || p.family_name as name, m.standing
from memberships m join accounts p on p.id = m.account_id
where m.entity_id = :entity_id and p.id <> :owner_id
  and p.id not in (select account_id from collaborations where application_id = :application_id)
order by p.family_name, p.given_name, p.id

-- name: share_organisation
select exists (
    select 1 from memberships a join memberships b on b.entity_id = a.entity_id
    where a.account_id = :one and b.account_id = :other
)

-- name: deleted
select a.id, a.deleted_at, a.search_text, p.given_name || ' ' || p.family_name as deleted_by
from applications a join accounts p on p.id = a.deleted_by
where a.applicant_id = :entity_id and a.deleted_at > :since
  and (
    a.owner_id = :account_id
    or exists (select 1 from collaborations c where c.application_id = a.id and c.account_id = :account_id)
    or exists (
        select 1 from memberships m
        where m.entity_id = :entity_id and m.account_id = :account_id and m.standing <> 'member'
    )
  )
order by a.deleted_at desc, a.id desc

-- name: asked_at
select at from asked
where account_id = :account_id and application_id = :application_id and remedy = :remedy

-- name: put_asked
insert into asked (account_id, application_id, remedy, at)
values (:account_id, :application_id, :remedy, :at)
on conflict (account_id, application_id, remedy) do update set at = excluded.at

-- name: sent_before
select exists (
    select 1 from applications where applicant_id = :entity_id and id <> :application_id and round > 0
)
