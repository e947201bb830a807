"""Which articles report one event, and which of their records are one figure; pure functions, each link says why."""
