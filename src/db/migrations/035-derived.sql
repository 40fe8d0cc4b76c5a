-- Of a proposed destruction: what was made of the piece, and what becomes of each.
alter table vault_proposals add column derived jsonb;
