"""Many articles through extraction: by one process or several, in the order of reading, to be gone on with after a stop.

`job` is what is done with one article, `pool` does it with many, `journal` remembers what has been done.
"""
