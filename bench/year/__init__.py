"""A simulated year of alerts: what people do, what the machine does about it, and a ledger that knows nothing of the product's rows."""
