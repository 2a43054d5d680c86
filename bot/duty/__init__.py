"""Who is on duty: rota, shifts, hand-over, departures."""
