# ---- the end

# REASON: lets the agent finish, for grace at most, then ends everything.
end() {
  reason=$1
  say "ending, because $reason"
  tick
  ended_at=$((now + grace))
  tell_agent
  save_status
  while alive "$agent" "$agent_start" && [ "$now" -lt "$ended_at" ]; do
    nap
  done
  kill_all
  state=stopped over=yes
  save_status
  say "over"
  power_off
  exit 0
}

# The other half of "no watchdog, no agent": takes over once the watchdog is gone, however it went, or shows no sign of
# life for so many turns of ours.
guard() {
  trap '' HUP INT TERM ABRT
  # shellcheck disable=SC2016 # for the inner shell: its parent is this process, while $$ is still the watchdog
  me=$(exec sh -c 'echo "$PPID"')
  cause='its watchdog was killed' last='' still=0
  while alive "$watchdog" "$watchdog_start"; do
    doze
    read -r sign <beat
    if [ "$sign" != "$last" ]; then
      last=$sign still=0
    elif [ "$still" -lt "$patience" ]; then
      still=$((still + 1))
    else
      cause='its watchdog hung'
      kill -KILL "$watchdog" 2>/dev/null
      break
    fi
  done
  load_status
  [ "$over" = no ] && ! going_down || exit 0
  end "$cause"
}

keep_guard() {
  alive "$guard" "$guard_start" && return
  [ -z "$guard" ] || wait "$guard"
  guard </dev/null &
  guard=$! guard_start=''
  look_up "$guard" && guard_start=$p_start
}

kill_now() {
  load_status || exit 0
  me=$$
  if alive "$watchdog" "$watchdog_start" || ! look_up "$watchdog"; then
    realm=$watchdog
  fi
  kill_all
  exit 0
}

watch() {
  if load_status && alive "$watchdog" "$watchdog_start"; then
    say "process $watchdog is watching already" >&2
    exit 1
  fi
  guard='' guard_start='' agent='' agent_start='' state=not-started told=no over=no
  me=$$ watchdog=$$
  look_up $$ && watchdog_start=$p_start
  [ "$p_session" != $$ ] || realm=$$
  trap 'asked=yes' HUP INT TERM
  harden
  tick
  started=$now
  make_room || end "its files cannot be kept"
  load_age
  say "watching"
  while :; do
    keep_guard
    look
    steer
    save_status
    save_age
    nap
    if [ -n "$asked" ]; then
      ! going_down || exit 0
      end "it was told to"
    fi
    [ $((now - moved)) -lt "$ttl" ] || end "its lease ran out"
    [ $((lived_before + now - started)) -lt "$max_life" ] || end "its life is over"
    [ "$noticed" != yes ] || end "its cloud takes it back"
    [ "$since_boot" != yes ] || [ "$unsaved" -lt "$patience" ] || end "its age cannot be kept ($dir/age)"
  done
}

usage() {
  echo "usage: $0 [$verbs]" >&2
  exit 64
}

# A session of its own outlives whoever started it, and tells what belongs to it.
look_up $$
if [ $# -eq 0 ] && [ -n "$p_session" ] && [ "$p_session" != $$ ] && [ -f "$0" ] && command -v setsid >/dev/null 2>&1; then
  exec setsid sh "$0"
fi
[ "$since_boot" != yes ] || mkdir -p -- "$dir" "$run"
cd -- "$run" || exit 1
set_nap
case ${1:-watch} in
  watch) watch ;;
  kill) kill_now ;;
  install) install ;;
  *) usage ;;
esac
