#!/usr/bin/env bash
# Sets Viva up in .venv next to the code; if nothing has changed, a second call returns at once.
#
#   tools/setup.sh         what a user needs
#   tools/setup.sh dev     plus what the tests and checks need
set -euo pipefail
cd "$(dirname "$0")/.."

kind=${1:-user}
case $kind in user) extras= ;; dev) extras="[dev]" ;; *) echo "setup: the argument must be user or dev" >&2; exit 2 ;; esac
python=.venv/bin/python
stamp=.venv/viva-set-up
progress=

say() { echo "viva: $1"; }
die() { echo "viva: $1" >&2; exit 1; }

# Installs for root, or if sudo needs no password; otherwise the person is shown the command.
install_package() {
    local as=()
    command -v apt-get >/dev/null || return 1
    if [[ $(id -u) != 0 ]]; then
        sudo -n true 2>/dev/null || return 1
        as=(sudo -n)
    fi
    say "installing $1 …"
    export DEBIAN_FRONTEND=noninteractive
    ${as[@]+"${as[@]}"} apt-get install -y -qq --no-install-recommends "$1" </dev/null >/dev/null 2>&1 \
        || { ${as[@]+"${as[@]}"} apt-get update -qq </dev/null >/dev/null 2>&1 \
            && ${as[@]+"${as[@]}"} apt-get install -y -qq --no-install-recommends "$1" \
                </dev/null >/dev/null 2>&1; }
}

# What the setup depends on: the two files, this folder (scripts contain its path), and the kind.
wanted() { { cat pyproject.toml; cat constraints.txt 2>/dev/null || true; pwd; } | cksum; }

is_done() {
    [[ -x $python && -f $stamp ]] || return 1
    local have
    have=$(<"$stamp")
    [[ $have == "dev $(wanted)" || $have == "$kind $(wanted)" ]]
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    local name first=
    for name in python3.13 python3.12 python3.11 python3 python; do
        new_enough "$name" || continue
        first=${first:-$name}
        if "$name" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    echo "$first"
}

make_venv() {
    local chosen version
    if [[ -x $python ]] && new_enough "$python" && "$python" -m pip --version >/dev/null 2>&1; then
        return
    fi
    chosen=$(find_python)
    [[ -n $chosen ]] || die "Python 3.11 or newer is needed, but it was not found. Install it (Debian, \
Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python@3.13) and run this again."
    if ! "$chosen" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        version=$("$chosen" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        install_package "python$version-venv" || install_package python3-venv \
            || die "Python's venv module is missing. Run: sudo apt install python$version-venv"
    fi
    say "creating .venv with $("$chosen" --version) …"
    "$chosen" -m venv --clear .venv
}

# Shows what pip is doing, by its log, and the time so far, on one line, until it is stopped.
show_progress() {
    local line count=0 now="looking for packages"
    while sleep 0.5; do
        while IFS= read -r line; do
            case $line in
                "Collecting "*) count=$((count + 1)) now="package $count: ${line#Collecting }" ;;
                *"Downloading "*) now="package $count: downloading ${line#*Downloading }" ;;
                "Installing collected packages"*) now="installing $count packages" ;;
            esac
        done
        line="viva: $now"
        printf '\r\033[K%s (%d:%02d)' "${line:0:70}" $((SECONDS / 60)) $((SECONDS % 60))
    done <"$1"
}

stop_progress() {
    [[ -n $progress ]] || return 0
    kill "$progress" 2>/dev/null || true
    wait "$progress" 2>/dev/null || true
    progress=
    printf '\r\033[K'
}

pip_install() {
    "$python" -m pip install --disable-pip-version-check --no-input --progress-bar off "$@"
}

install_packages() {
    local pinned=() log=.venv/set-up.log
    [[ ! -f constraints.txt ]] || pinned=(-c constraints.txt)
    say "installing packages (about 1 GB the first time; it takes a few minutes) …"
    : >"$log"
    if [[ -t 1 ]]; then
        show_progress "$log" &
        progress=$!
        trap stop_progress EXIT
    fi
    if ! pip_install ${pinned[@]+"${pinned[@]}"} -e ".$extras" </dev/null >"$log" 2>&1; then
        stop_progress
        tail -n 15 "$log" >&2
        die "The packages couldn't be installed. Please check the network and run this again."
    fi
    stop_progress
}

# The packages for macOS and Windows include PortAudio.
check_portaudio() {
    [[ $(uname -s) == Linux ]] || return 0
    "$python" -c 'import ctypes.util, sys; sys.exit(not ctypes.util.find_library("portaudio"))' \
        && return
    install_package libportaudio2 && return
    if command -v dnf >/dev/null; then line="sudo dnf install portaudio"
    elif command -v pacman >/dev/null; then line="sudo pacman -S portaudio"
    elif command -v zypper >/dev/null; then line="sudo zypper install libportaudio2"
    else line="sudo apt install libportaudio2"; fi
    say "PortAudio is still needed to record from a microphone. Run: $line"
}

if is_done; then
    exit 0
fi
make_venv
rm -f "$stamp"
install_packages
check_portaudio
echo "$kind $(wanted)" >"$stamp"
say "ready. When Viva says to run viva, type .venv/bin/viva in this folder."
