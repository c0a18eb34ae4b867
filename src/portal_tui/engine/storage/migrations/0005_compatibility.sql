-- From which schema on a program understands this database: it may go on, and be started, beside newer ones. A
-- migration that takes away or changes what such programs use says its own number here.
create table compatibility (readable_from integer not null) strict;
insert into compatibility (readable_from) values (5);
