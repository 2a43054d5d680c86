"""A question: asked, answered, doubted, looked at by an officer, corrected."""
