-- name: of_application
select
    t.id, t.application_id, t.key, t.kind, t.mandatory, t.state, t.form_digest, t.closing, t.revision, t.errors,
    t.answers <> '{}' or exists (
        select 1 from documents d where d.task_id = t.id and d.removed_at is null
    ) as filled,
    t.answers <> '{}' as answered,
    t.undo_answers is not null as undo,
    case when t.kind = 'communications' then (
        select count(*) from documents d
        left join document_reads r on r.document_id = d.id and r.account_id = :account_id
        where d.task_id = t.id and d.removed_at is null and r.document_id is null and d.added_by <> :account_id
    ) else 0 end as unread
from tasks t where t.application_id = :application_id order by t.position

-- name: application_of
select application_id from tasks where id = :task_id

-- name: content
select
    t.answers, t.revision, coalesce(p.given_name || ' ' || p.family_name, '') as changed_by,
    t.answers = '{}' or not exists (select 1 from field_authors f where f.task_id = t.id) as untouched
from tasks t left join accounts p on p.id = t.changed_by where t.id = :task_id

-- name: undo_answers
select undo_answers from tasks where id = :task_id

-- name: contents
select id, key, answers, form_digest from tasks
where application_id = :application_id and closing = :closing order by position

-- name: add
insert into tasks (id, application_id, position, key, kind, mandatory, state, form_digest, closing, changed_at)
values (:id, :application_id, :position, :key, :kind, :mandatory, 'to-do', :form_digest, :closing, :at)

-- name: count
select count(*) from tasks where application_id = :application_id

-- name: put_answers
update tasks set
    answers = :answers, revision = revision + 1, state = :state, changed_at = :at, changed_by = :account_id
where id = :task_id

-- name: set_state
update tasks set state = :state, changed_at = :at, changed_by = :account_id where id = :task_id

-- name: set_errors
update tasks set
    errors = :errors, state = case when :errors > 0 and state = 'complete' then 'in-progress' else state end
where id = :task_id and (errors <> :errors or :errors > 0 and state = 'complete')

-- name: set_mandatory
update tasks set mandatory = :mandatory where id = :task_id and mandatory <> :mandatory

-- name: reset
update tasks set
    undo_answers = answers, answers = '{}', revision = revision + 1, state = :state, changed_at = :at,
    changed_by = :account_id
where id = :task_id

-- name: keep_for_undo
update tasks set undo_answers = answers where id = :task_id

-- name: undo_reset
update tasks set
    answers = undo_answers, undo_answers = nullif(answers, '{}'), revision = revision + 1,
    state = :state, changed_at = :at, changed_by = :account_id
where id = :task_id

-- name: put_author
insert into field_authors (task_id, pointer, account_id, revision)
values (:task_id, :pointer, :account_id, :revision)
on conflict (task_id, pointer) do update set account_id = excluded.account_id, revision = excluded.revision

-- name: authors
select f.pointer, p.given_name || ' ' || p.family_name as name
from field_authors f join accounts p on p.id = f.account_id
where f.task_id = :task_id order by f.revision desc

-- name: changed_since
select pointer from field_authors where task_id = :task_id and revision > :revision

-- name: answers_of
select answers from tasks where application_id = :application_id and key = :key

-- name: id_of
select id from tasks where application_id = :application_id and key = :key

-- name: earlier
select
    t.key, t.answers, t.form_digest, a.id as application_id, a.number, a.programme_code, a.programme_digest,
    a.programme_code = :programme_code as same_programme, a.round > 0 as sent
from applications a join tasks t on t.application_id = a.id
where
    a.applicant_id = :applicant_id and a.deleted_at is null and a.id <> :application_id
    and a.created_at <= :created_at and t.form_digest is not null and t.answers <> '{}'
    and (a.owner_id = :account_id or exists (
        select 1 from collaborations c where c.application_id = a.id and c.account_id = :account_id
    ))
order by same_programme desc, sent desc, a.created_at desc, a.id desc, t.position
limit :limit
