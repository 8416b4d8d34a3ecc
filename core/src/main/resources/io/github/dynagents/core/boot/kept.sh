# ---- what others may read

save_status() {
  status="watchdog=$watchdog $watchdog_start
guard=$guard $guard_start
agent=$agent $agent_start
state=$state
told=$told
over=$over
reason=$reason"
  if [ "$status" != "$written" ]; then
    { printf '%s\n' "$status" >status.part && mv -f status.part status && written=$status; } 2>/dev/null
  fi
}

load_status() {
  [ -f status ] || return 1
  while IFS='=' read -r key value; do
    case $key in
      watchdog) watchdog=${value%% *} watchdog_start=${value#* } ;;
      guard) guard=${value%% *} guard_start=${value#* } ;;
      agent) agent=${value%% *} agent_start=${value#* } ;;
      state) state=$value ;;
      told) told=$value ;;
      over) over=$value ;;
    esac
  done <status
}

# ---- what is kept on a full disk

# FILE TEXT: overwrites in place, always as much. A disk that is full takes that, but nothing new.
put() {
  { printf '%-127s\n' "$2" 1<>"$1"; } 2>/dev/null
}

make_room() {
  put mark.read '' && put notice.read '' && put beat '' && mkdir -p "$dir/work"
}

# How long this machine has lived and its mark has not moved, for the case that it reboots. Written aside, as a disk
# may be slow.
save_age() {
  alive "$saver" "$saver_start" && return
  if [ -n "$saver" ]; then
    if wait "$saver"; then unsaved=0; else unsaved=$((unsaved + 1)); fi
  fi
  write_age &
  saver=$! saver_start=''
  look_up "$saver" && saver_start=$p_start
  [ "$now" -lt "$sync_at" ] || sync_at=$((now + 6000))
}

write_age() {
  put "$dir/age" "$((lived_before + now - started)) $((now - moved)) ${mark:-none}" || exit 1
  if [ "$since_boot" = yes ] && [ "$now" -ge "$sync_at" ]; then
    sync "$dir/age" 2>/dev/null || sync
  fi
}

# Of a whole machine, the time before its script counts too, and without what it kept it may be as old as can be.
load_age() {
  lived_before=0 moved=$now
  saved_life='' saved_wait='' saved_mark=''
  { read -r saved_life saved_wait saved_mark <"$dir/age"; } 2>/dev/null
  if number "$saved_life" && number "$saved_wait" && kept_mark "$saved_mark"; then
    lived_before=$saved_life
    if [ "$since_boot" = yes ]; then
      [ "$saved_life" = 0 ] || moved=$((0 - saved_wait))
      lived_before=$((lived_before + now))
    else
      moved=$((now - saved_wait))
    fi
  elif [ "$since_boot" = yes ]; then
    end "its age is lost ($dir/age)"
  fi
}

kept_mark() {
  [ "$1" != none ] || return 0
  number "${1%-*}" && number "${1#*-}" || return
  mark=$1 ttl=$((${1#*-} * 100))
}
