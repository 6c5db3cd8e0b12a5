-- Since when a sensor whose alarm was raised has nothing wrong: the alarm ends once that has lasted. Null: it lasts.
alter table sensor_alarm add column well_since timestamptz;

-- Whether a member's contacts are told of its sensors' troubles where nothing else was chosen for the sensor as it was enrolled.
alter table member add column tell_of_sensors boolean not null default false;
