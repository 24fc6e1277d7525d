"""Memory that this process has freed and its C library keeps."""


def give_back_memory() -> None:
    """Give back to the system what glibc keeps of freed memory, between what is still used; other libraries keep it.

    It takes some milliseconds, and memory that is wanted again has to be fetched again.
    """
    import ctypes  # noqa: PLC0415  # no start waits for it

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
