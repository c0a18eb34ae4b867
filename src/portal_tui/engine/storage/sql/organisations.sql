-- name: administrators
select a.given_name || ' ' || a.family_name as name, a.id, a.email
from memberships m join accounts a on a.id = m.account_id
where m.entity_id = :entity_id and m.standing in ('primary', 'administrator')
order by m.standing = 'primary' desc, a.family_name, a.id

-- name: standing
select 'self' from entities where id = :entity_id and account_id = :account_id
union all
select standing from memberships where entity_id = :entity_id and account_id = :account_id
