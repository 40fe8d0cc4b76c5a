-- After-action audits: what was looked at once a matter, an incident or an inspection was over. The questions are kept as they stood when it was opened.
create table oversight_audits (
  id text primary key,
  org_id text not null references account_organisations,
  subject text not null check (subject in ('matter', 'incident', 'inspection')),
  about text not null, -- the matter, the incident, the inspection
  title text not null,
  cause text not null,
  questions jsonb not null,
  opened_name text not null,
  opened_at timestamptz not null,
  closed_name text,
  closed_at timestamptz,
  conclusion text
);
create index oversight_audits_of on oversight_audits (org_id, opened_at desc);

-- Answers with their grounds, findings, lessons; never changed. The last answer to a question counts.
create table oversight_audit_entries (
  nth bigint generated always as identity primary key,
  org_id text not null,
  audit text not null references oversight_audits,
  kind text not null check (kind in ('answer', 'finding', 'lesson')),
  id text not null,
  body jsonb not null,
  by_name text not null,
  at timestamptz not null
);
create index oversight_audit_entries_of on oversight_audit_entries (org_id, audit, nth);

-- What a lesson is to change, and what became of it; kept by both sides under one id where another organisation decides.
create table oversight_proposals (
  org_id text not null references account_organisations,
  id text not null,
  decider text not null,
  decider_name text not null,
  proposer text not null,
  proposer_name text not null,
  audit text not null,
  lesson text not null,
  lesson_says text not null,
  change jsonb not null,
  from_day date not null,
  by_person text not null,
  by_name text not null,
  at timestamptz not null,
  outcome text check (outcome in ('adopted', 'refused')),
  why text,
  decided_name text,
  decided_at timestamptz,
  instruction text, -- what came of it
  primary key (org_id, id)
);
create index oversight_proposals_open on oversight_proposals (org_id, at) where outcome is null;
