-- name: code_of
select code from user_codes where account_id = :account_id

-- name: account_with_code
select account_id from user_codes where code = :code

-- name: add_code
insert into user_codes (code, account_id, at) values (:code, :account_id, :at)

-- name: organisation
select id, name, kind from entities where id = :entity_id and account_id is null and deleted_at is null

-- name: organisation_with_identifier
select e.id, e.name, e.kind from identifiers i join entities e on e.id = i.entity_id
where i.scheme = :scheme and i.value = :value and e.deleted_at is null

-- name: identifiers
select scheme, value from identifiers where entity_id = :entity_id order by scheme

-- name: functions
select f.account_id, f.function, a.given_name || ' ' || a.family_name as name, u.code as user_code, f.since,
    g.given_name || ' ' || g.family_name as given_by, g.role as giver_role
from register_functions f
join accounts a on a.id = f.account_id
left join user_codes u on u.account_id = f.account_id
left join accounts g on g.id = f.given_by
where f.entity_id = :entity_id and f.service = :service
order by f.function desc, a.family_name, a.given_name, a.id

-- name: person
select a.id as account_id, a.given_name || ' ' || a.family_name as name, a.email, a.role, u.code as user_code,
    m.standing, r.held, r.ends_at,
    exists (select 1 from register_functions f where f.account_id = a.id) as local_function,
    exists (select 1 from associations s where s.account_id = a.id)
    or exists (select 1 from points_of_service p where p.manager_id = a.id) as any_firm,
    exists (
        select 1 from associations s join points_of_service p on p.id = s.point_id
        where s.account_id = a.id and p.manager_id <> a.id
    ) or exists (
        select 1 from memberships f join points_of_service p on p.firm_id = f.entity_id
        where f.account_id = a.id and p.manager_id <> a.id
    ) as firm_answers
from accounts a
left join user_codes u on u.account_id = a.id
left join memberships m on m.account_id = a.id and m.entity_id = :entity_id
left join rights r on r.account_id = a.id and r.entity_id = :entity_id and r.service = :service
where a.id = :account_id

-- name: managers_in_firms
select p.manager_id, 1 as works_there
from associations s join points_of_service p on p.id = s.point_id
where s.account_id = :account_id and p.manager_id <> :account_id
union
select p.manager_id, 0
from memberships f join points_of_service p on p.firm_id = f.entity_id
where f.account_id = :account_id and p.manager_id <> :account_id
order by manager_id

-- name: points_of_person
select p.id, e.name as firm, p.name as point, p.manager_id, m.given_name || ' ' || m.family_name as manager
from points_of_service p
join entities e on e.id = p.firm_id
join associations s on s.point_id = p.id
left join accounts m on m.id = p.manager_id
where s.account_id = :account_id and s.service = :service
order by s.since, p.id

-- name: holders
select u.code as user_code, a.given_name || ' ' || a.family_name as name, r.held, r.ends_at, r.since, r.account_id,
    e.name as firm, p.name as point, g.given_name || ' ' || g.family_name as given_by,
    g.role as giver_role
from rights r
join accounts a on a.id = r.account_id
left join user_codes u on u.account_id = r.account_id
left join points_of_service p on p.id = r.point_id
left join entities e on e.id = p.firm_id
left join accounts g on g.id = r.given_by
where r.entity_id = :entity_id and r.service = :service
order by a.family_name, a.given_name, a.id

-- name: put_right
insert into rights (entity_id, service, account_id, held, point_id, ends_at, given_by, since)
values (:entity_id, :service, :account_id, :held, :point_id, :ends_at, :given_by, :at)
on conflict (entity_id, service, account_id) do update set
    held = excluded.held, point_id = excluded.point_id, ends_at = excluded.ends_at,
    given_by = excluded.given_by, since = excluded.since

-- name: remove_right
delete from rights where entity_id = :entity_id and service = :service and account_id = :account_id

-- name: in_force
select entity_id, service, held from rights
where account_id = :account_id and (ends_at is null or ends_at > :now)

-- name: own_rights
select service from rights
where entity_id = :entity_id and account_id = :account_id and point_id is null order by service

-- name: mandates_of_person
select service from rights
where entity_id = :entity_id and account_id = :account_id and point_id is not null order by service

-- name: mandates_through
select entity_id from rights
where point_id = :point_id and service = :service and account_id = :account_id order by entity_id

-- name: put_function
insert into register_functions (entity_id, service, account_id, function, given_by, since)
values (:entity_id, :service, :account_id, :function, :given_by, :at)
on conflict (entity_id, service, account_id) do update set
    function = excluded.function, given_by = excluded.given_by, since = excluded.since

-- name: remove_function
delete from register_functions
where entity_id = :entity_id and service = :service and account_id = :account_id and function = :function

