-- name: application_of
select application_id from threads where id = :thread_id

-- name: subject
select subject from threads where id = :thread_id

-- name: threads
select id, subject, opened_at from threads where application_id = :application_id order by opened_at desc, id desc

-- name: messages
select
    m.id, m.thread_id, m.author_id, m.at, m.body, p.given_name || ' ' || p.family_name as author,
    p.role as author_role,
    m.author_id <> :account_id and m.id > coalesce(r.message_id, 0) as unread
from threads t
join messages m on m.thread_id = t.id
join accounts p on p.id = m.author_id
left join reads r on r.thread_id = t.id and r.account_id = :account_id
where t.application_id = :application_id
order by m.id

-- name: add_thread
insert into threads (id, application_id, subject, opened_at, opened_by)
values (:id, :application_id, :subject, :at, :account_id)

-- name: add_message
insert into messages (id, thread_id, author_id, at, body) values (:id, :thread_id, :author_id, :at, :body)

-- name: mark_read
insert into reads (thread_id, account_id, message_id, at)
select :thread_id, :account_id, m.id, :at from messages m where m.thread_id = :thread_id and m.id = :message_id
on conflict (thread_id, account_id) do update set message_id = excluded.message_id, at = excluded.at
where excluded.message_id > reads.message_id

-- name: mail
select
    o.id, o.at, o.recipient, o.code, o.params, o.secret, o.application_id, a.number, a.programme_code,
    e.name as applicant
from outbox o
left join applications a on a.id = o.application_id
left join entities e on e.id = a.applicant_id
where o.recipient_key = :recipient_key
  and (o.account_id = :account_id or (o.account_id is null and :confirmed = 1))
order by o.id desc limit 200
