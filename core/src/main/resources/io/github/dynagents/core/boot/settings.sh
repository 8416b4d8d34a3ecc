# The watchdog of one machine: it starts the agent and takes it down with itself. No watchdog, no agent.
#
# From here on it is the same for every machine. Before it stand the settings of the one machine, as BootScript renders
# them:
#   dir          where it keeps what must outlive a reboot; nothing else writes there
#   run          where it keeps the rest; nothing else writes there but the mark's channel
#   first_ttl    how long to wait for the first mark; this and all times below are in hundredths of a second
#   max_life     from birth to a forced end
#   grace        from the end's begin, when the agent is told to finish, to SIGKILL
#   turn         not quite half the poll: a mark is read in one turn and obeyed in the next
#   shutdown     from SIGKILL to power-off, by force if need be
#   since_boot   "yes" if birth was when the kernel first came up, else it is when this script is started
#   on_term      what SIGTERM does to the agent: "finishes" its jobs, or "kills" them
#   read_mark    prints the mark, UNTIL-TTL-run or UNTIL-TTL-drain, or fails; should give up within a turn
#   read_notice  succeeds once the cloud has announced that it takes the machine back; as quick
#   power_off    ends the machine itself, if there is one
#   prepare      what a whole machine needs before all else, once
#   read_secrets  prints the agent's secrets, each a line NAME BASE64, or fails; only if they are not in "agent"
#   agent        becomes the agent, by exec_agent
#   agent_remains  removes what an agent may leave behind that is no process of ours, such as a container
# and then functions that differ between a whole machine and a process.
#
# Run without arguments it watches. Run as "kill" beside a running one it ends everything at once, jobs too. Run as
# "install" it sees to it that a whole machine runs it, now and after each reboot.
#
# Time is the machine's own: hundredths of a second since boot, so that nobody's wall clock matters; where the kernel
# does not tell it, the naps are counted instead.
set -u
agents_umask=$(umask)
umask 077

: "${dir:?}" "${run:?}" "${first_ttl:?}" "${max_life:?}" "${grace:?}" "${turn:?}" "${shutdown:?}" "${since_boot:?}"
: "${on_term:?}"

attempts=5      # so many times in a row an agent may end by itself
healthy=6000    # one that ran for so long has started well
patience=30     # turns without a sign of life of the watchdog, or without its age on the disk

watchdog='' watchdog_start='' guard='' guard_start='' agent='' agent_start=''
state=not-started told=no over=no reason=''
mark='' word='' ttl=$first_ttl obeyed='' noticed=''
reader='' reader_start='' listener='' listener_start='' saver='' saver_start=''
asked='' written='' realm='' me=$$
began=0 failures=0 not_before=0 counted=0 sync_at=0 unsaved=0

say() {
  printf '%s dynagents: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*"
}

