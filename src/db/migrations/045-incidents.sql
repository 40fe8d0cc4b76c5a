-- Where another state went round the way of assistance: what happened, on which day, and what was done about it.
create table request_incidents (
  id text primary key,
  org_id text not null,
  request_id text,
  by_state text not null,
  what text not null check (what in ('direct-demand', 'collected-here', 'pressure', 'given-on', 'other')),
  day date not null,
  account text not null,
  measures text not null,
  by_person text not null,
  by_name text not null,
  at timestamptz not null
);
create index request_incidents_of on request_incidents (org_id, at);
