.PHONY: accuracy

accuracy: ## compare estimates with recorded bills: TRAFFIC=file (needs PyPI)
	@Benchmarks/accuracy.py $(if $(TRAFFIC),--traffic $(TRAFFIC)) --write docs/ACCURACY.md
