"""What is written when somebody does something; side effects come after the commit."""
