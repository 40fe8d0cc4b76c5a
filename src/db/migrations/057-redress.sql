-- By whose decision nobody may use a piece of evidence any more, though it is rightly kept.
alter table vault_items add column excluded text;

-- How whoever complains proves who they are: what the operator decided last holds.
create table oversight_proofs (
  seq bigint generated always as identity primary key,
  proof text not null check (proof in ('none', 'document', 'letter')),
  org_id text not null,
  by_name text not null,
  at timestamptz not null
);

-- What a person complained of or asked for: a row with whoever decides, and one with whoever it is about, once it was asked for its statement.
create table oversight_complaints (
  org_id text not null references account_organisations,
  id text not null,
  decider text not null,
  decider_name text not null,
  about_org text not null,
  about_name text not null,
  rule text not null, -- the remedy
  against text not null check (against in ('access', 'conduct')),
  said jsonb not null, -- what the person wrote; with whoever it is about, what it has to know
  proof text not null check (proof in ('none', 'document', 'letter')),
  proof_sealed bytea, -- sealed to whoever decides
  proof_name text,
  code_hash bytea, -- of the code sent by letter
  code_tries integer not null default 0,
  proved_at timestamptz,
  secret_hash bytea unique, -- of the link by which the person follows it
  request_id text, -- the request of whoever it is about
  filed_at timestamptz not null,
  decided_at timestamptz,
  outcome text,
  paused boolean not null default false,
  primary key (org_id, id)
);
create index oversight_complaints_open on oversight_complaints (org_id, filed_at) where decided_at is null;
create index oversight_complaints_decided on oversight_complaints (decider, decided_at) where decided_at is not null;

-- What was done with it and by whom; never changed.
create table oversight_complaint_entries (
  seq bigint generated always as identity primary key,
  org_id text not null,
  complaint text not null,
  kind text not null,
  body jsonb not null,
  by_name text not null,
  at timestamptz not null,
  foreign key (org_id, complaint) references oversight_complaints (org_id, id)
);
create index oversight_complaint_entries_of on oversight_complaint_entries (org_id, complaint, seq);
