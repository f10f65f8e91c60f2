"""A binary heap of (distance, mentor) in two plain arrays; stale entries are left for the caller to skip."""

from mentorquilt.matching._kernels._layout import Ints, compiled


@compiled
def push(dist: Ints, node: Ints, size: int, key: int, value: int) -> int:
    """This will add an entry and give the new size; the arrays must have room."""
    at = size
    while at > 0:
        up = (at - 1) >> 1
        if dist[up] <= key:
            break
        dist[at] = dist[up]
        node[at] = node[up]
        at = up
    dist[at] = key
    node[at] = value
    return size + 1


@compiled
def pop(dist: Ints, node: Ints, size: int) -> int:
    """This will move the least entry to position ``size - 1`` and give the new size."""
    size -= 1
    key, value = dist[size], node[size]
    top_key, top_value = dist[0], node[0]
    at = 0
    while True:
        down = 2 * at + 1
        if down >= size:
            break
        if down + 1 < size and dist[down + 1] < dist[down]:
            down += 1
        if key <= dist[down]:
            break
        dist[at] = dist[down]
        node[at] = node[down]
        at = down
    dist[at] = key
    node[at] = value
    dist[size] = top_key
    node[size] = top_value
    return size
