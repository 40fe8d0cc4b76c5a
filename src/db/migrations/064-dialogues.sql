-- What was said to one another with a state's authority or a provider: by whom, about what, as the minutes have it.
create table oversight_dialogues (
  id text primary key,
  org_id text not null references account_organisations,
  partner_kind text not null check (partner_kind in ('state', 'provider')),
  partner text not null, -- the code of the state, or the company as the requests name it
  held_on date not null,
  offices jsonb not null, -- those that took part, of either side
  topics jsonb not null,
  minutes text not null,
  by_person text not null,
  by_name text not null,
  at timestamptz not null,
  -- The minutes stand once the other side signed them or a second person here confirmed them; or they were taken back.
  closed_how text check (closed_how in ('signed', 'confirmed', 'withdrawn')),
  closed_says text,
  closed_name text,
  closed_at timestamptz
);
create index oversight_dialogues_of on oversight_dialogues (org_id, held_on desc, id desc);
create index oversight_dialogues_open on oversight_dialogues (org_id) where closed_how is null;

-- What was promised there, by whom, by when, and the figure of the record that can show it.
create table oversight_dialogue_promises (
  id text primary key,
  org_id text not null references account_organisations,
  dialogue text not null references oversight_dialogues,
  by_side text not null check (by_side in ('us', 'them')),
  office text not null,
  says text not null,
  due_day date not null,
  target jsonb not null,
  by_person text not null,
  by_name text not null,
  at timestamptz not null
);
create index oversight_dialogue_promises_of on oversight_dialogue_promises (dialogue);

-- That a person found a promise kept or broken, and the figures it was found from. The newest of a promise counts; none is changed.
create table oversight_promise_findings (
  seq bigint generated always as identity primary key,
  org_id text not null references account_organisations,
  promise text not null references oversight_dialogue_promises,
  kept boolean not null,
  reason text not null,
  figures jsonb not null,
  by_name text not null,
  at timestamptz not null
);
create index oversight_promise_findings_of on oversight_promise_findings (promise, seq desc);

-- Codes of conduct of an industry: they bind nobody. Which provider says it keeps to one, since when, and where it says so.
create table oversight_industry_codes (
  id text primary key,
  org_id text not null references account_organisations,
  name text not null,
  publisher text not null,
  version text not null,
  source text not null,
  by_name text not null,
  at timestamptz not null,
  unique (org_id, name, version)
);

create table oversight_code_clauses (
  seq bigint generated always as identity primary key,
  org_id text not null references account_organisations,
  code text not null references oversight_industry_codes,
  cite text not null,
  says text not null,
  target jsonb, -- of a clause that can be measured
  by_name text not null,
  at timestamptz not null,
  unique (code, cite)
);

create table oversight_code_adherences (
  seq bigint generated always as identity primary key,
  org_id text not null references account_organisations,
  code text not null references oversight_industry_codes,
  provider text not null,
  since_day date not null,
  source text not null,
  by_name text not null,
  at timestamptz not null,
  unique (code, provider)
);
