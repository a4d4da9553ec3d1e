# make run    builds what is needed and counts real files
# make test   builds what is needed and runs all tests
# make help   lists the rest

SHELL := /bin/bash
SWIFT ?= swift
# A static Swift runtime: the command starts in a fraction of the time.
STATIC := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
BUILD = $(SWIFT) build -c release $(STATIC)
TOKENS = $(shell $(BUILD) --show-bin-path)/tokens

.PHONY: help setup setup-tests build run test test-tokens attack fuzz sanitize vocabularies unicode completions install uninstall clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: ## install what the build needs and the machine lacks: headers of PCRE2 and SQLite
	@Scripts/setup.sh

setup-tests: ## install what the tests need besides: a PostgreSQL server
	@Scripts/setup.sh tests

build: setup ## build the command, its completions and its man page
	@echo "Building the command (the first time takes about two minutes)"
	@$(BUILD) --product tokens
	@$(MAKE) --no-print-directory completions man

run: build ## build the command and count real files: this project's own
	@Scripts/demo.sh $(TOKENS)

TEST = $(SWIFT) test -c release -Xswiftc -enable-testing --scratch-path .build-test
# Times mean something only where nothing else runs; those of servers and clients where little does.
TIMED = AdversarialInputTests
IMPATIENT = ^ProvidersTests|CompleteCommandTests|BudgetAttackTests

test: setup-tests ## run all tests
	@echo "Building and running the tests"
	@Scripts/with_postgres.sh $(TEST) --skip '$(TIMED)|$(IMPATIENT)'
	@Scripts/with_postgres.sh $(TEST) --skip-build --filter '$(IMPATIENT)'
	@$(TEST) --skip-build --filter '$(TIMED)'

test-tokens: setup ## build and test the library alone, without its command
	@echo "Building and testing the library Tokens alone"
	@TOKENS_ONLY=1 $(SWIFT) test -c release -Xswiftc -enable-testing --scratch-path .build-test-tokens --skip '$(TIMED)'

attack: setup-tests ## spend from one budget by 16 processes, many of them killed, for SECONDS=60
	@TOKENS_ATTACK_SECONDS=$(or $(SECONDS),60) Scripts/with_postgres.sh $(TEST) --filter BudgetAttackTests

fuzz: setup ## let libFuzzer look for texts that break the tokenizer, for SECONDS=60
	@Scripts/fuzz.sh $(or $(SECONDS),60)

sanitize: setup ## run the tests under address, undefined-behaviour and thread sanitizers
	@Scripts/sanitize.sh

completions: ## write shell completions
	@mkdir -p .build/share/completions
	@for shell in bash zsh fish; do $(TOKENS) --generate-completion-script $$shell > .build/share/completions/tokens.$$shell; done

vocabularies: setup ## make the images of Vocab/ again from RANKS=folder
	@$(BUILD) --product VocabularyGenerator
	@$(shell $(BUILD) --show-bin-path)/VocabularyGenerator $(RANKS) Vocab

unicode: ## make the Unicode tables again (needs Python 3.11 and PyPI)
	@python3 Scripts/make_unicode_tables.py

include Scripts/prices.mk
include Scripts/accuracy.mk
include Scripts/docs.mk
include Scripts/install.mk

clean: ## remove all that was built
	@rm -rf .build* Benchmarks/.build Fuzz/.build .venv-prices
