-- What an organisation adds to the law's checklists and to its own requests, and an operator to the gate: always more, never less.
create table request_instructions (
  id text primary key,
  org_id text not null references account_organisations,
  place text not null check (place in ('check', 'purpose', 'minimisation', 'privileges', 'audit', 'rule')),
  rule text, -- the route it is for; none for all
  says text not null,
  state text, -- of a rule: whose data it keeps
  condition jsonb, -- of a rule: when
  from_day date not null,
  until_day date,
  origin jsonb not null, -- the proposal, lesson and audit it comes from, and whose they are
  adopted_name text not null,
  adopted_at timestamptz not null
);
create index request_instructions_of on request_instructions (org_id, from_day);
create index request_instructions_rules on request_instructions (from_day) where place = 'rule';
