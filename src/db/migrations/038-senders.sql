-- What an organisation is when it asks, beside where it stands: from its own entry here or the card that was confirmed.
create or replace view request_organisations as
  select id, name, state, kind, seats, authority from account_organisations
  union all
  select org_id, name, state, kind, seats, authority from exchange_peers where revoked_at is null;
