# A pod's container, in namespaces of this host: its script is process 1, in directories of its own, with a stand-in for
# docker. Usage: pod.sh DIRECTORY COMMAND...; the directory has the script and the files of the volumes.
set -eu
dir=$1
shift
if [ "${in_pod:-no}" = no ]; then
  in_pod=yes exec unshare --mount --pid --fork --kill-child sh "$0" "$dir" "$@"
fi
mount --make-rprivate /
mount -t proc proc /proc
mkdir -p "$dir/etc/dynagents" "$dir/etc/dynagents-marks" "$dir/etc/alternatives" "$dir/run/dynagents"
for file in passwd group nsswitch.conf ld.so.cache ld.so.conf ld.so.conf.d; do
  [ ! -e "/etc/$file" ] || cp -a "/etc/$file" "$dir/etc/"
done
mount --bind /etc/alternatives "$dir/etc/alternatives"
mount --bind "$dir/marks" "$dir/etc/dynagents-marks"
mount --bind "$dir/script" "$dir/etc/dynagents"
mount --rbind "$dir/etc" /etc
mount --bind "$dir/run" /run
PATH=$dir/bin:$PATH
export PATH POD="$dir"
# as the container's runtime does: a session of its own, without a terminal
exec setsid "$@"
