# Redaksi. `make` alone says what there is.
# Written for GNU make 3.81 (macOS) and later; recipes are plain sh.

PORT ?= 8000
COMPILE = sh tools/venv.sh uv pip compile --quiet --universal --generate-hashes --python-version 3.12 --no-header --no-annotate
ROOMS = staff stories wire archive press audience desk front cli

.DEFAULT_GOAL := help
.PHONY: help demo test setup lint format template bench-setup messages requirements clean

help: ## Say what there is
	@echo "Redaksi: the newsroom and the news site in one."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Serve the demo edition at http://127.0.0.1:8000/ (PORT=8001 make demo: elsewhere)
	@sh tools/venv.sh run
	@PORT="$(PORT)" .venv/bin/redaksi demo

test: ## Run every test, with a real browser and on every database there is
	@sh tools/venv.sh dev
	@sh tools/chromium.sh
	@sh tools/test.sh

setup: ## Prepare .venv with the development tools; .venv/bin/redaksi is the command
	@sh tools/venv.sh dev

lint: setup ## Check style, types and the map without running a test
	@sh tools/lint.sh

format: setup ## Put the code into its form
	@.venv/bin/ruff check --fix --quiet || true
	@.venv/bin/ruff format

template: setup ## Make the packed empty database again, after a change of migrations or founding
	@.venv/bin/python -c "from redaksi.cli import template; print(template.make(), 'bytes')"

bench-setup: setup ## Install what `redaksi bench serve` measures with: nginx and wrk, from Debian's packages
	@sh tools/bench.sh

messages: setup ## Collect what is to be translated, and compile what was (needs gettext)
	@for room in $(ROOMS); do \
		[ -d redaksi/$$room/locale ] || continue; \
		(cd redaksi/$$room && ../../.venv/bin/django-admin makemessages --locale id --no-obsolete --add-location file --verbosity 0 \
			&& ../../.venv/bin/django-admin compilemessages --verbosity 0) || exit 1; \
	done

requirements: ## Pin again: the newest releases that pyproject.toml allows, with their hashes
	@$(COMPILE) --upgrade pyproject.toml requirements/build.in --extra opensearch --extra postgres --extra redis --group dev --output-file requirements/dev.txt
	@$(COMPILE) --upgrade pyproject.toml requirements/build.in --constraint requirements/dev.txt --output-file requirements/run.txt
	@echo uv | $(COMPILE) --upgrade - --output-file requirements/uv.txt

clean: ## Remove what was installed and cached; the home (var/) stays
	rm -rf .venv .uv .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis test-results
