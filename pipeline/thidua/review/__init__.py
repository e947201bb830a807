"""The review page: people who do not program check, correct and use the awards database in a browser.

How it is laid out, and where a new page goes:

- `app.py` puts the application together (`create_app(settings)`); `settings.py` says what can be set, `state.py` what
  all requests share: the engine, the facet index, the rules.
- `safety.py` is passed by every request: host, headers, size, token, and the CSRF token of every write. A page does
  nothing for its safety but put `{{ csrf() }}` into its forms; `auth.py` knows who is asking.
- One page is one module under `pages/` with a `router`, one module under `queries/` with its SQL, and one template
  under `templates/`, all by the same name: `pages/awards.py`, `queries/awards.py`, `templates/awards.html`. A new
  router goes into `ROUTERS` of `app.py`, its entry in the menu into `NAVIGATION` of `view.py`.
- `facets.py`, `columns.py` and `index.py` hold one number per record and facet in memory, because counting a million
  records for a page takes too long in SQL. They follow the database; pages that count records ask them, pages that show
  rows ask SQL.
- Words on a page are Vietnamese and go through `_()`; `locale/en.po` has the English. A test finds what it lacks.
  `findings.py` tells the audit's sentences in English.
- Scripts and styles are files under `static/`: the Content-Security-Policy lets nothing inline run.
"""
