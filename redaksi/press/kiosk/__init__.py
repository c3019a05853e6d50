"""The kiosk: the process that readers meet. It hands out stored pages by itself and fetches the rest from the pressroom,
which is Django. No Django here.
"""
