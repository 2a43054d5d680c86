"""劝劝邻居: a neighbour who is about to pay, and the resident who talks to them."""
