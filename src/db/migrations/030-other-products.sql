-- How a peer is spoken with that is on another product: ETSI TS 103 120 over HTTPS, each side known by its certificate.
create table exchange_hi1_peers (
  org_id text primary key references exchange_peers (org_id),
  country text not null,
  identifier text not null, -- its EndpointID, as it names itself in every message
  profile_owner text not null,
  profile_version text not null,
  form text not null check (form in ('xml', 'json')),
  certificate text not null unique, -- SHA-256 of its certificate, hexadecimal
  message_key text, -- what it signs messages with (SubjectPublicKeyInfo, base64); null: the channel alone says who it is
  unique (country, identifier)
);

-- The objects that messages with a peer were about, as they stand after the last one.
create table exchange_hi1_objects (
  org_id text not null,
  peer_org text not null,
  object_id text not null,
  type text not null,
  request_id text,
  generation integer not null,
  object jsonb not null,
  changed_at timestamptz not null,
  primary key (org_id, peer_org, object_id)
);

-- Every transaction that was answered, once: a second arrival gets the same answer.
create table exchange_hi1_transactions (
  org_id text not null,
  peer_org text not null,
  transaction_id text not null,
  digest text not null,
  answer bytea not null,
  answered_at timestamptz not null,
  primary key (org_id, peer_org, transaction_id)
);
