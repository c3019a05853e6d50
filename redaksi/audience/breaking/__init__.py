"""Breaking news to browsers (Web Push): who asked for it, and how it goes out."""
