-- By what requests are counted, out of the wide columns, and in one index: equal entries share their place in it, so that all
-- requests are counted by reading a few thousand, not their rows.
alter table request_requests
  add column urgency text generated always as (facts ->> 'urgency') stored,
  add column counted_state text generated always as (coalesce(
    case direction when 'outgoing' then to_state else facts #>> '{asking,state}' end,
    jsonb_path_query_first(parties, '$[*] ? (@.seat == "authority").state') #>> '{}'
  )) stored,
  -- how many data items, and the category of each that has one
  add column counted_items text generated always as (
    jsonb_array_length(items)::text || jsonb_path_query_array(items, '$[*].category')::text
  ) stored;
create index request_requests_counted
  on request_requests (org_id, direction, status, rule, counted_state, urgency, counted_items);
create index request_requests_ended
  on request_requests (org_id, direction, ended_at, left_at, created_at) where ended_at is not null;
create index request_decisions_refusing on request_decisions (org_id, request_id) where outcome in ('refused', 'objected') and not void;
