"""`python -m bench.broadcast [--sizes 100 1000 10000] [--largest] [--ways ours] [--pages 50]`: a part of `make bench`."""

import sys

from bench.broadcast.run import measure

if __name__ == "__main__":
    measure(sys.argv[1:])
