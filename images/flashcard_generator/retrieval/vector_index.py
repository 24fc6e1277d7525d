"""Exact search among a document's vectors, with FAISS."""

import faiss
import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
"""One row of 512 numbers of length 1 together for each passage."""

faiss.omp_set_num_threads(1)
# A second thread waits for the first at every search: on a busy machine with two processors that is ten times slower.


class VectorIndex:
    """All vectors of one document.

    Args:
        vectors: float32 rows of length 1, for which the inner product is the cosine.
    """

    def __init__(self, vectors: Vectors) -> None:
        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(vectors)

    def nearest(
        self, queries: Vectors, count: int, *, among: range | None = None
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
        """The rows most like each query, best first.

        Args:
            queries: float32 rows.
            count: how many for each query, at most as many as there are to search.
            among: consecutive rows to search; None is all.

        Returns:
            Cosines and row numbers, one line for each query.
        """
        if among is None:
            cosines, rows = self._index.search(queries, count)
        else:
            selector = faiss.IDSelectorRange(among.start, among.stop)
            only = faiss.SearchParameters()
            only.sel = selector
            cosines, rows = self._index.search(queries, count, params=only)
        return cosines, rows
