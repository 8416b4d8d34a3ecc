#!/bin/sh
# A small Linux machine in namespaces of its own: systemd, or a shell, as process 1; the programs of this host, and
# nothing else of it; a clock that begins with the boot. Its disk is the directory DISK and stays, so that the next run
# is the machine's next boot. At the first boot it runs /user-data, as cloud-init would. Needs root.
#
# Run as: sh small-machine.sh boot DISK systemd|shell
# Ends with status 130 when it is powered off, and with 129 when it reboots.
set -eu
disk=$2 init=$3

case $1 in
boot) exec unshare --mount --propagation private sh "$0" outside "$disk" "$init" ;;
outside)
  # All its control groups are in one, so that they can be removed.
  groups=$disk.groups
  mkdir -p "$groups"
  mount -t cgroup2 cgroup2 "$groups"
  mine=$groups/small-machine-$$
  mkdir "$mine"
  read -r up _ </proc/uptime
  status=0
  (
    echo 0 >"$mine/cgroup.procs"
    exec unshare --mount --pid --fork --kill-child --uts --ipc --net --cgroup --time \
      --boottime "-$((${up%.*} - 1))" sh "$0" inside "$disk" "$init"
  ) || status=$?
  find "$mine" -depth -type d -exec rmdir {} + || :
  exit "$status"
  ;;
esac

cd "$disk"
mkdir -p dev etc/systemd/system oldroot proc root run sys tmp usr var/lib/cloud/instance var/log shared extra
mount --bind "$disk" "$disk"
cd "$disk"
mount --bind /usr usr
mount -o remount,bind,ro usr
for each in bin sbin lib lib32 lib64; do
  if [ -L "/$each" ]; then
    [ -L "$each" ] || cp -P "/$each" .
  elif [ -d "/$each" ]; then
    mkdir -p "$each"
    mount --bind "/$each" "$each"
  fi
done
mount --bind extra usr/local/sbin
mount -t proc proc proc
[ ! -e proc/sysrq-trigger ] || mount --bind /dev/null proc/sysrq-trigger # is the host's
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=755 tmpfs dev
mkdir dev/pts dev/shm
for each in null zero full random urandom; do
  : >"dev/$each"
  mount --bind "/dev/$each" "dev/$each"
done
ln -s /proc/self/fd dev/fd
printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n' >etc/passwd
printf 'root:x:0:\n' >etc/group
echo 0123456789abcdef0123456789abcdef >etc/machine-id
: >etc/os-release

# Of this host's units, those that a boot and a shutdown need.
units=usr/lib/systemd/system few=etc/systemd/few
mkdir -p $few
for each in sysinit basic shutdown umount final poweroff reboot multi-user sockets timers paths slices; do
  cp "$units/$each.target" $few/
done
cp $units/systemd-poweroff.service $units/systemd-reboot.service $few/
mount --bind $few $units

cat >first-boot <<'FIRST'
[ ! -e /var/lib/first ] || exit 0
: >/var/lib/first
exec sh /user-data
FIRST
cat >shell-init <<'INIT'
exec >>/shared/log 2>&1
for script in /var/lib/cloud/scripts/per-boot/*; do
  [ ! -e "$script" ] || "$script"
done
sh /first-boot
while :; do sleep 1; done
INIT
cat >etc/systemd/system/first.service <<'UNIT'
[Service]
Type=oneshot
ExecStart=/bin/sh /first-boot
StandardOutput=append:/shared/log
StandardError=append:/shared/log
UNIT
own=etc/systemd/system
mkdir -p $own/multi-user.target.wants $own/dynagents-watchdog.service.d
ln -sf ../first.service $own/multi-user.target.wants/
printf '[Service]\nStandardOutput=append:/shared/log\nStandardError=append:/shared/log\n' \
  >$own/dynagents-watchdog.service.d/log.conf

pivot_root . oldroot
umount -l oldroot
case $init in
systemd)
  set -- /usr/lib/systemd/systemd --unit=multi-user.target --log-target=console --show-status=0
  [ -x "$1" ] || { shift && set -- /lib/systemd/systemd "$@"; }
  ;;
shell) set -- /bin/sh /shell-init ;;
esac
exec env -i container=small PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin chroot . "$@"
