//! `choice` and `choices`: options of the feature, by id.
