# The commands of daily work; script/server and script/test install what is missing by themselves.
PYTHON = .venv/bin/python
# Modules without Django or database are checked by type as well.
PURE = thai projects/columns.py projects/schedule.py projects/wording.py projects/years.py \
	projects/imports/cell_values.py \
	projects/imports/column_labels.py projects/imports/headers.py projects/imports/lines.py \
	projects/imports/table_reader.py projects/imports/table_columns.py \
	projects/imports/sheets.py projects/imports/packages.py projects/imports/weight.py \
	projects/imports/text_reader.py \
	projects/imports/workbook_reader.py projects/imports/cell_styles.py \
	projects/imports/drawings.py projects/imports/kept_drawings.py projects/imports/docx_reader.py projects/imports/xls_reader.py \
	projects/imports/docx_drawings.py \
	projects/imports/marks.py projects/imports/pictured_months.py \
	projects/imports/source_rows.py projects/imports/blanks.py projects/imports/continuations.py projects/imports/summaries.py \
	projects/exchange/columns.py \
	projects/exchange/header.py projects/exchange/merge.py reviews/quorum.py reviews/agreement.py \
	projects/overlaps/spelling.py projects/overlaps/slots.py projects/overlaps/judging.py \
	projects/overlaps/candidates.py projects/overlaps/comparing.py projects/overlaps/measuring.py \
	projects/proposals/side_by_side.py \
	announcements/charts.py announcements/filters.py announcements/exports.py \
	announcements/photos.py progress/statuses.py progress/rounds.py progress/result_report.py \
	progress/listing.py progress/pictures.py documents/text_diff.py documents/flow_chart.py

.PHONY: install run demo test check bench \
	lint lint-style lint-format lint-imports lint-types lint-migrations

install:
	script/install dev

run:
	DEMO=0 script/server

demo:
	script/server

test:
	script/test

# Each by itself, so that `make --keep-going lint` names every fault at once.
lint: lint-style lint-format lint-imports lint-types lint-migrations

lint-style:
	.venv/bin/ruff check .

lint-format:
	.venv/bin/ruff format --check .

lint-imports:
	.venv/bin/lint-imports

lint-types:
	.venv/bin/mypy --exclude templatetags $(PURE)

lint-migrations:
	DEBUG=1 $(PYTHON) manage.py makemigrations --check --dry-run

check: lint test

bench:
	DEBUG=1 $(PYTHON) manage.py bench
