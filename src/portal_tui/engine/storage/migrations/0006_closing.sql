-- The closing of what was granted: its tasks, what was sent of it.
alter table tasks add column closing integer not null default 0;
alter table receipts add column closing integer not null default 0;

-- The forms that a version of a programme was loaded with: those of its closing are needed long after.
create table programme_forms (
    programme_digest text not null references programme_versions (digest),
    name text not null,
    form_digest text not null references forms (digest),
    primary key (programme_digest, name)
) strict, without rowid;
insert into programme_forms (programme_digest, name, form_digest)
select v.digest, n.name, n.digest from programme_versions v cross join form_names n;

-- In lists what is in closing stands with what else asks for work, and what was sent of it has a place of its own.
update listing set state_key = case state_key
    when 2 then 3 when 3 then 4 when 4 then 5 when 5 then 7 when 6 then 8 when 7 then 9 when 8 then 2
    when 9 then 10 else 11
end where state_key >= 2;

-- Earlier programs don't know that a closing can be sent.
update compatibility set readable_from = 6;
