# ---- the agent

# A shell makes its background children ignore SIGINT and SIGQUIT. Jobs would inherit that; so undo it if we can.
exec_agent() {
  case $1 in
    *=*) ;;
    *) if env --default-signal=INT,QUIT true 2>/dev/null; then set -- env --default-signal=INT,QUIT "$@"; fi ;;
  esac
  become "$@"
}

# What may hang is done here, in the process that will be the agent, and not in the watchdog.
run_agent() {
  agent_remains >/dev/null 2>&1
  shelter >/dev/null 2>&1 || say "jobs can reach the metadata service: it cannot be closed by nft or iptables"
  umask "$agents_umask" && cd "$dir/work" && agent
}

start_agent() {
  began=$now
  [ ! -f stop ] || rm -f stop
  run_agent </dev/null &
  agent=$! agent_start='' told=no state=running
  look_up "$agent" && agent_start=$p_start
  save_status
  say "agent started as process $agent"
}

# Once only: a second SIGTERM makes a Drone runner drop its jobs. One whose jobs the first would kill is left alone, and
# not followed by another.
tell_agent() {
  if [ "$told" = no ] && alive "$agent" "$agent_start"; then
    told=yes
    save_status
    if [ "$on_term" = kills ]; then
      say "starting no other agent after this one"
    else
      say "telling the agent to finish"
      kill -TERM "$agent" 2>/dev/null
    fi
  fi
}

agent_ended() {
  wait "$agent" 2>/dev/null
  agent_status=$?
  say "agent ended with status $agent_status"
  agent='' agent_start=''
  if [ "$told" = yes ]; then
    failures=0
  elif [ "$on_term" = kills ] && [ "$agent_status" -eq 0 ]; then
    failures=0 not_before=$now state=not-started # it has run its one workflow
  elif shutting_down; then
    state=not-started # what it needs has ended, and so will this
  else
    [ $((now - began)) -lt "$healthy" ] || [ -f secretless ] || failures=0
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
    if [ "$word" = drain ]; then
      tell_agent
      stop_agent
    elif [ "$on_term" = kills ] && [ "$told" = yes ]; then
      told=no
      rm -f stop
    fi
  elif [ "$word" = drain ]; then
    state=stopped failures=0 not_before=$now
  elif [ "$word" = run ] && [ "$now" -ge "$not_before" ]; then
    if shutting_down; then not_before=$((now + turn * 2)); else start_agent; fi
  fi
}

# Of an agent whose jobs SIGTERM would kill: who drains it knows that it has none, if a file "stop" is there.
stop_agent() {
  if [ "$on_term" = kills ] && [ -f stop ]; then
    rm -f stop
    say "stopping the agent"
    kill -TERM "$agent" 2>/dev/null
  fi
}
