# shellcheck shell=sh
# The watchdog of one machine: it starts the agent and takes it down with itself. No watchdog, no agent.
#
# This is the part that is the same for every machine. Before it stand the settings of the one machine, as BootScript
# renders them:
#   dir          where it keeps its files; nothing else writes there but the mark's channel
#   first_ttl    how long to wait for the first mark; this and all times below are in hundredths of a second
#   max_life     from birth to a forced end
#   grace        from the end's begin, when the agent is told to finish, to SIGKILL
#   turn         half the poll: a mark is read in one turn and obeyed in the next
#   since_boot   "yes" if birth was when the kernel came up, else it is when this script is started
#   read_mark    prints the mark, UNTIL-TTL-run or UNTIL-TTL-drain, or fails; should give up within a turn
#   power_off    ends the machine itself, if there is one
#   agent        becomes the agent, by exec_agent
#   agent_remains  removes what an agent may leave behind that is no process of ours, such as a container
#
# Run without arguments it watches. Run as "kill" beside a running one it ends everything at once, jobs too.
#
# Time is the machine's own: hundredths of a second since boot, so that nobody's wall clock matters; where the kernel
# does not tell it, the naps are counted instead.
set -u
agents_umask=$(umask)
umask 077

: "${dir:?}" "${first_ttl:?}" "${max_life:?}" "${grace:?}" "${turn:?}" "${since_boot:?}"

attempts=5      # so many times in a row an agent may end by itself
healthy=6000    # one that ran for so long has started well

watchdog='' watchdog_start='' guard='' guard_start='' agent='' agent_start=''
state=not-started told=no over=no reason=''
mark='' word='' ttl=$first_ttl
reader='' reader_start='' asked='' written='' realm=''
began=0 failures=0 not_before=0 counted=0

say() {
  printf '%s dynagents: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*"
}

# ---- time

# Sets now.
tick() {
  if [ -r /proc/uptime ]; then
    read -r up _ </proc/uptime
    hundredths=${up#*.}
    now=$((${up%.*} * 100 + ${hundredths#0}))
  else
    now=$counted
  fi
}

# Lets a turn pass, or less if a signal comes. No child may hold the lifeline, descriptor 9; those that are functions
# close it by exec, because a shell that redirects a function keeps a copy to restore.
nap() {
  sleep "$nap" 9>&- &
  wait "$!"
  counted=$((counted + turn))
}

# Sets nap, the turn in seconds. POSIX promises whole ones only.
set_nap() {
  nap=$(printf '%d.%02d' $((turn / 100)) $((turn % 100)))
  if ! sleep 0.01 2>/dev/null; then
    nap=$((turn < 200 ? 1 : turn / 100)) turn=$((nap * 100))
  fi
}

# ---- processes

# Sets p_state, p_parent, p_session and p_start of a process, or fails if there is none. Its start tells it from a
# later one of the same number.
look_up() {
  if [ -r /proc/self/stat ]; then
    p_line=''
    { while read -r p_part; do p_line="$p_line $p_part"; done <"/proc/$1/stat"; } 2>/dev/null
    case $p_line in *') '*) ;; *) return 1 ;; esac
    # shellcheck disable=SC2086 # words are wanted: those that follow the program's name
    set -- ${p_line##*) }
    p_state=$1 p_parent=$2 p_session=$4 p_start=${20}
  else
    # shellcheck disable=SC2046 # words are wanted
    set -- $(ps -o stat= -o ppid= -o lstart= -p "$1" 2>/dev/null)
    [ $# -ge 3 ] || return 1
    p_state=${1%"${1#?}"} p_parent=$2 p_session=''
    shift 2
    p_start=$(printf '%s_' "$@")
  fi
  case $p_state in Z | X) return 1 ;; esac
}

# PID START: whether this very process lives.
alive() {
  [ -n "$1" ] && look_up "$1" && [ "$p_start" = "$2" ]
}

# Sets all: PID:PARENT:SESSION of every process. Makes no process itself, or they would be found too.
look_at_all() {
  all=''
  if [ -r /proc/self/stat ]; then
    for entry in /proc/[0-9]*; do
      look_up "${entry#/proc/}" && all="$all ${entry#/proc/}:$p_parent:$p_session"
    done
  else
    ps -A -o pid= -o ppid= >processes
    while read -r p_pid p_parent; do all="$all $p_pid:$p_parent:"; done <processes
    rm -f processes
  fi
}

# Sets kin: the agent, the members of our session, and all that descend from them, without the process that asks.
find_kin() {
  kin=' '
  alive "$agent" "$agent_start" && kin=" $agent "
  look_at_all
  grown=yes
  while [ -n "$grown" ]; do
    grown=''
    for entry in $all; do
      pid=${entry%%:*} entry=${entry#*:}
      case $kin in *" $pid "*) continue ;; esac
      [ "$pid" != "$me" ] || continue
      if [ -z "$realm" ] || [ "${entry#*:}" != "$realm" ]; then
        case $kin in *" ${entry%%:*} "*) ;; *) continue ;; esac
      fi
      kin="$kin$pid " grown=yes
    done
  done
}

# Kills all kin. They are stopped first, so that none forks away while the others are found.
kill_all() {
  agent_remains >/dev/null 2>&1
  frozen=' ' rounds=0
  while [ "$rounds" -lt 20 ]; do
    rounds=$((rounds + 1)) fresh=''
    find_kin
    for pid in $kin; do
      case $frozen in *" $pid "*) ;; *) fresh="$fresh$pid " ;; esac
    done
    [ -n "$fresh" ] || break
    # shellcheck disable=SC2086 # words are wanted
    kill -STOP $fresh 2>/dev/null
    frozen="$frozen$fresh"
  done
  # shellcheck disable=SC2086 # words are wanted
  [ "$frozen" = ' ' ] || kill -KILL $frozen 2>/dev/null
}

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
    printf '%s\n' "$status" >status.part && mv -f status.part status && written=$status
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

