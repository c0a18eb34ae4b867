-- name: add
insert into accounts (
    id, email, email_key, given_name, family_name, role, password_hash, language, terms_version, created_at,
    confirmed_at, acting_entity_id
) values (
    :id, :email, :email_key, :given_name, :family_name, :role, :password_hash, :language, :terms_version, :at,
    :confirmed_at, :acting_entity_id
)

-- name: with_address
select id, email, password_hash, given_name, family_name, confirmed_at
from accounts where email_key = :email_key
order by confirmed_at is null, id desc limit :limit

-- name: owner_of_address
select id from accounts where email_key = :email_key and confirmed_at is not null

-- name: confirm
update accounts set confirmed_at = :at where id = :account_id

-- name: set_address
update accounts set email = :email, email_key = :email_key where id = :account_id

-- name: put_code
insert into codes (id, account_id, purpose, code_hash, expires_at)
values (:id, :account_id, :purpose, :code_hash, :expires_at)
on conflict (account_id, purpose) do update set
    id = excluded.id, code_hash = excluded.code_hash, expires_at = excluded.expires_at

-- name: code
select id, code_hash, expires_at from codes where account_id = :account_id and purpose = :purpose

-- name: remove_code
delete from codes where account_id = :account_id and purpose = :purpose

-- name: set_password
update accounts set password_hash = :password_hash where id = :account_id

-- name: set_language
update accounts set language = :language, language_chosen = 1 where id = :account_id

-- name: act_as
update accounts set acting_entity_id = :entity_id where id = :account_id

-- name: act_as_oneself
update accounts set acting_entity_id = (select id from entities where account_id = :account_id)
where id = :account_id and acting_entity_id = :entity_id

-- name: actor
select
    id as account_id, email, given_name, family_name, role, language, confirmed_at, acting_entity_id
from accounts where id = :account_id

-- name: email
select email from accounts where id = :account_id

-- name: entities
select e.id, e.name, e.kind, 'self' as standing, 0 as rank, e.name_key
from entities e where e.account_id = :account_id
union all
select e.id, e.name, e.kind, m.standing, 1 as rank, e.name_key
from memberships m join entities e on e.id = m.entity_id
where m.account_id = :account_id and e.deleted_at is null
union all
select distinct e.id, e.name, e.kind, 'mandatary' as standing, 2 as rank, e.name_key
from rights r join entities e on e.id = r.entity_id
where r.account_id = :account_id and r.point_id is not null and e.deleted_at is null
  and not exists (select 1 from memberships m where m.entity_id = e.id and m.account_id = :account_id)
order by rank, name_key, id

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

-- name: id_of
select id from accounts where email_key = :email_key

-- name: entity_of_name
select id from entities where name = :name and account_id is null

-- name: personal_entity
select id from entities where account_id = :account_id

-- name: add_demonstration_person
insert into demonstration_people (account_id, role, purpose, position)
values (:account_id, :role, :purpose, :position)

-- name: demonstration_people
select a.email, a.given_name, a.family_name, p.role, p.purpose
from demonstration_people p join accounts a on a.id = p.account_id
order by p.position
