# Kumihan: `make brochure` makes the brochure, `make test` runs the tests,
# `make` builds the programs.  What must be installed stands in packages.txt.

# All cores, unless the caller says otherwise.
ifeq ($(filter -j% j%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(shell nproc) --output-sync=target
endif

O ?= build
CC ?= cc
CFLAGS ?= -O3 -g
ROOMS := base config data content font text page set figure layout inspect pdf raster reading sheet compare deliver print merge mail app

WARN := -Werror=implicit-function-declaration -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla -Wcast-qual -Wpointer-arith -Wwrite-strings \
	-Wformat=2 -Wundef -Wswitch-enum -Wimplicit-fallthrough
COMMON := -std=c17 -D_XOPEN_SOURCE=700 -Iinclude -Isrc -MMD -MP $(WARN)
REL := $(CFLAGS) -D_FORTIFY_SOURCE=2 -fstack-protector-strong
SAN := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
	-fno-sanitize-recover=all

# The libraries of each room; a program links those of the rooms it uses.
# The archives of nettle and utf8proc, not their shared libraries: one function
# of each, no start-up.  nettle uses what the processor has for SHA-256: a batch
# hashes every file.
LIBS_base := -l:libnettle.a -l:libutf8proc.a
LIBS_config := -liniparser
LIBS_data := -lsqlite3 -lcsv
LIBS_content := -lcmark-gfm-extensions -lcmark-gfm
LIBS_font := -lharfbuzz-subset -lharfbuzz
LIBS_text := -lunibreak -lhyphen
LIBS_figure := -lexpat -lqrencode -lm
LIBS_pdf := -lhpdf -ldeflate -lpng -ldl -lm
LIBS_raster := -lcairo -lpng -ljpeg -lm
LIBS_reading := -lunibreak -lm
LIBS_print := -lcups -lqpdf
LIBS_merge := -lqpdf -lz
LIBS_mail := -lgmime-3.0 -lgobject-2.0 -lglib-2.0 -lcurl

# harfbuzz.h includes by its own folder; cairo and hpdf are on the path.
INC_font := -I/usr/include/harfbuzz
# GMime brings GLib: its folders are found when the room is built.
INC_mail = $(shell pkg-config --cflags-only-I gmime-3.0 2>/dev/null | sed "s/-I/-isystem /g")
INC_raster := -I/usr/include/harfbuzz -I/usr/include/cairo

# `make V=1` shows the commands.
say = $(if $(V),,@echo '  $(1)  $(2)';)

sources = $(filter-out src/app/main%,$(sort $(wildcard src/$(1)/*.c)))
# What room $(1) may use, itself first, each once (docs/rooms.txt).  The rooms
# print, merge and mail are left out: only the programs kumihan-print,
# kumihan-merge and kumihan-press link them, and libcups, libqpdf and GMime.
row = $(shell awk -v r=$(1): '$$1 == r {$$1 = ""; print}' docs/rooms.txt)
closure = $(1) $(foreach r,app deliver compare sheet reading raster pdf inspect layout figure set page text font \
	content data config base,$(if $(filter $(r),$(call row,$(1))),$(r)))

.PHONY: all test check-web unit faults brochure specimen rooms bench clean install-build install-test
.DELETE_ON_ERROR:
all: $(O)/kumihan $(O)/kumihan-png $(O)/kumihan-package $(O)/kumihan-print \
	$(O)/kumihan-merge $(O)/kumihan-press $(O)/libkumihan.a $(O)/kumihan.pc

# --- one archive a room, in two kinds: rel (shipped) and san (tested) --------
define room
$(O)/$(2)/$(1)/%.o: src/$(1)/%.c Makefile | install-build
	@mkdir -p $$(@D)
	$$(call say,CC,$$@)$(CC) $(COMMON) $$(INC_$(1)) $$($(3)) -c $$< -o $$@
$(O)/$(2)/$(1).a: $(patsubst src/%.c,$(O)/$(2)/%.o,$(call sources,$(1)))
	@mkdir -p $$(@D)
	@rm -f $$@
	$$(call say,AR,$$@)ar rcsD $$@ $$^
-include $(patsubst src/%.c,$(O)/$(2)/%.d,$(wildcard src/$(1)/*.c))
endef
$(foreach r,$(ROOMS),$(eval $(call room,$(r),rel,REL)))
$(foreach r,$(ROOMS),$(eval $(call room,$(r),san,SAN)))

# --- tests/unit/test_ROOM[_more].c: links only what ROOM may use -------------
TESTS := $(sort $(wildcard tests/unit/test_*.c))
define unit
$(O)/san/$(1): tests/unit/$(1).c \
		$(foreach r,$(call closure,$(2)),$(O)/san/$(r).a) | install-test
	$$(call say,CC,$$@)$(CC) $(COMMON) -Itests $$(INC_font) $$(SAN) $$< \
		$(foreach r,$(call closure,$(2)),$(O)/san/$(r).a) -o $$@ \
		$(foreach r,$(call closure,$(2)),$(LIBS_$(r))) -lcmocka
-include $(O)/san/$(1).d
endef
$(foreach t,$(TESTS),$(eval $(call unit,$(basename $(notdir $(t))),$(word 2,$(subst _, ,$(basename $(notdir $(t))))))))

# `make unit ROOM=text` runs the unit tests of one room.
UNITS := $(patsubst tests/unit/%.c,$(O)/san/%,$(if $(ROOM),\
	$(wildcard tests/unit/test_$(ROOM).c tests/unit/test_$(ROOM)_*.c),$(TESTS)))
unit: $(UNITS)
	@status=0; for t in $(abspath $^); do $$t || status=1; done; exit $$status

# --- programs ----------------------------------------------------------------
# A main file is no part of its room's archive: it is the program.
MAIN_ROOMS := $(filter-out raster,$(call closure,app))
PNG_ROOMS := $(call closure,app)
PRINT_ROOMS := app $(call closure,print)
PRESS_ROOMS := app mail $(filter-out app,$(PNG_ROOMS))
MERGE_ROOMS := app merge $(filter-out app,$(MAIN_ROOMS))
libs = $(foreach r,$(1),$(LIBS_$(r)))
# At the start of a program every symbol is looked for in library after library,
# in the order they are linked: first those that hold most of them.
FIRST := -lsqlite3 -lc -lhpdf -lharfbuzz -lpng -lcmark-gfm
archives = $(patsubst %,$(O)/$(1)/%.a,$(2))

$(O)/kumihan: $(O)/rel/app/main.o $(call archives,rel,$(MAIN_ROOMS))
	$(call say,LD,$@)$(CC) $(REL) -Wl,--as-needed $^ -o $@ $(FIRST) $(call libs,$(MAIN_ROOMS))
$(O)/kumihan-png: $(O)/rel/app/main_png.o $(call archives,rel,$(PNG_ROOMS))
	$(call say,LD,$@)$(CC) $(REL) -Wl,--as-needed $^ -o $@ $(FIRST) $(call libs,$(PNG_ROOMS))
$(O)/kumihan-print: $(O)/rel/app/main_print.o $(call archives,rel,$(PRINT_ROOMS))
	$(call say,LD,$@)$(CC) $(REL) -Wl,--as-needed $^ -o $@ $(call libs,$(PRINT_ROOMS))
$(O)/kumihan-merge: $(O)/rel/app/main_merge.o $(call archives,rel,$(MERGE_ROOMS))
	$(call say,LD,$@)$(CC) $(REL) -Wl,--as-needed $^ -o $@ $(call libs,$(MERGE_ROOMS))
$(O)/kumihan-package: $(O)/rel/app/main_package.o $(call archives,rel,$(PNG_ROOMS))
	$(call say,LD,$@)$(CC) $(REL) -Wl,--as-needed $^ -o $@ $(FIRST) $(call libs,$(PNG_ROOMS))
$(O)/kumihan-press: $(O)/rel/app/main_press.o $(call archives,rel,$(PRESS_ROOMS))
	$(call say,LD,$@)$(CC) $(REL) -Wl,--as-needed $^ -o $@ $(FIRST) $(call libs,$(PRESS_ROOMS))
$(O)/san/kumihan-press: $(O)/san/app/main_press.o $(call archives,san,$(PRESS_ROOMS))
	$(call say,LD,$@)$(CC) $(SAN) $^ -o $@ $(call libs,$(PRESS_ROOMS))
$(O)/san/kumihan: $(O)/san/app/main.o $(call archives,san,$(MAIN_ROOMS))
	$(call say,LD,$@)$(CC) $(SAN) $^ -o $@ $(call libs,$(MAIN_ROOMS))
$(O)/san/kumihan-png: $(O)/san/app/main_png.o $(call archives,san,$(PNG_ROOMS))
	$(call say,LD,$@)$(CC) $(SAN) $^ -o $@ $(call libs,$(PNG_ROOMS))
$(O)/san/kumihan-print: $(O)/san/app/main_print.o $(call archives,san,$(PRINT_ROOMS))
	$(call say,LD,$@)$(CC) $(SAN) $^ -o $@ $(call libs,$(PRINT_ROOMS))
$(O)/san/kumihan-merge: $(O)/san/app/main_merge.o $(call archives,san,$(MERGE_ROOMS))
	$(call say,LD,$@)$(CC) $(SAN) $^ -o $@ $(call libs,$(MERGE_ROOMS))
$(O)/san/kumihan-package: $(O)/san/app/main_package.o $(call archives,san,$(PNG_ROOMS))
	$(call say,LD,$@)$(CC) $(SAN) $^ -o $@ $(call libs,$(PNG_ROOMS))

# The public library: every room; the programs' main files stay out.
$(O)/libkumihan.a: $(call archives,rel,$(PRESS_ROOMS))
	@rm -f $@
	$(call say,AR,$@)ar rcsD $@ $(foreach r,$(PRESS_ROOMS),$(patsubst src/%.c,$(O)/rel/%.o,$(call sources,$(r))))

# What pkg-config tells those who link the library (cairo only when
# kumihan_png, GMime only when kumihan_press is used: the linker takes what is
# needed).
$(O)/kumihan.pc: Makefile include/kumihan.h
	@mkdir -p $(@D)
	@{ echo 'Name: kumihan'; \
	echo 'Description: Japanese documents made from data'; \
	sed -n 's/^#define KUMIHAN_VERSION "\(.*\)"/Version: \1/p' include/kumihan.h; \
	echo 'Cflags: -I$(abspath include)'; \
	echo 'Libs: -L$(abspath $(O)) -lkumihan -Wl,--as-needed $(call libs,$(PRESS_ROOMS))'; \
	} >$@

install-build:
	@tools/install-packages build
install-test: install-build
	@tools/install-packages build test

# --- failing allocations, fuzz corpora -----------------------------------------
WRAP := $(foreach f,malloc calloc realloc strdup strndup,-Wl,--wrap=$(f))
$(O)/san/failalloc: tests/fault/failalloc.c $(call archives,san,merge $(PRESS_ROOMS))
	$(call say,LD,$@)$(CC) -std=c17 -D_XOPEN_SOURCE=700 -Iinclude -Isrc $(SAN) $(WRAP) $^ -o $@ $(call libs,merge $(PRESS_ROOMS))

FUZZ := job csv copy svg
define fuzz
$(O)/san/replay_$(1): tests/fuzz/fuzz_$(1).c tests/fuzz/fuzz.c \
		tests/fuzz/replay.c $(call archives,san,$(MAIN_ROOMS))
	$$(call say,LD,$$@)$(CC) $(COMMON) $(SAN) $$^ -o $$@ $(call libs,$(MAIN_ROOMS))
# `make fuzz-$(1)` looks for new inputs (needs clang); finds join the corpus.
fuzz-$(1): | install-test
	$$(MAKE) O=$(O)/fuzz CC=clang SAN="-O1 -g -fsanitize=address,undefined,fuzzer-no-link" $(patsubst %,$(O)/fuzz/san/%.a,$(MAIN_ROOMS))
	clang $(COMMON) -O1 -g -fsanitize=address,undefined,fuzzer \
		tests/fuzz/fuzz_$(1).c tests/fuzz/fuzz.c \
		$(patsubst %,$(O)/fuzz/san/%.a,$(MAIN_ROOMS)) \
		-o $(O)/fuzz/fuzz_$(1) $(call libs,$(MAIN_ROOMS))
	$(O)/fuzz/fuzz_$(1) -max_total_time=$$(or $$(SECONDS),60) tests/fuzz/corpus/$(1)
endef
$(foreach f,$(FUZZ),$(eval $(call fuzz,$(f))))
.PHONY: $(FUZZ:%=fuzz-%)

faults: $(O)/san/failalloc $(FUZZ:%=$(O)/san/replay_%)
	$(O)/san/failalloc config/brochure.ini $(O)/san/failalloc.pdf 120
	$(O)/san/failalloc config/brochure.ini preflight newspaper 60
	$(O)/san/failalloc config/brochure.ini $(O)/san/failalloc-proof.pdf 120 proof
	$(O)/san/failalloc config/brochure.ini $(O)/san/failalloc-print.pdf 60 print
	$(O)/san/failalloc config/brochure.ini $(O)/san/failalloc-package 60 package
	$(O)/san/failalloc config/editions.ini editions 60
	$(O)/san/failalloc config/brochure.ini $(O)/san/failalloc-edition.pdf 120 merge
	$(O)/san/failalloc config/brochure.ini $(O)/san/failalloc-sheet.pdf 60 print perfect
	$(O)/san/failalloc config/press.ini $(O)/san/failalloc-reading.pdf 60 reading
	rm -rf $(O)/san/failalloc-press
	$(O)/san/failalloc config/press.ini $(O)/san/failalloc-press 60 press
	rm -rf $(O)/san/failalloc-send $(O)/san/failalloc-send.sent.csv
	$(O)/san/failalloc config/press.ini $(O)/san/failalloc-send 60 send
	tests/fault/weight.sh $(O)/san/weight
	rm -rf $(O)/san/failalloc-weight
	$(O)/san/failalloc $(O)/san/weight/config/press.ini $(O)/san/failalloc-weight 60 press
	$(O)/san/failalloc lines 120
	@set -e; for f in $(FUZZ); do $(O)/san/replay_$$f tests/fuzz/corpus/$$f/*; done

# --- the two commands ----------------------------------------------------------
brochure: $(O)/kumihan $(O)/kumihan-png
	$(O)/kumihan build config/brochure.ini -o $(O)/brochure.pdf
	$(O)/kumihan png config/brochure.ini -o $(O)/brochure.png --dpi 150
	@ls -l $(O)/brochure.pdf $(O)/brochure-*.png

# Three pages that show each rule of composition (docs/typography.md).
specimen: $(O)/kumihan $(O)/kumihan-png | install-test
	$(O)/kumihan build config/specimen.ini -o $(O)/specimen.pdf
	$(O)/kumihan png config/specimen.ini -o $(O)/specimen.png --dpi 150
	@ls -l $(O)/specimen.pdf $(O)/specimen-*.png

test: rooms unit faults all
	@O=$(O) tests/run

# Mail and HTML as others read them; needs node and npm, so no part of `test`.
check-web: all | install-test
	@O=$(O) tests/npm/run

rooms: | install-test
	@tools/check-rooms
	@tools/check-keys

# --- what it costs -------------------------------------------------------------
$(O)/bench/%: bench/%.c Makefile | install-build
	@mkdir -p $(@D)
	$(call say,CC,$@)$(CC) -std=c17 -D_DEFAULT_SOURCE $(WARN) $(REL) $< -o $@ -lhpdf -lm

$(O)/bench/compose: bench/compose.c $(call archives,rel,$(call closure,text))
	@mkdir -p $(@D)
	$(call say,LD,$@)$(CC) $(COMMON) $(INC_font) $(REL) $< $(call archives,rel,$(call closure,text)) \
		-o $@ $(call libs,$(call closure,text))

bench: $(O)/kumihan $(O)/bench/measure $(O)/bench/plainharu $(O)/bench/compose
	@O=$(O) bench/run

clean:
	rm -rf $(O)
