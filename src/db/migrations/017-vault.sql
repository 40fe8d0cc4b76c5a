-- A file that is still arriving, part by part. What came of it lies sealed in the evidence store under its id; the key
-- of its payload is here, under the instance secret, until it is whole.
create table vault_uploads (
  id text primary key, -- the id the piece will have
  org_id text not null,
  origin text not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  announced_sha256 text, -- what its sender says it is
  sealed_to text[] not null,
  header bytea not null,
  nonce bytea not null,
  file_key bytea not null,
  by_person text not null,
  by_name text not null,
  at timestamptz not null,
  touched_at timestamptz not null,
  -- once all of it is here, and until it is a piece of evidence: then the process that died in between can be made good
  sha256 text,
  sealed_sha256 text,
  sealed_size bigint
);
create index vault_uploads_of on vault_uploads (org_id, origin, at);
create index vault_uploads_untouched on vault_uploads (touched_at);

-- That a state of a log existed at a time: the answer of a timestamp authority (RFC 3161) for the text of its checkpoint.
create table audit_timestamps (
  org_id text not null,
  size bigint not null,
  at timestamptz not null, -- as the authority says
  authority text not null,
  response bytea not null, -- TimeStampResp, DER
  primary key (org_id, size)
);

-- Whom else what an organisation keeps is sealed to: a key kept elsewhere, for the day its own are lost.
create table account_recovery (
  org_id text not null references account_organisations,
  recipient text not null, -- age1…
  label text not null,
  added_by text not null,
  at timestamptz not null,
  primary key (org_id, recipient)
);

-- Whom a received piece is sealed to here; null: as its producer sealed it.
alter table vault_items add column wrapped_to text[];

-- Sealed bytes that nobody may need any more; looked at, and removed, by who tidies.
create table vault_dropped (sealed_sha256 text primary key);
