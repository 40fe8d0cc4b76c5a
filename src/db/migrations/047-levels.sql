-- How highly the bytes of evidence are graded, here or by whoever sent them: it decides where they may lie, who may open them and how they may leave.
create table vault_levels (
  org_id text not null,
  sha256 text not null,
  scheme text not null,
  class text not null,
  told_by text, -- the organisation that sent it; none where it was graded here
  at timestamptz not null,
  primary key (org_id, sha256)
);
insert into vault_levels (org_id, sha256, scheme, class, at)
  select distinct on (org_id, sha256) org_id, sha256, grade ->> 'scheme', grade ->> 'class', at
  from request_gradings
  where (not lowers or second_at is not null) and grade ->> 'scheme' is not null and grade ->> 'class' is not null
  order by org_id, sha256, seq desc;

-- Where this instance keeps things, as its operator says: written anew at each start.
create table vault_places (
  shelf text primary key, -- the data folder, or the bucket
  state text, -- none: nobody has said it; 'own': that of each organisation, in a demonstration
  rated text[] not null -- the classes it is rated for
);
