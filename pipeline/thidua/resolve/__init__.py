"""What needs the whole article: years, periods, repeated figures, totals, the article's home, full names of units."""
