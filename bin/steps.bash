# How a step is shown: its number, its name, and how it ended, on one line. What it prints goes to a log.
# Sourced by bin/run and bin/test, in the project's folder.
#
# A step is a function that returns 0 (done), $WARNING (something will not work) or anything else (stop).
# It may set OUTCOME (what to print instead of "done") and REMEDY (what the person can do).

LOG_DIR=var/log
WARNING=3
STEP=0
STEPS=0

step() {  # step NAME FUNCTION [ARGUMENT…]
    local name=$1 started=$SECONDS status=0
    STEP=$((STEP + 1)) OUTCOME="done" REMEDY=""
    LOG=$LOG_DIR/$(basename "$0")-$STEP.log
    mkdir -p "$LOG_DIR"
    printf '[%d/%d] %s … ' "$STEP" "$STEPS" "$name"
    "${@:2}" >"$LOG" 2>&1 </dev/null || status=$?
    show_outcome "$status" $((SECONDS - started))
}

show_outcome() {  # show_outcome STATUS SECONDS
    case $1 in
        0) echo "$OUTCOME$(seconds_shown "$2")" ;;
        "$WARNING") echo "WARNING"; indent <<<"$REMEDY" ;;
        *) echo "FAILED"; explain_and_stop ;;
    esac
}

seconds_shown() {
    if [ "$1" -gt 0 ]; then printf ' (%d s)' "$1"; fi
}

indent() {
    sed 's/^/      /'
}

explain_and_stop() {
    { echo; tail -n 15 "$LOG" | indent; echo; echo "The whole log: $LOG"; } >&2
    stop "${REMEDY:-Mend what the last lines say, then start this command again.}"
}

stop() {  # stop WHAT-TO-DO: ends the program with this advice
    printf '\n%s\n' "$1" >&2
    exit 1
}

# --- Packages of the operating system ---------------------------------------------------------

APT_LISTS="unknown"

install_system_packages() {  # by apt; where that is not possible, REMEDY names the command to type
    REMEDY=$(installation_command "$@")
    command -v apt-get && may_be_root || return 1
    if [ "$APT_LISTS" != "fresh" ]; then as_root apt-get update; APT_LISTS="fresh"; fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 \
        install -y --no-install-recommends "$@"
}

installation_command() {
    local prefix="sudo "
    if [ "$(id -u)" = 0 ]; then prefix=""; fi
    if command -v apt-get >/dev/null; then
        echo "Type:  ${prefix}apt-get update && ${prefix}apt-get install -y --no-install-recommends $*"
    else
        echo "Install with this system's package manager what Debian calls: $*"
    fi
}

may_be_root() {
    [ "$(id -u)" = 0 ] || sudo -n true
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
