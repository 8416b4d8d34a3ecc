# ---- a process, which is gone when its watchdog is

harden() { :; }
beat() { :; }
shelter() { :; }
going_down() { false; }
kill_scopes() { :; }
become() { exec "$@"; }
install() { usage; }
