-- Who of ours wrote down what was said of a measure or a vulnerability on the telephone. Null: the member itself said it.
alter table warning_measure add column recorded_by text;
alter table member_vulnerability add column vex_recorded_by text;
