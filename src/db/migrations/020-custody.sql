-- A seized device as one organisation holds it: what is on it is a piece of evidence, what became of it stands in the log.
create table vault_devices (
  id text not null,
  org_id text not null,
  origin text not null, -- the request it was seized for, by the id all organisations share
  name text not null,
  serial text,
  at timestamptz not null, -- when it came under control
  primary key (org_id, id)
);
create index vault_devices_of on vault_devices (org_id, origin, at);
