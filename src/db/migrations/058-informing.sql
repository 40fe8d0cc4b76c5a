-- Putting off that the person is told, where whoever asks tells them, and what another person said to it.
alter table request_entries drop constraint request_entries_kind_check;
alter table request_entries add constraint request_entries_kind_check
  check (kind in ('sufficiency', 'question', 'answer', 'partial', 'notice', 'misaddressed', 'redirected', 'delay', 'delay-review'));
