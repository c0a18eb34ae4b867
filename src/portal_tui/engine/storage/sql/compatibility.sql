-- name: readable_from
select readable_from from compatibility
