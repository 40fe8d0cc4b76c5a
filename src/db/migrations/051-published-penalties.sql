-- The penalties an authority has made public, newest first: read by anyone, across requests.
create index request_dealings_published on request_dealings (seq desc) where kind = 'published';
