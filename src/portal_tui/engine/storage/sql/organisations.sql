-- name: administrators
select a.given_name || ' ' || a.family_name as name, a.id, a.email
from memberships m join accounts a on a.id = m.account_id
where m.entity_id = :entity_id and m.standing in ('primary', 'administrator')
order by m.standing = 'primary' desc, a.family_name, a.id

-- name: standing
select 'self' from entities where id = :entity_id and account_id = :account_id
union all
select standing from memberships where entity_id = :entity_id and account_id = :account_id

-- name: one
select name, kind from entities where id = :entity_id and account_id is null and deleted_at is null

-- name: name_of
select name from entities where id = :entity_id

-- name: members
select
    m.account_id, a.given_name || ' ' || a.family_name as name, a.email, m.standing, m.since,
    (select count(*) from applications o where o.owner_id = m.account_id and o.applicant_id = m.entity_id) as owns
from memberships m join accounts a on a.id = m.account_id
where m.entity_id = :entity_id
order by m.standing = 'primary' desc, m.standing = 'administrator' desc, a.family_name, a.given_name, a.id

-- name: owned_numbers
select number from applications where owner_id = :account_id and applicant_id = :entity_id
order by changed_at desc, id desc limit :limit

-- name: taken_part_in
select a.id, a.owner_id = :account_id as owned
from collaborations c join applications a on a.id = c.application_id
where c.account_id = :account_id and a.applicant_id = :entity_id
order by a.id

-- name: identifiers
select scheme, value from identifiers where entity_id = :entity_id order by scheme

-- name: with_identifier
select e.id, e.name, exists (
    select 1 from memberships m where m.entity_id = e.id and m.account_id = :account_id
) as mine
from identifiers i join entities e on e.id = i.entity_id
where i.scheme = :scheme and i.value = :value and e.deleted_at is null

-- name: named
select e.id, e.name, exists (
    select 1 from memberships m where m.entity_id = e.id and m.account_id = :account_id
) as mine
from entities e where e.name_key = :name_key and e.account_id is null and e.deleted_at is null
limit 2

-- name: like
select e.name, e.name_key, e.kind, exists (
    select 1 from memberships m where m.entity_id = e.id and m.account_id = :account_id
) as mine
from organisation_search s join entities e on e.id = s.rowid
where s.organisation_search match :trigrams and e.deleted_at is null
order by s.rank limit :limit

-- name: like (postgres)
select e.name, e.name_key, e.kind, exists (
    select 1 from memberships m where m.entity_id = e.id and m.account_id = :account_id
) as mine
from organisation_search s join entities e on e.id = s.rowid
where s.trigrams && trigrams_in(:trigrams) and e.deleted_at is null
order by (
    select count(*) from unnest(s.trigrams) as each (trigram) where trigram = any (trigrams_in(:trigrams))
) desc, cardinality(s.trigrams), e.id limit :limit

-- name: add_search
insert into organisation_search (rowid, name_key) values (:id, :name_key)

-- name: primary
select a.id, a.email from memberships m join accounts a on a.id = m.account_id
where m.entity_id = :entity_id and m.standing = 'primary'

-- name: set_standing
update memberships set standing = :standing where entity_id = :entity_id and account_id = :account_id

-- name: remove_member
delete from memberships where entity_id = :entity_id and account_id = :account_id

-- name: invitations
select
    i.id, i.email, i.standing, a.given_name || ' ' || a.family_name as invited_by, i.at
from invitations i join accounts a on a.id = i.invited_by
where i.entity_id = :entity_id and i.answered_at is null order by i.id

-- name: invitation
select
    i.entity_id, i.email, i.email_key, i.standing, i.invited_by, i.answered_at, a.email as inviter,
    e.name as organisation
from invitations i join accounts a on a.id = i.invited_by join entities e on e.id = i.entity_id
where i.id = :invitation_id

-- name: invitation_to
select id from invitations where entity_id = :entity_id and email_key = :email_key and answered_at is null

-- name: invitations_to
select
    i.id, e.name as organisation, i.standing, a.given_name || ' ' || a.family_name as invited_by, i.at
from invitations i join accounts a on a.id = i.invited_by join entities e on e.id = i.entity_id
where i.email_key = :email_key and i.answered_at is null and e.deleted_at is null order by i.id

-- name: add_invitation
insert into invitations (id, entity_id, email, email_key, standing, invited_by, at)
values (:id, :entity_id, :email, :email_key, :standing, :invited_by, :at)

-- name: remove_invitation
delete from invitations where id = :invitation_id

-- name: answer_invitation
update invitations set answered_at = :at, accepted = :accepted where id = :invitation_id

-- name: requests
select
    r.id, r.account_id, a.given_name || ' ' || a.family_name as name, a.email, r.message, r.at
from membership_requests r join accounts a on a.id = r.account_id
where r.entity_id = :entity_id and r.answered_at is null order by r.id

-- name: request
select r.entity_id, r.account_id, r.answered_at, a.email
from membership_requests r join accounts a on a.id = r.account_id where r.id = :request_id

-- name: asked_at
select max(at) from membership_requests
where entity_id = :entity_id and account_id = :account_id and at > :since

-- name: add_request
insert into membership_requests (id, entity_id, account_id, message, at)
values (:id, :entity_id, :account_id, :message, :at)

-- name: forget_requests
delete from membership_requests
where entity_id = :entity_id and account_id = :account_id and answered_at is null

-- name: answer_request
update membership_requests set answered_at = :at, accepted = :accepted where id = :request_id
