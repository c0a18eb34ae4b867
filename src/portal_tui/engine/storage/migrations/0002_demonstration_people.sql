-- Who can be chosen on the sign-in screen of a demonstration, and what each is there to show (B5).

create table demonstration_people (
    account_id integer primary key references accounts (id) on delete cascade,
    role text not null,
    -- By language, as JSON: what is said in a definition.
    purpose text not null,
    position integer not null
) strict;
