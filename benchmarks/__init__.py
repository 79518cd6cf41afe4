"""What the product costs, measured: each program prints the machine, then its figures and the command that made them."""
