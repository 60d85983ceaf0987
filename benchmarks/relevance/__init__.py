"""How well the search orders calls: graded questions beside what a textbook makes of them."""