-- name: functions_of_person
select service, function from register_functions
where entity_id = :entity_id and account_id = :account_id order by service

-- name: services_of_person
select e.id as organisation_id, e.name as organisation, e.name_key, r.service
from rights r join entities e on e.id = r.entity_id
where r.account_id = :account_id and e.deleted_at is null
union
select e.id, e.name, e.name_key, f.service
from register_functions f join entities e on e.id = f.entity_id
where f.account_id = :account_id and e.deleted_at is null
order by name_key, organisation_id, service

-- name: organisations_of_member
select e.id, e.name, e.kind, m.standing
from memberships m join entities e on e.id = m.entity_id
where m.account_id = :account_id and e.deleted_at is null order by e.name_key, e.id

-- name: firms_managed
select distinct firm_id from points_of_service where manager_id = :account_id order by firm_id

-- name: history
select t.id, t.at, t.operation, t.details, a.given_name || ' ' || a.family_name as author, a.role
from audit t left join accounts a on a.id = t.account_id
where t.subject = 'register' and t.subject_id = :entity_id and t.id < :before
order by t.id desc limit :limit

-- name: points
select p.id, p.name, p.address, p.manager_id, m.given_name || ' ' || m.family_name as manager
from points_of_service p left join accounts m on m.id = p.manager_id
where p.firm_id = :entity_id order by p.name, p.id

-- name: point
select p.id, p.firm_id, p.name, p.manager_id, m.given_name || ' ' || m.family_name as manager
from points_of_service p left join accounts m on m.id = p.manager_id
where p.id = :point_id

-- name: add_point
insert into points_of_service (id, firm_id, name, address) values (:id, :entity_id, :name, :address)

-- name: point_named
select id from points_of_service where firm_id = :entity_id and name = :name

-- name: set_point_manager
update points_of_service set manager_id = :account_id where id = :point_id

-- name: leave_points
update points_of_service set manager_id = null where firm_id = :entity_id and manager_id = :account_id

-- name: associates
select u.code as user_code, a.given_name || ' ' || a.family_name as name, s.service, s.account_id
from associations s
join accounts a on a.id = s.account_id
left join user_codes u on u.account_id = s.account_id
where s.point_id = :point_id order by a.family_name, a.given_name, a.id, s.service

-- name: clients
select r.account_id, r.service, e.name from rights r join entities e on e.id = r.entity_id
where r.point_id = :point_id and e.deleted_at is null order by e.name_key, e.id

-- name: associate
insert into associations (point_id, service, account_id, since)
values (:point_id, :service, :account_id, :at)
on conflict (point_id, service, account_id) do nothing

-- name: dissociate
delete from associations where point_id = :point_id and service = :service and account_id = :account_id

-- name: add_designation
insert into designations (
    id, function, replaces, entity_id, services, point_id, account_id, requested_by, requester_function, at
) values (
    :id, :function, :replaces, :entity_id, :services, :point_id, :account_id, :requested_by,
    :requester_function, :at
)

-- name: designation
select d.id, d.function, d.replaces, d.entity_id, e.name as organisation, d.services, d.point_id,
    p.name as point, d.account_id, w.given_name || ' ' || w.family_name as whom, w.email as whom_email,
    d.requested_by, b.given_name || ' ' || b.family_name as author, b.email as author_email,
    d.requester_function, d.at, d.approved, d.answered_at, d.explanation, u.code as user_code
from designations d
join entities e on e.id = d.entity_id
join accounts w on w.id = d.account_id
join accounts b on b.id = d.requested_by
left join points_of_service p on p.id = d.point_id
left join user_codes u on u.account_id = d.account_id
where d.id = :designation_id

-- name: designations_waiting
select id from designations where answered_at is null order by id limit :limit

-- name: designations_queue
select count(*) as count, min(at) as since from designations where answered_at is null

-- name: withdrawn_at
select max(at) from audit where subject = 'account' and subject_id = :account_id and details = :details

-- name: designations_of_administrator
select d.id from designations d
join memberships m on m.entity_id = d.entity_id and m.account_id = :account_id
where m.standing in ('primary', 'administrator') order by d.id desc limit :limit

-- name: designations_open
select function, services, point_id from designations where entity_id = :entity_id and answered_at is null

-- name: answer_designation
update designations set approved = :approved, answered_at = :at, answered_by = :account_id,
    explanation = :explanation
where id = :designation_id

-- name: entitled_to
select r.account_id, r.held from rights r
join applications a on a.applicant_id = r.entity_id and a.programme_code = r.service
where a.id = :application_id order by r.account_id

-- name: applications_there
select id from applications where applicant_id = :entity_id and programme_code = :service order by id
