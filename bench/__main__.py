"""`make bench`: every measurement, one after the other."""

from bench import chain, verdict

if __name__ == "__main__":
    verdict.main()
    chain.measure()
