# What the portal needs on a machine: each function is a step (see steps.bash) that does nothing when
# what it provides is there already. Sourced by bin/run and bin/test, in the project's folder.

ALREADY="there already"
CHECK_THE_NETWORK="Check the network, then start this command again: it goes on where it stopped."

# --- Python -----------------------------------------------------------------------------------

find_python() {
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if is_new_enough "$candidate"; then PYTHON=$candidate; OUTCOME=$("$candidate" --version); return; fi
    done
    REMEDY="The portal needs Python 3.11 or newer; Debian 12 and Ubuntu 24.04 have it.
$(installation_command python3 python3-venv)"
    return 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))'
}

make_environment() {
    if environment_works; then OUTCOME=$ALREADY; return; fi
    "$PYTHON" -c 'import ensurepip, venv' || install_system_packages "$PYTHON-venv" || return
    "$PYTHON" -m venv --clear .venv
}

environment_works() {  # a folder that was moved or copied holds an environment of another place
    [ -x .venv/bin/python ] && is_new_enough .venv/bin/python && .venv/bin/python -c 'import pip' &&
        grep -qF "$PWD/.venv" .venv/bin/activate
}

install_python_packages() {  # install_python_packages REQUIREMENTS-FILE
    local stamp=.venv/$1.installed
    if is_stamped "$1" "$stamp"; then OUTCOME=$ALREADY; return; fi
    REMEDY=$CHECK_THE_NETWORK
    .venv/bin/python -m pip install --disable-pip-version-check -r "$1" && set_stamp "$1" "$stamp"
}

is_stamped() {  # is_stamped FILE STAMP: this very text of the file was installed
    [ "$(cat "$2")" = "$(sha256sum <"$1")" ]
}

set_stamp() {
    sha256sum <"$1" >"$2"
}

# --- Documents --------------------------------------------------------------------------------

provide_pdf_libraries() {
    if has_pdf_libraries; then OUTCOME=$ALREADY; return; fi
    install_system_packages libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 && return
    REMEDY="PDF documents will not work; everything else does. $REMEDY"
    return "$WARNING"
}

has_pdf_libraries() {
    .venv/bin/python -c 'import ctypes
for name in "libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0":
    ctypes.CDLL(name)'
}

# A font as wide as Times New Roman, as Nghị định 30/2020 asks for. It must hold every Vietnamese letter:
# the Liberation Serif of Debian 12's package fonts-liberation (1.07) lacks 92 of them.
provide_document_font() {
    if has_document_font; then OUTCOME=$ALREADY; return; fi
    install_system_packages fontconfig fonts-croscore && return
    REMEDY="PDF documents will show some Vietnamese letters in another font. $REMEDY"
    return "$WARNING"
}

has_document_font() {
    fc-list :lang=vi family | grep -E '^(Tinos|Liberation Serif|Times New Roman)'
}

# --- Front-end files --------------------------------------------------------------------------

install_front_end_files() {
    local stamp=node_modules/.installed
    if is_stamped package-lock.json "$stamp"; then OUTCOME=$ALREADY; return; fi
    has_npm || install_npm || return
    REMEDY=$CHECK_THE_NETWORK
    npm ci --no-progress && set_stamp package-lock.json "$stamp"
}

has_npm() {  # npm 7 is the first that reads our lock file
    node --version && [ "$(npm --version | cut -d. -f1)" -ge 7 ]
}

install_npm() {
    REMEDY=$CHECK_THE_NETWORK
    .venv/bin/python -m pip install --disable-pip-version-check -r requirements-node.txt || return
    PATH=$PWD/.venv/bin:$PATH
    hash -r
    has_npm || install_system_packages libatomic1
}

# Compressed and under names that browsers may keep for good (swprogram/kit/static_files.py).
collect_static_files() {
    local stamp=staticfiles/.collected
    if [ "$(cat "$stamp")" = "$(static_sources)" ]; then OUTCOME=$ALREADY; return; fi
    .venv/bin/python manage.py collectstatic --no-input --skip-checks --verbosity 0 \
        --ignore "*.rtl.*" --ignore "bootstrap-grid*" --ignore "bootstrap-reboot*" --ignore "bootstrap-utilities*" &&
        static_sources >"$stamp"
}

static_sources() {  # which files would be collected, with their sizes and times
    { find static -type f -printf '%p %s %T@\n' | sort; cat package-lock.json requirements.txt; } | sha256sum
}

# --- Translations -----------------------------------------------------------------------------

compile_messages() {
    if has_compiled_messages; then OUTCOME=$ALREADY; return; fi
    .venv/bin/python manage.py compile_messages --skip-checks
}

has_compiled_messages() {
    local source
    for source in locale/*/LC_MESSAGES/*.po; do
        if [ "$source" -nt "${source%.po}.mo" ]; then return 1; fi
    done
}

# --- What only the checks need ----------------------------------------------------------------

provide_check_tools() {
    local missing=()
    command -v xgettext || missing+=(gettext)
    command -v pdftotext || missing+=(poppler-utils)
    find_postgresql || missing+=(postgresql)
    has_atomic_library || missing+=(libatomic1)
    if [ ${#missing[@]} = 0 ]; then OUTCOME=$ALREADY; return; fi
    install_system_packages "${missing[@]}" && find_postgresql && return
    REMEDY="The checks that use them will fail. $REMEDY"
    return "$WARNING"
}

find_postgresql() {  # sets PG_BIN: the folder of the newest server
    PG_BIN=$(ls -d /usr/lib/postgresql/*/bin "$(dirname "$(command -v initdb)")" | sort -V | tail -n 1)
    [ -x "$PG_BIN/initdb" ]
}

has_atomic_library() {  # Playwright's own node needs it
    .venv/bin/python -c 'import ctypes; ctypes.CDLL("libatomic.so.1")'
}

provide_browser() {
    if find_browser; then OUTCOME=$ALREADY; return; fi
    if grep -q '^ID=debian' /etc/os-release && install_system_packages chromium; then return; fi
    # Elsewhere (Ubuntu's chromium package needs snap) the browser that Playwright brings is used.
    .venv/bin/python -m playwright install chromium && install_browser_libraries && return
    REMEDY="The journeys in a browser will fail. Install chromium or google-chrome. $REMEDY"
    return "$WARNING"
}

find_browser() {
    [ -x "${CHROMIUM:-}" ] || command -v chromium || command -v google-chrome
}

install_browser_libraries() {
    may_be_root && as_root "$PWD/.venv/bin/python" -m playwright install-deps chromium
}
