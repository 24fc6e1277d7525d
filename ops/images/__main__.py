"""Builds images: `python -m ops.images --tag v1.4.0`."""

from ops.images.build import main

if __name__ == "__main__":
    main()
