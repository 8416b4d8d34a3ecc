# What the watchdog starts on a machine whose agent is a task of ECS: it has the ECS agent run, and once it gets SIGTERM it
# sees the task off, and ends with it. A second SIGTERM makes a Drone runner drop its jobs, so each container is told
# once: by StopTask if that comes in time, or else from here.
set -u
ours=label=com.amazonaws.ecs.container-name=agent
tasks=http://localhost:51678/v1/tasks
turn=1      # second
patience=30 # turns that StopTask has to come, and that a task has to be shown as over
settle=3    # turns that the ECS agent takes to tell its cluster so
asked='' told=' ' here='' untold=''
trap 'asked=yes' TERM

nap() {
  sleep "$1" &
  wait "$!"
}

say() {
  printf '%s dynagents: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*"
}

# Sets here, the containers that run, and untold, those of them that nobody has told yet.
look() {
  until here=$(timeout 20 docker ps --quiet --no-trunc --filter "$ours"); do nap "$turn"; done
  untold=''
  for id in $here; do is_told "$id" || untold="$untold $id"; done
}

# Remembered, for the ECS agent forgets what it has ended, and does not answer while it is stopped.
is_told() {
  case $told in *" $1 "*) return 0 ;; esac
  case $(curl --silent --max-time 5 "$tasks?dockerid=$1") in
    *'"DesiredStatus":"STOPPED"'*) told="$told$1 " ;;
    *) return 1 ;;
  esac
}

# While the ECS agent was being stopped it may still have told some.
recall() {
  for id in $(timeout 20 docker events --since "$since" --until "$(($(date +%s) + 1))" --filter event=kill \
    --filter "$ours" --format '{{.Actor.ID}}'); do
    told="$told$id "
  done
}

# From here on no StopTask can come, and no task can begin. Containers go on.
tell() {
  timeout 90 systemctl stop ecs || say "the ECS agent cannot be stopped"
  recall
  look
  for id in $untold; do
    say "telling the agent to finish"
    told="$told$id "
    timeout 20 docker kill --signal TERM "$id" >/dev/null || say "the agent could not be told"
  done
}

# Whether any task is not over yet, by what the ECS agent knows.
unreported() {
  case $(curl --silent --max-time 5 "$tasks" | sed 's/"KnownStatus":"STOPPED"//g') in
    *'"KnownStatus"'* | '') ;;
    *) return 1 ;;
  esac
}

# Has the ECS agent tell its cluster that the task is over.
report() {
  timeout 90 systemctl start ecs || say "the ECS agent does not start"
  waited=0
  while unreported && [ "$waited" -lt "$patience" ]; do
    nap "$turn"
    waited=$((waited + 1))
  done
  waited=0
  while [ "$waited" -lt "$settle" ]; do
    nap "$turn"
    waited=$((waited + 1))
  done
}

# Until nothing runs, and nothing can begin to.
see_off() {
  since=$(($(date +%s) - 1))
  while :; do
    waited=0
    look
    while [ -n "$untold" ] && [ "$waited" -lt "$patience" ]; do
      nap "$turn"
      waited=$((waited + 1))
      look
    done
    if [ -z "$here" ] || [ -n "$untold" ]; then tell; fi
    [ -n "$here" ] || break
    going=$here
    while among "$going"; do
      nap "$turn"
      look
    done
    report
  done
}

# Whether any of those still runs.
among() {
  for id in $here; do
    case " $(echo "$1" | tr '\n' ' ') " in *" $id "*) return 0 ;; esac
  done
  return 1
}

say "starting the ECS agent"
systemctl --no-block start ecs || exit 1
while [ -z "$asked" ]; do nap 10; done
see_off
say "no agent runs any more"
