-- What a list says of a turn is read whole and never looked into: written out as it is, no database has to put it together each time.
alter table request_turns
  alter column shown type text using shown::text,
  alter column shown set storage main;

-- Lists narrowed to what is common are read off their order alone.
drop index request_requests_newest;
drop index request_requests_open;
create index request_requests_newest on request_requests (org_id, created_at desc, id desc) include (status, direction, held_until);
create index request_requests_open on request_requests (org_id, created_at desc, id desc) include (status, direction, held_until) where ended_at is null;
