# The documentation of the libraries, and what is said of each public symbol. They need Python 3.
.PHONY: docs check-docs public-api check-public-api lint format

BIN = $$($(BUILD) --show-bin-path)

docs: setup ## write the documentation of all libraries to .build/docs
	@$(BUILD) --product tokens
	@Scripts/docs.py $(BIN) .build/docs
	@echo "Written: .build/docs; 'python3 -m http.server -d .build/docs' shows it at http://localhost:8000/documentation"

check-docs: setup ## fail where a public symbol has no docstring
	@$(BUILD) --product tokens
	@Scripts/check_docs.py $(BIN)

public-api: setup ## write the lists of all public symbols
	@$(BUILD) --product tokens
	@Scripts/public_api.py $(BIN) docs/public-api

check-public-api: setup ## fail where the public symbols are others than those listed
	@$(BUILD) --product tokens
	@Scripts/public_api.py $(BIN) docs/public-api --check

LINTED := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzz/Package.swift Fuzz/Sources

lint: ## fail where a source has not the form that .swift-format says
	@$(SWIFT) format lint --strict --parallel --recursive $(LINTED)

format: ## bring all sources into the form that .swift-format says
	@$(SWIFT) format --in-place --parallel --recursive $(LINTED)
