#!/bin/sh
# An instance of EC2 as far as its user data can tell: a process tree, a clock, a network and mounts of its own, the metadata
# service at its address, and no systemd. "docker" and "poweroff" are stand-ins, found before this host's. Needs root.
#
# Run as: sh ec2-machine.sh boot DIRECTORY METADATA...
#   DIRECTORY  where "user-data" is, and where it says in "events" what happened and in "console" what was printed
#   METADATA   the program of the metadata service; knows DIRECTORY
# Ends when the machine is powered off, with status 0.
set -eu
step=$1 directory=$2
shift 2

case $step in
boot)
  # A clock of its own too: it has just been switched on, however long this host has been up.
  read -r up _ </proc/uptime
  exec unshare --mount --pid --fork --kill-child --net --time --boottime "-$((${up%.*} - 1))" \
    sh "$0" first "$directory" "$@"
  ;;
esac

# Process 1. What ends the machine is private to it; the host's way to end itself is out of reach.
mount -t proc proc /proc
[ ! -e /proc/sysrq-trigger ] || mount --bind /dev/null /proc/sysrq-trigger
mount --bind /proc/sys /proc/sys
mount -o remount,bind,ro /proc/sys
cd "$directory"
mkdir -p programs var-lib
mount --bind var-lib /var/lib
mount -t tmpfs tmpfs /run
mkfifo off

cat >programs/docker <<DOCKER
#!/bin/sh
cd '$directory'
case \$1 in
run)
  echo "docker \$*" >>events
  env >environment
  trap 'echo term >>events; exit 0' TERM
  echo started >>events
  while :; do sleep 0.05; done
  ;;
esac
DOCKER
cat >programs/poweroff <<POWEROFF
#!/bin/sh
echo "poweroff" >>'$directory/events'
echo now >'$directory/off'
POWEROFF
chmod 755 programs/docker programs/poweroff

ip link set lo up
ip address add 169.254.169.254/32 dev lo
"$@" >metadata-log 2>&1 &
until grep -q listens metadata-log; do sleep 0.05; done

PATH=$directory/programs:$PATH sh user-data >>console 2>&1 &
read -r _ <off
exit 0
