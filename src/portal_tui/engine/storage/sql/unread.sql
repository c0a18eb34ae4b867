-- Cross joins say in which order tables are looked through: the planner can't know who takes part in a million.

-- name: takes_part_in
select count(*) from (select 1 from collaborations where account_id = :account_id limit :most) as found

-- name: messages_from_applications
select a.applicant_id, count(*) as count
from collaborations c
cross join threads t on t.application_id = c.application_id
cross join messages m on m.thread_id = t.id
cross join applications a on a.id = t.application_id
left join reads r on r.thread_id = t.id and r.account_id = :account_id
where c.account_id = :account_id and m.id > coalesce(r.message_id, 0) and m.author_id <> :account_id
  and a.deleted_at is null
group by a.applicant_id

-- name: messages_from_discussions
select a.applicant_id, count(*) as count
from threads t
cross join messages m on m.thread_id = t.id
cross join applications a on a.id = t.application_id
left join reads r on r.thread_id = t.id and r.account_id = :account_id
where exists (
    select 1 from collaborations c where c.application_id = t.application_id and c.account_id = :account_id
  ) and m.id > coalesce(r.message_id, 0) and m.author_id <> :account_id
  and a.deleted_at is null
group by a.applicant_id

-- name: documents_from_applications
select a.applicant_id, count(*) as count
from collaborations c
cross join tasks t on t.application_id = c.application_id
cross join documents d on d.task_id = t.id
cross join applications a on a.id = t.application_id
where c.account_id = :account_id and t.kind = 'communications' and d.removed_at is null and d.added_by <> :account_id
  and a.deleted_at is null
  and not exists (select 1 from document_reads r where r.document_id = d.id and r.account_id = :account_id)
group by a.applicant_id

-- name: documents_from_discussions
select a.applicant_id, count(*) as count
from tasks t
cross join documents d on d.task_id = t.id
cross join applications a on a.id = t.application_id
where exists (
    select 1 from collaborations c where c.application_id = t.application_id and c.account_id = :account_id
  ) and t.kind = 'communications' and d.removed_at is null and d.added_by <> :account_id
  and a.deleted_at is null
  and not exists (select 1 from document_reads r where r.document_id = d.id and r.account_id = :account_id)
group by a.applicant_id
