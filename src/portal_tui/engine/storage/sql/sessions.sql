-- name: add
insert into sessions (token_hash, account_id, created_at, used_at) values (:token_hash, :account_id, :now, :now)

-- name: find
select
    s.used_at, a.id as account_id, a.email, a.given_name, a.family_name, a.role, a.language, a.confirmed_at,
    a.acting_entity_id
from sessions s join accounts a on a.id = s.account_id
where s.token_hash = :token_hash and s.used_at > :idle_since and s.created_at > :made_since

-- name: touch
update sessions set used_at = :now where token_hash = :token_hash

-- name: remove
delete from sessions where token_hash = :token_hash

-- name: remove_all
delete from sessions where account_id = :account_id
