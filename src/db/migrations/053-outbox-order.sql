-- What waits is claimed in the order in which it left, and of each request to each organisation the oldest alone: both are
-- looked up. When it may be tried again is looked at on the way: it changes with each attempt, which no index is to follow.
create index exchange_outbox_next on exchange_outbox (seq) where state = 'waiting';
create index exchange_outbox_turn on exchange_outbox (request_id, to_org, seq) where state = 'waiting';
drop index exchange_outbox_due;
