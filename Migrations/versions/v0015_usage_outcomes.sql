-- How a request ended that used a model, and in which precision it was computed.

-- Constant defaults: no row is written again. Until now there were rows of answered requests alone.
ALTER TABLE inference_usage
    -- Null in rows from before; which precision it was is not known of them.
    ADD COLUMN model_precision text CHECK (model_precision <> ''),
    ADD COLUMN outcome text NOT NULL DEFAULT 'answered' CHECK (outcome IN ('answered', 'cancelled', 'failed'));
