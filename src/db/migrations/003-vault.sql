-- One piece of evidence as one organisation holds it. The bytes are in the blob store, sealed, under `sealed_sha256`.
create table vault_items (
  id text not null,
  org_id text not null,
  origin text not null, -- the request it answers, by the id all organisations share
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null, -- of the bytes before sealing
  sealed_size bigint not null,
  sealed_sha256 text not null,
  sealed_to text[] not null,
  producer text not null, -- the organisation that sealed it
  acts jsonb not null, -- what the producer says was done with it before it left
  state text not null check (state in ('sealed', 'handed-over', 'expected', 'received', 'verified', 'refused')),
  at timestamptz not null,
  attempts integer not null default 0,
  next_at timestamptz,
  problem text,
  primary key (org_id, id)
);
create index vault_items_of on vault_items (org_id, origin, at);
create index vault_items_expected on vault_items (next_at) where state = 'expected';
create index vault_items_blob on vault_items (sealed_sha256);
