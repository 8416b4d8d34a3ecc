# ---- a whole machine, which is off when its watchdog is gone

verbs='kill | install'
unit=dynagents-watchdog.service
per_boot=/var/lib/cloud/scripts/per-boot/dynagents
instance=/var/lib/cloud/instance    # cloud-init's link to what belongs to this very machine, so not to a copy of its disk
mine=$instance/dynagents

# Only our unit has this variable.
in_unit() {
  [ -n "${NOTIFY_SOCKET:-}" ]
}

# Whether systemd has let go of all units and is about to power off or to reboot, and waits for us to get out of its way.
going_down() {
  read -r first </proc/1/comm
  case $first in systemd-shut*) ;; *) return 1 ;; esac
}

# Whether that has begun: other units may have ended, such as the container engine, while we and the agent are there.
shutting_down() {
  going_down || [ "$(timeout 5 systemctl is-system-running 2>/dev/null)" = stopping ]
}

# When memory is short the kernel is to kill others.
harden() {
  { echo -1000 >/proc/self/oom_score_adj; } 2>/dev/null
}

# Tells systemd that we are not stuck.
beat() {
  ! in_unit || systemd-notify --no-block WATCHDOG=1 2>/dev/null || systemd-notify WATCHDOG=1
}

# Becomes the agent: one that the kernel may kill when memory is short, and in a scope of its own, which systemd ends with
# our unit, whatever the jobs have forked: a grace later by SIGKILL, and until then by no signal that means anything, as
# our guard has told the agent already. A shutdown does not wait for it, no more than for us.
become() {
  { echo 0 >/proc/self/oom_score_adj; } 2>/dev/null
  if in_unit; then
    unset NOTIFY_SOCKET WATCHDOG_PID WATCHDOG_USEC
    # A job that needs too much memory is killed, and nothing else. Before 253, systemd does so unasked.
    oom=''
    [ "$(systemd_version)" -lt 253 ] || oom=--property=OOMPolicy=continue
    exec systemd-run --quiet --scope --collect --unit="dynagents-agent-$began" --property=BindsTo="$unit" \
      --property=KillSignal=SIGCONT --property=TimeoutStopSec="$(alone)" --property=DefaultDependencies=no \
      --property=TasksMax=infinity ${oom:+"$oom"} -- "$@"
  fi
  exec "$@"
}

# How many seconds the guard, once alone, has to end all.
alone() {
  echo $(((grace + shutdown) / 100 + 30))
}

kill_scopes() {
  ! in_unit || systemctl kill --signal=KILL 'dynagents-agent-*.scope'
}

systemd_version() {
  systemctl --version 2>/dev/null | {
    read -r _ version _
    version=${version%%[!0-9]*}
    echo "${version:-0}"
  }
}

# ---- the cloud's metadata: user data with secrets, and perhaps credentials

# Only root, and nothing in a container with a network of its own, may speak to it. As well as can be: who is root on the
# machine, or can tell the container engine what to do, undoes this.
shelter() {
  [ "$metadata" = closed ] || return 0
  if command -v nft && nft_rules | nft -f -; then return; fi
  shut ip6tables fd00:ec2::254
  shut iptables 169.254.169.254
}

nft_rules() {
  cat <<'RULES'
add table inet dynagents
flush table inet dynagents
table inet dynagents {
  chain own {
    type filter hook output priority -10;
    meta skuid != 0 ip daddr 169.254.169.254 tcp dport 80 reject
    meta skuid != 0 ip6 daddr fd00:ec2::254 tcp dport 80 reject
  }
  chain through {
    type filter hook forward priority -10;
    ip daddr 169.254.169.254 tcp dport 80 reject
    ip6 daddr fd00:ec2::254 tcp dport 80 reject
  }
}
RULES
}

# IPTABLES ADDRESS. Docker asks the chain DOCKER-USER first, and keeps it if it is there already.
shut() {
  command -v "$1" || return
  "$1" -w 5 -N DOCKER-USER
  ajar=''
  shut_in "$@" OUTPUT -m owner ! --uid-owner 0 || ajar=yes
  shut_in "$@" FORWARD || ajar=yes
  shut_in "$@" DOCKER-USER || ajar=yes
  [ -z "$ajar" ]
}

shut_in() {
  tables=$1 address=$2 chain=$3
  shift 3
  set -- "$chain" "$@" -d "$address" -p tcp --dport 80 -j REJECT
  "$tables" -w 5 -C "$@" || "$tables" -w 5 -I "$@"
}

# ---- off

# In order if that goes quickly, else at once: an orderly end may hang for ever.
switch_off() {
  trap - HUP INT TERM
  poweroff &
  off_at=$((now + shutdown - 1000))
  while [ "$now" -lt "$off_at" ]; do nap; done
  sync &
  doze
  doze
  poweroff -f -f &
  doze
  echo o >/proc/sysrq-trigger
}

# ---- at birth

install() {
  watchdog=$$
  (umask 022 && set +u && prepare) </dev/null || end "it could not be prepared"
  if [ ! -e "$mine" ] && { [ -d "$instance" ] || [ ! -e "$dir/age" ]; }; then
    put "$dir/age" '0 0 none' || end "its age cannot be kept ($dir/age)"
    sync "$dir/age" 2>/dev/null || sync
  fi
  [ ! -d "$instance" ] || true >"$mine" || end "its files cannot be kept ($mine)"
  if [ -d /run/systemd/system ] && [ "$(systemd_version)" -ge 236 ]; then
    unit_text >"/etc/systemd/system/$unit" && systemctl daemon-reload && systemctl enable "$unit" &&
      systemctl start --no-block "$unit" && exit 0
    say "systemd does not take the unit; going on without"
  fi
  mkdir -p "${per_boot%/*}" && per_boot_text >"$per_boot" && chmod 700 "$per_boot"
  exec sh "$per_boot"
}

# However the watchdog ends, the machine does. A watchdog that is stopped or stuck is told to end, then killed. It is not
# stopped in a shutdown, so that no reboot waits for jobs. The guard, once alone, has until TimeoutStopSec; a life that is
# over may take the grace too before RuntimeMaxSec says that our clock is wrong.
unit_text() {
  condition=''
  [ ! -d "$instance" ] || condition="ConditionPathExists=$mine"
  cat <<UNIT
[Unit]
Description=dynagents: ends this machine when nobody renews it
DefaultDependencies=no
After=sysinit.target basic.target cloud-init.service cloud-init-network.service
$condition
FailureAction=poweroff-force
SuccessAction=poweroff-force

[Service]
ExecStart=/bin/sh $dir/boot.sh
Environment=HOME=/root
Restart=no
NotifyAccess=all
WatchdogSec=$((patience * turn * 2 / 100 + 5))
WatchdogSignal=SIGTERM
TimeoutStopSec=$(alone)
RuntimeMaxSec=$(((max_life + grace + shutdown * 2) / 100 + 60))
OOMPolicy=continue
StandardOutput=journal+console

[Install]
WantedBy=multi-user.target
UNIT
}

# Without systemd. A copy of this disk has another instance, and is not to run what this machine had to.
per_boot_text() {
  cat <<TEXT
#!/bin/sh
[ ! -d $instance ] || [ -e $mine ] || exit 0
setsid sh $dir/boot.sh </dev/null &
TEXT
}
