-- Bytes in the evidence store that no piece and no upload points at, and since when that is known.
create table vault_orphans (
  sealed_sha256 text primary key,
  size bigint not null,
  found_at timestamptz not null
);
