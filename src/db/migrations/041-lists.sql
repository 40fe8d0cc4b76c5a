-- What a list says of a turn is read whole and never looked into: written out as it is, no database has to put it together each time.
alter table request_turns
  alter column shown type text using shown::text,
  alter column shown set storage main;

-- A list of one status is read in its order.
create index request_requests_standing on request_requests (org_id, status, created_at desc, id desc);