# How long this machine has lived and its mark has not moved, for the case that it reboots.
save_age() {
  printf '%s %s %s\n' $((lived_before + now - started)) $((now - moved)) "${mark:-none}" >age.part &&
    mv -f age.part age
}

load_age() {
  lived_before=0 moved=$now
  if [ -f age ] && read -r saved_life saved_wait saved_mark <age && number "$saved_life" && number "$saved_wait"; then
    lived_before=$saved_life moved=$((now - saved_wait)) mark=$saved_mark
    case $mark in *-*) ttl=$((${mark#*-} * 100)) ;; esac
  fi
  [ "$since_boot" != yes ] || lived_before=$((lived_before + now))
}

# ---- the mark

number() {
  case $1 in '' | *[!0-9]* | 0?* | ????????????*) return 1 ;; esac
}

# STAMP MARK: what is no mark is as good as none. Only a moved UNTIL or TTL keeps the machine alive: a drain does not.
obey() {
  until=${2%%-*} rest=${2#*-}
  span=${rest%%-*} order=${rest#*-}
  number "$until" && number "$span" || return
  case $order in run | drain) ;; *) return ;; esac
  word=$order
  if [ "$until-$span" != "$mark" ]; then
    mark=$until-$span ttl=$((span * 100)) moved=$1
  fi
}

# Obeys what was read in the last turn and reads again, aside: a reader that hangs is a mark that does not move.
look() {
  if [ -f mark.read ]; then
    stamp='' seen='' more=''
    read -r stamp seen more <mark.read
    rm -f mark.read
    [ -n "$more" ] || obey "$stamp" "$seen"
  fi
  alive "$reader" "$reader_start" && return
  read_aside </dev/null &
  reader=$!
  look_up "$reader" && reader_start=$p_start
}

read_aside() {
  exec 9>&-
  seen=$(read_mark 2>/dev/null) && printf '%s %s\n' "$now" "$seen" >mark.part && mv -f mark.part mark.read
}

# ---- the agent

# A shell makes its background children ignore SIGINT and SIGQUIT. Jobs would inherit that; so undo it if we can.
exec_agent() {
  case $1 in
    *=*) ;;
    *) if env --default-signal=INT,QUIT true 2>/dev/null; then exec env --default-signal=INT,QUIT "$@"; fi ;;
  esac
  exec "$@"
}

