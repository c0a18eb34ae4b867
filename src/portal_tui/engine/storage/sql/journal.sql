-- name: add_audit
insert into audit (id, at, account_id, entity_id, operation, subject, subject_id, details)
values (:id, :at, :account_id, :entity_id, :operation, :subject, :subject_id, :details)

-- name: add_change
insert into changes (subject, subject_id, application_id, at)
values (:subject, :subject_id, :application_id, :at)

-- name: add_mail
insert into outbox (id, at, recipient, recipient_key, account_id, code, params, secret, application_id)
values (:id, :at, :recipient, :recipient_key, :account_id, :code, :params, :secret, :application_id)

-- name: changes_after
select seq, subject, subject_id, application_id from changes where seq > :seq order by seq limit 1000

-- name: changes_for
select c.seq, c.subject, c.subject_id, c.application_id
from changes c
where c.seq > :seq and case c.subject
    when 'portal' then true
    when 'mail' then c.subject_id = :account_id
    when 'account' then c.subject_id = :account_id
    when 'organisation' then exists (
        select 1 from memberships m where m.entity_id = c.subject_id and m.account_id = :account_id
    ) or exists (
        select 1 from points_of_service p where p.firm_id = c.subject_id and p.manager_id = :account_id
    ) or exists (select 1 from accounts s where s.id = :account_id and s.role = 'staff')
    else exists (select 1 from accounts s where s.id = :account_id and s.role = 'staff') or exists (
        select 1 from applications a where a.id = c.application_id and (
            exists (select 1 from memberships m where m.entity_id = a.applicant_id and m.account_id = :account_id)
            or exists (select 1 from entities e where e.id = a.applicant_id and e.account_id = :account_id)
            or exists (
                select 1 from collaborations k where k.application_id = a.id and k.account_id = :account_id
            )
        )
    )
end
order by c.seq
limit 1000

-- name: last_change
select coalesce(max(seq), 0) from changes

-- name: find_key
select fingerprint, answer from idempotency_keys where account_id = :account_id and key = :key

-- name: add_key
insert into idempotency_keys (account_id, key, fingerprint, answer, at)
values (:account_id, :key, :fingerprint, :answer, :at)

-- name: find_attempts
select count(*) as count, min(at) as first_at from attempts where purpose = :purpose and subject = :subject and at > :since

-- name: add_attempt
insert into attempts (id, purpose, subject, at) values (:id, :purpose, :subject, :at)

-- name: forget_attempts
delete from attempts where at < :before
