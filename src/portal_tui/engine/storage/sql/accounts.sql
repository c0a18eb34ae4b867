-- name: add
insert into accounts (
    id, email, email_key, given_name, family_name, role, password_hash, language, terms_version, created_at,
    confirmed_at, acting_entity_id
) values (
    :id, :email, :email_key, :given_name, :family_name, :role, :password_hash, :language, :terms_version, :at,
    :confirmed_at, :acting_entity_id
)

-- name: for_sign_in
select id, password_hash from accounts where email_key = :email_key

-- name: set_password
update accounts set password_hash = :password_hash where id = :account_id

-- name: set_language
update accounts set language = :language, language_chosen = 1 where id = :account_id

-- name: act_as
update accounts set acting_entity_id = :entity_id where id = :account_id

-- name: actor
select
    id as account_id, email, given_name, family_name, role, language, confirmed_at, acting_entity_id
from accounts where id = :account_id

-- name: entities
select e.id, e.name, e.kind, 'self' as standing, 0 as unread, 0 as rank
from entities e where e.account_id = :account_id
union all
select e.id, e.name, e.kind, m.standing, 0 as unread, 1 as rank
from memberships m join entities e on e.id = m.entity_id
where m.account_id = :account_id and e.deleted_at is null
order by 6, 2

-- name: add_entity
insert into entities (id, kind, name, name_key, account_id, created_at)
values (:id, :kind, :name, :name_key, :account_id, :at)

-- name: add_identifier
insert into identifiers (scheme, value, entity_id) values (:scheme, :value, :entity_id)

-- name: add_membership
insert into memberships (entity_id, account_id, standing, since) values (:entity_id, :account_id, :standing, :at)

-- name: entity_name
select name from entities where id = :entity_id

-- name: name
select given_name || ' ' || family_name from accounts where id = :account_id
