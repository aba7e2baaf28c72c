"""`python -m nlverify`: the same as the command `nlverify`."""

from nlverify.cli import main

if __name__ == "__main__":
    main()
