-- name: counts
select
    programme_code, count(*) filter (where state <> 'draft') as filed,
    count(*) filter (where state = 'draft') as drafts
from applications where applicant_id = :entity_id and deleted_at is null
group by programme_code

-- name: counts_of_mine
select
    a.programme_code, count(*) filter (where a.state <> 'draft') as filed,
    count(*) filter (where a.state = 'draft') as drafts
from collaborations c join applications a on a.id = c.application_id
where c.account_id = :account_id and a.applicant_id = :entity_id and a.deleted_at is null
group by a.programme_code

-- name: of_mine
select
    a.id as application_id, a.number, o.given_name || ' ' || o.family_name as owner, a.state, a.changed_at
from applications a join accounts o on o.id = a.owner_id
where a.applicant_id = :entity_id and a.programme_code = :code and a.deleted_at is null
  and exists (select 1 from collaborations c where c.application_id = a.id and c.account_id = :account_id)
order by a.changed_at desc, a.id desc limit :limit

-- name: of_colleagues
select
    a.id as application_id, a.number, o.given_name || ' ' || o.family_name as owner, a.state, a.changed_at
from applications a join accounts o on o.id = a.owner_id
where a.applicant_id = :entity_id and a.programme_code = :code and a.deleted_at is null
  and not exists (select 1 from collaborations c where c.application_id = a.id and c.account_id = :account_id)
order by a.changed_at desc, a.id desc limit :limit
