-- A matter: one case, its facts as the interview gathers them.
create table request_matters (
  id text primary key,
  org_id text not null,
  title text not null,
  file_number text not null,
  facts jsonb not null,
  opened_by text not null,
  opened_at timestamptz not null,
  changed_at timestamptz not null
);
create index request_matters_of on request_matters (org_id, changed_at desc);

-- A request as one organisation keeps it. The copies of one request, at the organisations it went through, share `origin`.
create table request_requests (
  id text primary key,
  org_id text not null,
  origin text not null,
  direction text not null check (direction in ('outgoing', 'incoming')),
  matter_id text references request_matters,
  title text not null,
  file_number text not null,
  counterpart text not null,
  counterpart_name text not null,
  counterpart_number text,
  rule text not null,
  route_title text not null,
  to_state text,
  law_digest text not null,
  law_on date not null,
  facts jsonb,
  items jsonb not null,
  parties jsonb not null,
  answers jsonb not null,
  copy jsonb,
  digest text,
  status text not null,
  author text,
  author_name text,
  created_at timestamptz not null,
  left_at timestamptz,
  ended_at timestamptz,
  unique (org_id, origin)
);
create index request_requests_open on request_requests (org_id, status, created_at desc);
create index request_requests_of_matter on request_requests (matter_id);

-- The steps of the route, taken from the law at the time. `doer` is the organisation that carries the step out.
create table request_steps (
  request_id text not null references request_requests on delete cascade,
  org_id text not null,
  step text not null,
  position integer not null,
  title text not null,
  seat text not null,
  in_state text not null,
  authority text,
  doer text,
  does text not null,
  form text,
  clocks jsonb not null,
  after jsonb not null,
  cite text not null,
  state text not null check (state in ('pending', 'current', 'done', 'refused', 'skipped')),
  since timestamptz,
  primary key (request_id, step)
);
create index request_steps_today on request_steps (org_id, state, seat);

-- What somebody decided in a step: one row a decision, never changed.
create table request_decisions (
  seq bigint generated always as identity primary key,
  id text not null unique,
  request_id text not null references request_requests on delete cascade,
  org_id text not null,
  step text not null,
  outcome text not null,
  by_org text not null,
  by_person text,
  by_name text not null,
  at timestamptz not null,
  reason text,
  rules jsonb not null,
  details jsonb not null,
  digest text,
  void boolean not null default false
);
create index request_decisions_of on request_decisions (request_id, seq);

-- A running or stopped period of the law. `due_at` is null where the law gives no number.
create table request_clocks (
  id text primary key,
  request_id text not null references request_requests on delete cascade,
  org_id text not null,
  step text,
  rule text not null,
  title text not null,
  cite text not null,
  bearer text not null,
  started_by text not null,
  started_at timestamptz not null,
  stops text not null,
  due_at timestamptz,
  working jsonb not null,
  holds boolean not null,
  stopped_by text,
  stopped_at timestamptz
);
create index request_clocks_running on request_clocks (org_id, due_at) where stopped_at is null;
create index request_clocks_of on request_clocks (request_id);

-- What is to leave for another organisation, in the order it was queued; `taken_at` once the exchange has it.
create table request_dispatches (
  seq bigint generated always as identity primary key,
  id text not null unique,
  org_id text not null,
  to_org text not null,
  request_id text not null references request_requests on delete cascade,
  type text not null,
  body jsonb not null,
  queued_at timestamptz not null,
  taken_at timestamptz
);
create index request_dispatches_waiting on request_dispatches (seq) where taken_at is null;
create index request_dispatches_of on request_dispatches (request_id);
