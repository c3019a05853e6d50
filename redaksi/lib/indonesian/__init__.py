"""What Indonesian newsrooms write in their own way: days, months, hours and their zones."""
