# The man page, installing, the benchmarks.
.PHONY: man install uninstall bench bench-budgets

PREFIX ?= /usr/local
BUILT := .build/release/tokens
SHARE := .build/share
# The man page has the day of the last commit, so that the same sources make the same page.
DATE = $(shell git log -1 --format=%cs 2>/dev/null || date +%F)

# What is installed: the file as it was built, then its place under PREFIX.
INSTALLED := \
	$(SHARE)/man/tokens.1:share/man/man1/tokens.1 \
	$(SHARE)/completions/tokens.bash:share/bash-completion/completions/tokens \
	$(SHARE)/completions/tokens.zsh:share/zsh/site-functions/_tokens \
	$(SHARE)/completions/tokens.fish:share/fish/vendor_completions.d/tokens.fish

man: ## write the man page
	@$(BUILD) --product generate-manual
	@mkdir -p $(SHARE)/man
	@$$($(BUILD) --show-bin-path)/generate-manual $(BUILT) --date $(DATE) --output-directory - \
		| sed 's/^$$/.Pp/' > $(SHARE)/man/tokens.1

# Builds nothing, so that sudo needs no Swift.
install: ## install what 'make build' built under PREFIX=/usr/local
	@test -x $(BUILT) || { echo "There is nothing to install: run 'make build' first" >&2; exit 1; }
	@install -d $(DESTDIR)$(PREFIX)/bin
	@install -m 755 $(BUILT) $(DESTDIR)$(PREFIX)/bin/tokens
	@for pair in $(INSTALLED); do \
		place=$(DESTDIR)$(PREFIX)/$${pair#*:}; \
		install -d $$(dirname $$place) && install -m 644 $${pair%%:*} $$place || exit 1; \
	done
	@echo "Installed $(DESTDIR)$(PREFIX)/bin/tokens, its man page, and completions for bash, zsh and fish"

uninstall: ## remove what 'make install' put under PREFIX
	@rm -f $(DESTDIR)$(PREFIX)/bin/tokens
	@for pair in $(INSTALLED); do rm -f $(DESTDIR)$(PREFIX)/$${pair#*:}; done
	@echo "Removed tokens from $(DESTDIR)$(PREFIX)"

bench: setup ## time the tokenizer beside its peers, with BENCH=--quick shorter (needs Python 3.10, PyPI)
	@$(SWIFT) build -c release --package-path Benchmarks --product tokens-bench
	@Benchmarks/compare.py --chart docs/benchmark.svg $(BENCH)

bench-budgets: setup-tests ## time reservations beside the bare stores, SECONDS=3 a figure
	@$(SWIFT) build -c release --package-path Benchmarks --product budget-bench
	@Scripts/with_postgres.sh $$($(SWIFT) build -c release --package-path Benchmarks --show-bin-path)/budget-bench $(or $(SECONDS),3)
