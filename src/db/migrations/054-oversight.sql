-- Over whom an overseer has oversight; given by who runs the instance, on the law or decision that says so.
create table oversight_mandates (
  id text primary key,
  org_id text not null, -- who gave it
  overseer text not null,
  overseen text not null,
  basis text not null,
  limits jsonb not null, -- from where on something is an alarm; what is not set raises none
  from_day date not null,
  until_day date,
  given_name text not null,
  given_at timestamptz not null,
  ended_at timestamptz,
  ended_name text,
  ended_why text
);
create index oversight_mandates_of on oversight_mandates (overseer, overseen);
create index oversight_mandates_over on oversight_mandates (overseen);

-- A sample: what is to be drawn, fixed before anybody can know what it will hit, and what was drawn.
create table oversight_plans (
  id text primary key,
  org_id text not null, -- the overseer
  overseen text not null,
  mandate text not null,
  plan text not null, -- canonical JSON: what was fixed
  nonce bytea not null, -- kept under the instance secret until the draw shows it
  fixed_name text not null,
  fixed_at timestamptz not null,
  sample text, -- canonical JSON, once drawn: the file anybody can check
  drawn_name text,
  drawn_at timestamptz
);
create index oversight_plans_of on oversight_plans (org_id, fixed_at);

-- The overseer reads files of somebody: which, why, until when.
create table oversight_inspections (
  id text primary key,
  org_id text not null,
  overseen text not null,
  mandate text not null,
  plan text, -- whose sample it reads
  title text not null,
  cause text not null,
  requests jsonb not null,
  opened_name text not null,
  opened_at timestamptz not null,
  closed_name text,
  closed_at timestamptz
);
create index oversight_inspections_of on oversight_inspections (org_id, opened_at);

-- Every look at something of the overseen, with the place of its event in the overseer's own log.
create table oversight_looks (
  org_id text not null,
  seq bigint not null,
  overseen text not null,
  inspection text,
  request text,
  what text not null,
  by_name text not null,
  at timestamptz not null,
  told_with text, -- the inspection with whose closing the overseen was told
  primary key (org_id, seq)
);
create index oversight_looks_untold on oversight_looks (org_id, overseen) where told_with is null;

-- What a person of the overseer found to a line of the checklist; the last word counts.
create table oversight_answers (
  nth bigint generated always as identity primary key,
  org_id text not null,
  inspection text not null,
  request text not null,
  line text not null,
  holds text not null check (holds in ('yes', 'no', 'open')),
  note text not null,
  by_name text not null,
  at timestamptz not null
);
create index oversight_answers_of on oversight_answers (org_id, inspection, request);

-- What was found; kept by both sides under one id.
create table oversight_findings (
  id text not null,
  org_id text not null,
  other_org text not null,
  other_name text not null,
  side text not null check (side in ('overseer', 'overseen')),
  inspection text not null,
  request text,
  severity text not null check (severity in ('remark', 'minor', 'serious', 'grave')),
  says text not null,
  cites jsonb not null,
  by_name text not null,
  at timestamptz not null,
  told_at timestamptz,
  reply text,
  reply_name text,
  reply_at timestamptz,
  primary key (org_id, id)
);

-- What is to be done; kept by both sides under one id.
create table oversight_orders (
  id text not null,
  org_id text not null,
  other_org text not null,
  other_name text not null,
  side text not null check (side in ('overseer', 'overseen')),
  inspection text not null,
  request text not null, -- the overseen's own id of it
  kind text not null check (kind in ('stop', 'delete', 'notify')),
  reason text not null,
  basis text not null,
  due_day date,
  by_name text not null,
  at timestamptz not null,
  done jsonb, -- what the overseen shows: the events of its log, the pieces
  done_name text,
  done_at timestamptz,
  closed_name text,
  closed_at timestamptz,
  closed_why text,
  primary key (org_id, id)
);
create index oversight_orders_open on oversight_orders (org_id, due_day) where closed_at is null;

-- What an overseer had looked at, as the overseen is told once an inspection is closed.
create table oversight_disclosures (
  id text not null, -- the inspection's
  org_id text not null,
  other_org text not null,
  other_name text not null,
  title text not null,
  cause text not null,
  opened_at timestamptz not null,
  closed_at timestamptz not null,
  looks jsonb not null,
  received_at timestamptz not null,
  primary key (org_id, id)
);

-- By whose order nobody goes on with a request, nor opens what came on it.
alter table request_requests add column stopped text;
