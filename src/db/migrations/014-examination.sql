-- What the two sides of a request say to each other about it, as one organisation keeps it: what is still asked for, what is postponed,
-- promised, enforced, and for what the evidence is used. One row each, never changed; `dealing` is the same at both sides.
create table request_dealings (
  seq bigint generated always as identity primary key,
  org_id text not null,
  request_id text not null references request_requests on delete cascade,
  dealing text not null,
  step text not null,
  kind text not null,
  by_org text not null,
  by_org_name text not null,
  by_person text,
  by_name text not null,
  at timestamptz not null,
  body jsonb not null
);
create index request_dealings_of on request_dealings (request_id, seq);
