-- A piece that was made of another: what the request covers, what it does not, what is privileged.
create table vault_parts (
  org_id text not null,
  item_id text not null,
  of_item text not null,
  part text not null check (part in ('kept', 'left-out', 'privileged')),
  units integer not null, -- letters or rows
  of_units integer not null,
  selection jsonb not null,
  reason text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (org_id, item_id),
  foreign key (org_id, item_id) references vault_items,
  foreign key (org_id, of_item) references vault_items
);
create index vault_parts_of on vault_parts (org_id, of_item);

-- What nobody opens without another's leave.
create table vault_apart (
  org_id text not null,
  item_id text not null,
  "is" text not null check ("is" in ('left-out', 'privileged', 'original', 'highly-sensitive')),
  reason text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (org_id, item_id, "is"),
  foreign key (org_id, item_id) references vault_items
);

-- Leave to open it: asked for by one, answered by another; `until` is null where it was denied.
create table vault_leaves (
  id text primary key,
  org_id text not null,
  item_id text not null,
  asker text not null,
  asker_name text not null,
  purpose text not null,
  at timestamptz not null,
  answered_by text,
  answered_name text,
  answered_at timestamptz,
  answer_reason text,
  until timestamptz,
  foreign key (org_id, item_id) references vault_items
);
create index vault_leaves_of on vault_leaves (org_id, item_id, at);
create index vault_leaves_open on vault_leaves (org_id, at) where answered_at is null;
