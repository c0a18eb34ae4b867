-- name: add
insert into documents (
    id, application_id, task_id, message_id, slot, name, media_type, size, digest, signed, added_by, added_at
) values (
    :id, :application_id, :task_id, :message_id, :slot, :name, :media_type, :size, :digest, :signed, :added_by,
    :at
)

-- name: one
select
    d.application_id, d.task_id, d.message_id, d.name, d.media_type, d.digest, t.kind, b.place_id
from documents d join blobs b on b.digest = d.digest left join tasks t on t.id = d.task_id
where d.id = :document_id

-- name: place
select application_id, task_id from documents where id = :document_id and removed_at is null

-- name: was_sent
select exists (select 1 from receipt_documents where document_id = :document_id)

-- name: hide
update documents set removed_at = :at where id = :document_id

-- name: remove
delete from documents where id = :document_id

-- name: remove_blob_if_unused
delete from blobs
where digest = :digest
  and not exists (select 1 from documents d where d.digest = :digest)
  and not exists (select 1 from templates t where t.digest = :digest)

-- name: of_task
select
    d.id, d.name, d.media_type, d.size, d.digest, d.signed, p.given_name || ' ' || p.family_name as added_by,
    d.added_at, d.slot
from documents d join accounts p on p.id = d.added_by
where d.task_id = :task_id and d.removed_at is null order by d.slot, d.id

-- name: of_task_as_sent
select
    d.id, d.name, d.media_type, d.size, d.digest, d.signed, p.given_name || ' ' || p.family_name as added_by,
    d.added_at, d.slot
from receipts r
join receipt_documents s on s.receipt_id = r.id
join documents d on d.id = s.document_id
join accounts p on p.id = d.added_by
where r.application_id = :application_id and r.round = :round and d.task_id = :task_id order by d.slot, d.id

-- name: of_application
select
    d.id, d.name, d.digest, d.slot, d.task_id
from documents d join tasks t on t.id = d.task_id
where
    d.application_id = :application_id and d.removed_at is null and t.kind <> 'communications'
    and t.closing = :closing
order by t.position, d.slot, d.id

-- name: of_messages
select
    d.message_id, d.id, d.name, d.media_type, d.size, d.digest, d.signed,
    p.given_name || ' ' || p.family_name as added_by, p.role as author_role, d.added_at, d.slot
from documents d join accounts p on p.id = d.added_by
where d.application_id = :application_id and d.message_id is not null order by d.id

-- name: mark_read
insert into document_reads (document_id, account_id, at)
select d.id, :account_id, :at from documents d
where d.task_id = :task_id and d.removed_at is null and d.added_by <> :account_id
on conflict (document_id, account_id) do nothing

-- name: template
select t.digest, b.place_id from templates t join blobs b on b.digest = t.digest where t.name = :name

-- name: put_template
insert into templates (name, digest) values (:name, :digest)
on conflict (name) do update set digest = excluded.digest
