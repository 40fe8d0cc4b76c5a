-- Where two laws pull apart over a request: what somebody advises, and what was decided, each by its author.
create table request_weighings (
  seq bigint generated always as identity primary key,
  org_id text not null,
  request_id text not null references request_requests on delete cascade,
  stage text not null check (stage in ('opinion', 'decision')),
  choice text not null check (choice in ('obey', 'refuse', 'narrow', 'wait')),
  conflicts jsonb not null, -- which law against which, as it stood
  reason text not null,
  by_person text not null,
  by_name text not null,
  at timestamptz not null
);
create index request_weighings_of on request_weighings (request_id, seq);
