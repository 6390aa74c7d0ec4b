"""What a copyright catalog shows of a submission. Libraries for tables live only here."""
