#!/bin/sh
# Stands in for docker, systemctl and curl on a machine whose state is the directory MACHINE, by the name that it is run
# under. There, "containers" has a file for each container that runs, "desired" one for each task with its desired status,
# "kills" a line for each SIGTERM; "ecs-up" is there while the ECS agent runs; "events" tells what was done.
cd "$MACHINE" || exit 1
note() {
  echo "$*" >>events
}
# ID: a task as the ECS agent shows it.
task() {
  known=STOPPED
  [ ! -e "containers/$1" ] || known=RUNNING
  printf '{"Arn":"arn:aws:ecs:x:1:task/ci/%s","DesiredStatus":"%s","KnownStatus":"%s","Family":"f","Version":"1",' \
    "$1" "$(cat "desired/$1")" "$known"
  printf '"Containers":[{"DockerId":"%s","DockerName":"ecs-f-1-agent","Name":"agent"}]}' "$1"
}
case ${0##*/}\ $* in
docker\ ps*)
  note looked
  ls containers
  ;;
docker\ events*) sed 's/ .*//' kills ;;
docker\ kill\ --signal\ TERM\ *)
  note "minder tells $4"
  echo "$4 minder" >>kills
  ;;
systemctl\ *start\ ecs)
  : >ecs-up
  note "ecs starts"
  ;;
systemctl\ stop\ ecs)
  if [ -e late ]; then # StopTask has just come through
    read -r id <late
    rm late
    echo "$id ecs" >>kills
  fi
  rm -f ecs-up
  note "ecs stops"
  ;;
curl\ *)
  [ -e ecs-up ] || exit 7
  for url; do :; done
  case $url in
  *dockerid=*) task "${url#*dockerid=}" ;;
  *)
    printf '{"Tasks":['
    for each in desired/*; do [ ! -e "$each" ] || task "${each#desired/}"; done
    printf ']}'
    ;;
  esac
  ;;
*)
  note "unexpected: ${0##*/} $*"
  exit 1
  ;;
esac
