-- What lists, search, the board and the first page ask for: by an index where there can be one.

-- What is searched, as it is compared: lower case is worked out once for a row, and not for each row of each search. An index of
-- trigrams would not be used, since row-level security lets no comparison of text come before it.
alter table detection add column cause_search text collate "C" generated always as (lower(cause_label)) stored;
alter table warning add column title_search text collate "C" generated always as (lower(title)) stored;

-- The queue of the first page: the worst that has waited longest.
create index detection_waiting on detection (severity_rank, id) where state = 'queued';
-- What is open at each member.
create index detection_open on detection (orgnr, severity_rank) where state in ('queued', 'warned');
create index detection_dismissed on detection (updated_at) where state = 'dismissed';
create index warning_open on warning (due_at) where state in ('sent', 'acknowledged');
create index warning_open_member on warning (orgnr) where state in ('sent', 'acknowledged');
create index warning_need_help on warning (answered_at) where state = 'answered' and answer = 'affected_need_help';
create index warning_sent on warning (sent_at);
create index warning_answered on warning (answered_at);
create index warning_approved on warning (approved_at) where approved_by is not null;
create index delivery_delivered on delivery (delivered_at);
create index delivery_stuck on delivery (warning_id) where state in ('deferred', 'bounced', 'failed');
-- The page of one warning.
create index warning_of_member on warning (orgnr, id desc);
drop index warning_orgnr;
