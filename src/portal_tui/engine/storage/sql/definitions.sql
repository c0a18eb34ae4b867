-- name: exists
select count(*) from portal

-- name: digest
select digest from portal

-- name: document
select definition from portal

-- name: demonstration
select demonstration from portal

-- name: made_at
select made_at from portal

-- name: programme
select definition from programme_versions where digest = :digest

-- name: form
select document from forms where digest = :digest

-- name: put_portal
insert into portal (id, code, demonstration, made_at, definition, digest)
values (1, :code, :demonstration, :made_at, :definition, :digest)
on conflict (id) do update set definition = excluded.definition, digest = excluded.digest, code = excluded.code

-- name: put_programme_version
insert into programme_versions (digest, code, definition, loaded_at)
values (:digest, :code, :definition, :at) on conflict (digest) do nothing

-- name: put_programme
insert into programmes (code, digest, title, title_key, titles, position)
values (:code, :digest, :title, :title_key, :titles, :position)
on conflict (code) do update set
    digest = excluded.digest, title = excluded.title, title_key = excluded.title_key, titles = excluded.titles,
    position = excluded.position

-- name: put_form
insert into forms (digest, document) values (:digest, :document)
on conflict (digest) do update set document = excluded.document

-- name: programme_digest
select digest from programmes where code = :code

-- name: programme_codes
select code from programmes order by position

-- name: name_form
insert into form_names (name, digest) values (:name, :digest)
on conflict (name) do update set digest = excluded.digest

-- name: form_of
select digest from form_names where name = :name

-- name: keep_form
insert into programme_forms (programme_digest, name, form_digest) values (:programme_digest, :name, :form_digest)
on conflict (programme_digest, name) do nothing

-- name: form_as_begun
select form_digest from programme_forms where programme_digest = :programme_digest and name = :name

-- name: programmes_now
select code, digest from programmes

-- name: forms_now
select name, digest from form_names

-- name: programme_title_key
select title_key from programmes where code = :code

-- name: programme_in_use
select exists (select 1 from applications where programme_code = :code)

-- name: applications_of_programme
select id from applications where programme_code = :code

-- name: remove_programme
delete from programmes where code = :code
