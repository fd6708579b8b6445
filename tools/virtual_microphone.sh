#!/usr/bin/env bash
# A microphone without hardware: a private PulseAudio whose default source records its own sink.
#
#   eval "$(tools/virtual_microphone.sh start)"   start it and use it in this shell
#   paplay answer.wav                             speak into it
#   tools/virtual_microphone.sh restart           restart the server at the same address
#   tools/virtual_microphone.sh stop              stop this server only, by its process id
#
# Needs: pulseaudio pulseaudio-utils libasound2-plugins (PortAudio's ALSA `default` then uses
# PulseAudio, because PULSE_SERVER is set). Works as root, in a container, and next to another PulseAudio.
set -euo pipefail

die() { echo "virtual_microphone: $1" >&2; exit 1; }

start() {
    local tool folder
    for tool in pulseaudio pacat; do
        command -v "$tool" >/dev/null \
            || die "$tool is missing; run: sudo apt install pulseaudio pulseaudio-utils libasound2-plugins"
    done
    folder=$(mktemp -d "${TMPDIR:-/tmp}/viva-microphone.XXXXXX")
    mkdir -m 700 "$folder/run"
    cat >"$folder/start.pa" <<PULSE
load-module module-native-protocol-unix socket=$folder/native auth-anonymous=1
load-module module-null-sink sink_name=voice rate=48000 channels=1 sink_properties=device.description=Voice
load-module module-remap-source source_name=microphone master=voice.monitor source_properties=device.description=Microphone
set-default-sink voice
set-default-source microphone
PULSE
    serve "$folder" || { rm -rf "$folder"; die "PulseAudio did not start"; }
    echo "export VIVA_VIRTUAL_MICROPHONE=$folder"
    echo "export PULSE_SERVER=unix:$folder/native"
}

serve() {
    local folder=$1
    # Its own HOME and runtime folder keep it separate from any PulseAudio already running.
    if ! env -u DISPLAY -u PULSE_SERVER -u DBUS_SESSION_BUS_ADDRESS \
        HOME="$folder" XDG_RUNTIME_DIR="$folder/run" XDG_CONFIG_HOME="$folder/config" \
        PULSE_RUNTIME_PATH="$folder/run" PULSE_STATE_PATH="$folder/state" \
        pulseaudio -n -F "$folder/start.pa" --daemonize=yes --exit-idle-time=-1 \
        --use-pid-file=yes --realtime=no --high-priority=no --log-target="file:$folder/log" \
        </dev/null >/dev/null 2>&1; then
        cat "$folder/log" >&2 2>/dev/null || true
        return 1
    fi
    # Silence in small pieces keeps the idle sink from delivering sound in two-second blocks;
    # it ends with the server. The microphone is ready once a second of it has arrived.
    export PULSE_SERVER="unix:$folder/native"
    pacat --raw --latency-msec=30 /dev/zero </dev/null >/dev/null 2>&1 &
    (timeout 20 parec --raw --rate=48000 --channels=1 --latency-msec=30 2>/dev/null || true) \
        | head -c 96000 >/dev/null
}

mine() {
    folder=${VIVA_VIRTUAL_MICROPHONE:-}
    [[ -n $folder && -f $folder/start.pa ]] || die "no microphone was started from this shell"
}

end() {
    local pid
    if [[ -f $folder/run/pid ]]; then
        pid=$(<"$folder/run/pid")
        # A killed server leaves its process id, which another program may have by now.
        grep -qs "$folder/start.pa" "/proc/$pid/cmdline" || return 0
        kill "$pid" 2>/dev/null || true
        for _ in {1..50}; do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
        kill -9 "$pid" 2>/dev/null || true
    fi
}

restart() {
    mine
    end
    rm -f "$folder/run/pid" # a killed server still counts as running until it is waited for
    serve "$folder" || die "PulseAudio did not start"
}

stop() {
    mine
    end
    rm -rf "$folder"
    echo "unset VIVA_VIRTUAL_MICROPHONE PULSE_SERVER"
}

case "${1:-}" in
    start) start ;;
    restart) restart ;;
    stop) stop ;;
    *) die "the argument must be start, restart, or stop" ;;
esac
