-- Who of ours wrote down what was said of a measure or a vulnerability on the telephone. Null: the member itself said it.
alter table warning_measure add column recorded_by text;
alter table member_vulnerability add column vex_recorded_by text;

-- By which a duty officer is paged beside the mail: their own to set, E.164. They can keep the number and be left alone.
alter table person add column phone text, add column phone_sms boolean not null default true;
