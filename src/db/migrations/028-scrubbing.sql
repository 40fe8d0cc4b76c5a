-- When kept bytes were last read back whole, and what was wrong with them then.
create table vault_checked (
  sealed_sha256 text primary key,
  at timestamptz not null,
  problem text check (problem in ('damaged', 'missing'))
);
create index vault_checked_problem on vault_checked (at) where problem is not null;
