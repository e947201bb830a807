"""Many articles through extraction by the workers of a dask cluster, to the results of a local run.

`plan` cuts the input into partitions, `task` is what a worker does with one (`reading`, `results`; `careful` where one
killed its worker), `manifest` remembers which are done, `dispatch` hands them to the cluster, `run` puts it together.
Only `dispatch` knows dask; workers and driver share the folders of the input and of the output.
"""
