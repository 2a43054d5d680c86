"""`make bench`: every measurement, one after the other."""

from bench import chain, pictures, verdict
from bench.broadcast import run as broadcast

if __name__ == "__main__":
    verdict.main()
    pictures.main()
    chain.measure()
    broadcast.measure()
