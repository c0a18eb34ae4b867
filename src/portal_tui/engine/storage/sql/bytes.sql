-- name: place_in_use
select id, address, mark from places where in_use = 1

-- name: place
select id, address, mark from places where id = :id

-- name: places
select id, address, mark, in_use from places order by id

-- name: add_place
insert into places (id, address, mark, in_use)
select max(id) + 1, :address, :mark, 0 from places where true
on conflict (address) do nothing

-- name: use_place
update places set in_use = case when id = :id then 1 else 0 end

-- name: readdress
update places set address = :address where id = :id

-- name: forget_place
delete from places
where id = :id and in_use = 0 and id <> 0 and not exists (select 1 from blobs where place_id = :id)

-- name: add
insert into blobs (digest, size, content, place_id) values (:digest, :size, :content, :place_id)
on conflict (digest) do nothing

-- name: place_of
select place_id from blobs where digest = :digest

-- name: content
select content from blobs where digest = :digest and place_id = 0

-- name: content_size
select length(content) from blobs where digest = :digest and place_id = 0

-- name: put_content
update blobs set content = :content where digest = :digest

-- name: move
update blobs set place_id = :to_id, content = :content where digest = :digest and place_id = :from_id

-- name: elsewhere
select digest, place_id from blobs where place_id <> :id order by digest

-- name: at_place
select digest, size from blobs where place_id = :id order by digest

-- name: is_at_place
select exists (select 1 from blobs where digest = :digest and place_id = :id)

-- name: sizes_in_database
select digest, length(content) as size from blobs where place_id = 0 order by digest

-- name: tally
select p.id, p.address, p.in_use, count(b.digest) as files, coalesce(sum(b.size), 0) as bytes
from places p left join blobs b on b.place_id = p.id group by p.id, p.address, p.in_use order by p.id
