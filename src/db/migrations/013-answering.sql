-- What is said and done beside the steps while a request is answered: one row each, never changed.
create table request_entries (
  seq bigint generated always as identity primary key,
  id text not null,
  org_id text not null,
  request_id text not null references request_requests on delete cascade,
  kind text not null check (kind in ('sufficiency', 'question', 'answer', 'partial', 'notice', 'misaddressed', 'redirected')),
  by_org text not null,
  by_person text,
  by_name text not null,
  at timestamptz not null,
  body jsonb not null
);
create index request_entries_of on request_entries (request_id, seq);

-- What answering costs: claimed, and what became of it. Amounts in the smallest unit of the currency; nothing is lost between them.
create table request_cost_claims (
  id text not null,
  org_id text not null,
  request_id text not null references request_requests on delete cascade,
  side text not null check (side in ('claims', 'pays')),
  counterpart text not null,
  counterpart_name text not null,
  currency text not null,
  digits smallint not null,
  rule jsonb not null, -- under which it is claimed
  lines jsonb not null, -- what, how many, each, and what was accepted of it
  claimed bigint not null check (claimed > 0),
  accepted bigint not null default 0 check (accepted >= 0),
  disputed bigint not null default 0 check (disputed >= 0),
  paid bigint not null default 0 check (paid >= 0 and paid <= accepted),
  note text,
  reason text, -- why some of it is disputed
  payments jsonb not null default '[]',
  claimed_at timestamptz not null,
  claimed_by text not null,
  answered_at timestamptz,
  primary key (org_id, id),
  check (case when answered_at is null then accepted = 0 and disputed = 0 else accepted + disputed = claimed end)
);
create index request_cost_claims_of on request_cost_claims (request_id);
create index request_cost_claims_ledger on request_cost_claims (org_id, claimed_at desc, id);

-- The company whose data are asked for: one organisation may answer for several.
alter table request_requests add column company text generated always as (facts #>> '{holder,name}') stored;
create index request_requests_company on request_requests (org_id, company, created_at desc, id desc) where company is not null;
