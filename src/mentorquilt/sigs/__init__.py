"""Special-interest groups of the society: their list, who belongs, who leads them."""
