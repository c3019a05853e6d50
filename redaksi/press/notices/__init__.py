"""Small files that machines look for at fixed addresses: robots.txt, ads.txt, security.txt."""
