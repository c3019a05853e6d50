"""What the paper can do in a second, measured on a home that is thrown away afterwards."""
