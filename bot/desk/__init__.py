"""An alert, from the report to the last call and the review: acts, steps, cards, ladder."""
