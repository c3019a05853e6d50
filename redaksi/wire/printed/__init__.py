"""What newspapers print around and within a story: datelines, signatures, quotations, and furniture that is no story."""
