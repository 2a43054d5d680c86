"""`make bench`: every measurement, one after the other."""

from bench import broadcast, chain, pictures, verdict

if __name__ == "__main__":
    verdict.main()
    pictures.main()
    chain.measure()
    broadcast.measure()
