# Two commands are enough: make run, make test. The rest helps whoever works on the code.
PORT ?= 8000
PYTHON := .venv/bin/python
export PORT

.PHONY: help run test check bars bench reset warm requirements

help:
	@echo "make run           the product with a demo society on http://localhost:$(PORT)   (PORT=8001 changes it)"
	@echo "make reset         forget the demo society and everything typed into it"
	@echo "make test          everything: checks, tests on SQLite and PostgreSQL, browser journeys"
	@echo "make check         the quick part of it, under a minute"
	@echo "make bars          the long measurements of the promises"
	@echo "make bench         Mentorquilt beside its peers, as ratios"
	@echo "make warm          compile the matching kernels, so that the first match starts at once"
	@echo "make requirements  choose dependency versions anew"

run:
	@scripts/environment run
	@$(PYTHON) manage.py prepare --demo
	@exec $(PYTHON) -m mentorquilt.config.serve

test:
	@scripts/environment test
	@exec $(PYTHON) scripts/test

check:
	@scripts/environment test
	@exec $(PYTHON) scripts/test --quick

bars:
	@scripts/environment test
	@exec $(PYTHON) scripts/test --bars

bench:
	@scripts/environment test
	@scripts/peers
	@exec $(PYTHON) -m benchmarks

warm:
	@scripts/environment run
	@exec $(PYTHON) -c "from mentorquilt import matching; matching.warm_up()"

reset:
	@scripts/reset

requirements:
	@scripts/requirements $(ARGS)
