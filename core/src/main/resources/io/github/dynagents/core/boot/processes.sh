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

# Lets a turn pass, or less if a signal comes.
doze() {
  sleep "$nap" &
  wait "$!"
  counted=$((counted + turn))
}

# The same, and shows that we are not stuck.
nap() {
  doze
  tick
  put beat "$now"
  beat
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
  remains &
  rest=$! rest_start='' rounds=0
  look_up "$rest" && rest_start=$p_start
  while alive "$rest" "$rest_start" && [ "$rounds" -lt 5 ]; do # an engine that hangs must not keep us
    rounds=$((rounds + 1))
    nap
  done
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

remains() {
  kill_scopes
  agent_remains
} >/dev/null 2>&1
