from __future__ import annotations

import numpy as np
import torch

from inspector.core.tensor import as_tensor


def test_an_array_is_shared_where_torch_can_read_it():
    array = np.arange(6, dtype=np.float32).reshape(2, 3)
    as_tensor(array)[0, 0] = 9
    assert array[0, 0] == 9


def test_what_torch_cannot_read_is_copied():
    array = np.arange(6, dtype=np.float32).reshape(2, 3)
    array.flags.writeable = False
    for each in (array, array.T, array[:, ::-1]):
        assert torch.equal(as_tensor(each), torch.tensor(each.tolist()))
