"""What holds for each of the five municipalities that come with the software."""
