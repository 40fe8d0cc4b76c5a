-- Proposals of a policy desk, each version kept as it was written.
create table laboratory_proposals (
  org_id text not null references account_organisations,
  id text not null,
  version integer not null,
  title text not null,
  text text not null,
  by_person text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (id, version)
);
create index laboratory_proposals_of on laboratory_proposals (org_id, at desc);

-- A proposal tried on a record. What is needed to try it again is kept: the text, the digests of law and record, the days.
create table laboratory_runs (
  id text primary key,
  org_id text not null references account_organisations,
  proposal_id text not null,
  proposal_version integer not null,
  record_kind text not null,
  record_digest text not null,
  on_day text,
  today text not null,
  law_before text not null,
  law_after text not null,
  requests integer not null,
  state text not null,
  failure text,
  by_person text not null,
  by_name text not null,
  at timestamptz not null,
  ended_at timestamptz,
  result bytea
);
create index laboratory_runs_of on laboratory_runs (org_id, at desc);
create index laboratory_runs_waiting on laboratory_runs (at) where state = 'running';

-- The record of a run in parts, packed, until it is over; what came of each part, as soon as it is there.
create table laboratory_parts (
  run_id text not null references laboratory_runs on delete cascade,
  first_line integer not null,
  lines integer not null,
  packed bytea not null,
  tally bytea,
  primary key (run_id, first_line)
);
