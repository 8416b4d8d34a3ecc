# ---- a process, which is gone when its watchdog is

harden() { :; }
beat() { :; }
shelter() { :; }
kill_scopes() { :; }
become() { exec "$@"; }
install() { usage; }
