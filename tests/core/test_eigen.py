from __future__ import annotations

import numpy as np

from inspector.core.eigen import eigh


def test_vectors_and_values_make_the_matrix_again():
    rows = np.random.default_rng(0).standard_normal((40, 12))
    matrix = rows.T @ rows
    values, vectors = eigh(matrix)
    assert (np.diff(values) >= 0).all()
    np.testing.assert_allclose(vectors * values @ vectors.T, matrix, atol=1e-10)
    np.testing.assert_allclose(vectors.T @ vectors, np.eye(12), atol=1e-12)


def test_the_library_has_its_threads_back_afterwards():
    from threadpoolctl import threadpool_info

    before = [each["num_threads"] for each in threadpool_info()]
    eigh(np.eye(3))
    assert [each["num_threads"] for each in threadpool_info()] == before
