-- Where the bytes of files are. 0 is this database; any other is a folder or s3://bucket/prefix, known by its mark.

create table places (
    id integer primary key,
    address text not null unique,
    mark text not null,
    in_use integer not null
) strict;
insert into places (id, address, mark, in_use) values (0, 'database', '', 1);

-- Elsewhere than in this database, content is empty: rewriting the table would copy every file.
alter table blobs add column place_id integer not null default 0;
create index blobs_by_place on blobs (place_id, digest);
