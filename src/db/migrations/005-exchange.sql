-- Organisations on other instances that an operator of ours has confirmed.
create table exchange_peers (
  org_id text primary key,
  name text not null,
  state text not null,
  kind text not null,
  seats text[] not null,
  authority text,
  languages text[] not null,
  addressees jsonb not null,
  signing_key text not null, -- Ed25519, base64
  sealing_key text not null, -- age recipient
  url text not null,
  confirmed_by text not null,
  confirmed_at timestamptz not null,
  revoked_at timestamptz
);

-- A message on its way: the signed bytes, until the other side has given its receipt.
create table exchange_outbox (
  seq bigint generated always as identity primary key, -- the order in which they left
  message_id text not null unique,
  dispatch_id text not null unique,
  org_id text not null,
  to_org text not null,
  request_id text not null,
  type text not null,
  bytes bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  attempts integer not null default 0,
  next_at timestamptz not null,
  state text not null check (state in ('waiting', 'delivered', 'refused', 'expired')),
  problem text,
  receipt text,
  seen bigint, -- how much of the sender's log the recipient had seen then
  delivered_at timestamptz
);
create index exchange_outbox_due on exchange_outbox (next_at) where state = 'waiting';
create index exchange_outbox_of on exchange_outbox (org_id, request_id);
create index exchange_outbox_to on exchange_outbox (org_id, to_org, delivered_at);

-- Every message that was accepted, once; a second arrival gets the same receipt.
create table exchange_inbox (
  org_id text not null,
  message_id text not null,
  from_org text not null,
  type text not null,
  digest text not null,
  sent_at timestamptz not null,
  received_at timestamptz not null,
  receipt text not null,
  primary key (org_id, message_id)
);
