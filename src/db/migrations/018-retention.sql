-- How long a piece is kept, and who wants it kept.
alter table vault_items
  add column restricted text, -- why nobody opens it any more though it is still here: a hold keeps it
  add column sender_erased_at timestamptz, -- whoever handed it on has erased it, and said so
  add column kept_until date, -- as two persons agreed
  add column review_on date, -- by when it is looked at again; null: not worked out yet
  add column remind_on date, -- on which somebody is reminded of it
  add column reminded_at timestamptz;
create index vault_items_unplanned on vault_items (at) where review_on is null and state not in ('expected', 'erased');
create index vault_items_review on vault_items (org_id, review_on) where state not in ('expected', 'erased');
create index vault_items_unreminded on vault_items (remind_on) where reminded_at is null and state not in ('expected', 'erased');
create index vault_items_erasing on vault_items (next_at) where state = 'erased';

-- While one stands the piece is not destroyed in any way.
create table vault_holds (
  id text primary key,
  org_id text not null,
  item_id text not null,
  reason text not null,
  authority text not null, -- who wants it kept: court and number, or the law
  by_person text not null,
  by_name text not null,
  at timestamptz not null,
  lifted_reason text,
  lifted_authority text,
  lifted_by text,
  lifted_name text,
  lifted_at timestamptz
);
create index vault_holds_of on vault_holds (org_id, item_id);

-- What one person proposes and another decides: to keep a piece longer, to destroy it, to erase what events said.
create table vault_proposals (
  id text primary key,
  org_id text not null,
  kind text not null check (kind in ('extension', 'destruction', 'bodies')),
  about text not null, -- the piece; for bodies the organisation
  reason text not null,
  rule text, -- of the law base, where it rests on one
  cite text not null, -- the rule, or the order: court and number
  until date, -- of an extension
  seqs jsonb, -- of bodies: the events, by their places
  by_person text not null,
  by_name text not null,
  at timestamptz not null,
  outcome text check (outcome in ('agreed', 'declined')),
  decided_by text,
  decided_name text,
  decided_at timestamptz,
  decided_reason text
);
create unique index vault_proposals_open on vault_proposals (org_id, about, kind) where outcome is null;
