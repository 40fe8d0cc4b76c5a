-- Which routes an organisation has ever asked by, read from one entry a route and not from every request.
create index request_requests_routes_used on request_requests (org_id, rule, left_at)
  where direction = 'outgoing' and left_at is not null;
