#!/bin/sh
# A stand-in for docker that runs one agent, which has a job for as long as there is a file "job".
case $1 in
  run)
    trap 'echo told >>"$POD/events"; told=yes' TERM
    told=no
    echo "run $*" >>"$POD/events"
    while [ "$told" = no ] || [ -f "$POD/job" ]; do sleep 0.1; done
    echo "finished $AGENT_COLOUR $AGENT_SECRET" >>"$POD/events"
    ;;
  rm) ;;
esac
