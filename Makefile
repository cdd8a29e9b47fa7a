# Each of these sets up what it needs by itself; the work is in setup/.

PYTHON := $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3.14 || command -v python3)

.PHONY: help run ready test check bench messages
.DEFAULT_GOAL := help

help:
	@echo "make run       start Safeconduct with its demonstration on http://127.0.0.1:8000 (PORT=8001 make run for another port)"
	@echo "make ready     make everything ready and start nothing (for an installation in earnest, see docs/handbook/install.md)"
	@echo "make test      check everything: style, types, layers, and every test, browser and PostgreSQL included"
	@echo "make check     the quick part of it: style, types, who imports whom"
	@echo "make bench     list the measurements; make bench NAME=reading starts one"
	@echo "make messages  gather the words to translate (needs gettext)"

run ready test check bench messages:
	@$(if $(PYTHON),,echo "Python 3.11 or newer is missing. Install it (Debian: apt install python3 python3-venv) and run make $@ again."; exit 1;) \
	$(PYTHON) -m setup $@ $(NAME)
