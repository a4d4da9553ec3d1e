.PHONY: prices-check bench-prices

prices-check: ## compare the price table with two public lists (needs PyPI)
	@Scripts/prices_check.py

bench-prices: ## time the price of a usage beside genai-prices (needs PyPI)
	@Benchmarks/compare_prices.py
