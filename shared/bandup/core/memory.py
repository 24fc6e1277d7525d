"""Memory that this process has freed and its C library keeps."""

_MMAP_THRESHOLD = -3
"""glibc's name of the option, M_MMAP_THRESHOLD in malloc.h."""

_LARGE_BYTES = 128 * 1024
"""glibc's own value at the start of a process."""


def give_back_memory() -> None:
    """Give back to the system what glibc keeps of freed memory, between what is still used; other libraries keep it.

    From now on, what is larger than `_LARGE_BYTES` goes back as soon as it is freed. Else glibc raises that limit with
    each large block, and the memory of threads grows by megabytes that nothing gives back. It takes some milliseconds,
    and memory that is wanted again has to be fetched again.
    """
    import ctypes  # noqa: PLC0415  # no start waits for it

    library = ctypes.CDLL(None)
    if hasattr(library, "malloc_trim"):
        library.mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)
        library.malloc_trim(0)
