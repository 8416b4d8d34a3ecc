#!/bin/sh
# A machine, a container on it and its cloud's metadata service, each a network of its own, joined by the machine. Prints
# who can read the user data, before and after the metadata is closed with PROGRAM. Needs root.
#
# Run as: unshare --net --mount sh shelter.sh nft|iptables MACHINE.SH DIRECTORY
set -eu
program=$1 directory=$3
cd "$directory"
mkdir -p www/latest
echo secret >www/latest/user-data

unshare --net sleep 1000 &
container=$!
unshare --net sleep 1000 &
cloud=$!
trap 'kill $container $cloud $server' EXIT
server=''

ours=$(readlink /proc/self/ns/net)
for each in $container $cloud; do
  until [ "$(readlink "/proc/$each/ns/net")" != "$ours" ]; do sleep 0.05; done
done
# NAME PID NET: joins the network of that process to ours.
join() {
  ip link add "$1" type veth peer name "far-$1"
  ip link set "far-$1" netns "$2"
  ip address add "$3.1/24" dev "$1"
  ip link set "$1" up
  nsenter --target "$2" --net ip link set lo up
  nsenter --target "$2" --net ip address add "$3.2/24" dev "far-$1"
  nsenter --target "$2" --net ip link set "far-$1" up
  nsenter --target "$2" --net ip route add default via "$3.1"
}
ip link set lo up
join container $container 10.9.9
join cloud $cloud 10.8.8
echo 1 >/proc/sys/net/ipv4/ip_forward
nsenter --target $cloud --net ip address add 169.254.169.254/32 dev lo
ip route add 169.254.169.254/32 via 10.8.8.2
nsenter --target $cloud --net busybox httpd -f -p 169.254.169.254:80 -h www &
server=$!

read_it() {
  "$@" curl --silent --max-time 5 http://169.254.169.254/latest/user-data || echo refused
}
tell() {
  echo "$1 root $(read_it env) other $(read_it setpriv --reuid 65534 --clear-groups) container $(
    read_it nsenter --target $container --net
  )"
}
until [ "$(read_it env)" = secret ]; do sleep 0.05; done
tell open

# shellcheck disable=SC2034 # for the part of the script
metadata=closed
# shellcheck source=/dev/null
. "$2"
if [ "$program" = iptables ]; then
  nft() { return 1; }
fi
set +eu
shelter >/dev/null 2>&1
tell closed