run_agent() {
  exec 9>&-
  mkdir -p work && umask "$agents_umask" && cd work && agent
}

start_agent() {
  agent_remains >/dev/null 2>&1
  run_agent </dev/null &
  agent=$! agent_start='' told=no state=running began=$now
  look_up "$agent" && agent_start=$p_start
  save_status
  say "agent started as process $agent"
}

# Once only: a second SIGTERM makes a Drone runner drop its jobs.
tell_agent() {
  if [ "$told" = no ] && alive "$agent" "$agent_start"; then
    told=yes
    save_status
    say "telling the agent to finish"
    kill -TERM "$agent" 2>/dev/null
  fi
}

agent_ended() {
  wait "$agent" 2>/dev/null
  say "agent ended with status $?"
  agent='' agent_start=''
  if [ "$told" = yes ]; then
    failures=0
  else
    [ $((now - began)) -lt "$healthy" ] || failures=0
    failures=$((failures + 1)) state=not-started
    [ "$failures" -lt "$attempts" ] || end "its agent ended by itself $failures times in a row"
    not_before=$((now + (turn * 2 << (failures - 1))))
  fi
}

# Brings the agent to what the mark says.
steer() {
  if [ -n "$agent" ] && ! alive "$agent" "$agent_start"; then
    agent_ended
  fi
  if [ -n "$agent" ]; then
    [ "$word" != drain ] || tell_agent
  elif [ "$word" = drain ]; then
    state=stopped failures=0 not_before=$now
  elif [ "$word" = run ] && [ "$now" -ge "$not_before" ]; then
    start_agent
  fi
}

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
    tick
  done
  kill_all
  state=stopped over=yes
  save_status
  say "over"
  power_off
  exit 0
}

# The other half of "no watchdog, no agent": reads from a pipe that only the watchdog holds open, and takes over once
# that is gone, however it went.
guard() {
  exec 9>&-
  trap '' HUP INT TERM
  while read -r _; do :; done
  load_status
  [ "$over" = no ] || exit 0
  # shellcheck disable=SC2016 # for the inner shell: its parent is this process, while $$ is still the watchdog
  me=$(exec sh -c 'echo "$PPID"')
  counted=0
  end "its watchdog was killed"
}

keep_guard() {
  alive "$guard" "$guard_start" && return
  guard <lifeline &
  guard=$!
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
  guard='' agent='' state=not-started told=no over=no
  me=$$ watchdog=$$
  look_up $$ && watchdog_start=$p_start
  [ "$p_session" != $$ ] || realm=$$
  rm -f mark.read mark.part lifeline
  mkfifo lifeline && exec 9<>lifeline || exit 1
  set_nap
  trap 'asked=yes' HUP INT TERM
  tick
  started=$now
  load_age
  say "watching"
  while :; do
    keep_guard
    look
    steer
    save_status
    save_age
    nap
    tick
    [ -z "$asked" ] || end "it was told to"
    [ $((now - moved)) -lt "$ttl" ] || end "its lease ran out"
    [ $((lived_before + now - started)) -lt "$max_life" ] || end "its life is over"
  done
}

# A session of its own outlives whoever started it, and tells what belongs to it.
look_up $$
if [ $# -eq 0 ] && [ -n "$p_session" ] && [ "$p_session" != $$ ] && [ -f "$0" ] && command -v setsid >/dev/null 2>&1; then
  exec setsid sh "$0"
fi
[ "$since_boot" != yes ] || mkdir -p -- "$dir"
cd -- "$dir" || exit 1
case ${1:-watch} in
  watch) watch ;;
  kill) kill_now ;;
  *)
    echo "usage: $0 [kill]" >&2
    exit 64
    ;;
esac
