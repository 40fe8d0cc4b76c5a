-- What an organisation has had requests by: what its lists can be narrowed to.
create table request_choices (
  org_id text not null,
  kind text not null check (kind in ('route', 'state', 'company')),
  value text not null,
  primary key (org_id, kind, value)
);
insert into request_choices (org_id, kind, value)
  select distinct org_id, 'route', rule from request_requests
  union select distinct org_id, 'state', foreign_state from request_requests where foreign_state is not null
  union select distinct org_id, 'company', company from request_requests where company is not null;
drop index request_requests_rules;
drop index request_requests_states;

-- A hold that time has ended, until that is written down.
create index request_requests_held on request_requests (org_id, held_until) where held_until is not null;

-- In the order of what is expected also those that are over.
drop index request_requests_expected;
create index request_requests_expected on request_requests (org_id, expected_to, id);

-- A turn is looked up in its organisation, whatever its desk, as its request is.
update request_turns set marks = array['org:' || org_id] || marks[2:];
