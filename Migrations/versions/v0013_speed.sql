-- What measuring showed: a page layout for the latest points, and three references that cost next to nothing.

-- A request changes each metric that it names. With room for a second version of every row on its page, no change touches an
-- index, and the table stays smaller than one that is packed closer and spills over.
ALTER TABLE run_metrics SET (fillfactor = 45);

-- v0005 left these out for speed. Measured since on models, such a reference costs about a hundredth of what registering
-- one costs: too little to do without it.
ALTER TABLE models ADD FOREIGN KEY (created_by) REFERENCES principals (id);
ALTER TABLE model_versions ADD FOREIGN KEY (created_by) REFERENCES principals (id);
ALTER TABLE lifecycle_changes ADD FOREIGN KEY (changed_by) REFERENCES principals (id);
