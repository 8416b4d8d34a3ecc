# ---- a process, which is gone when its watchdog is

harden() { :; }
beat() { :; }
shelter() { :; }
going_down() { false; }
shutting_down() { false; }
verbs='kill'
kill_scopes() { :; }
become() { exec "$@"; }
install() { usage; }
