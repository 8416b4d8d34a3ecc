# ---- the mark

number() {
  case $1 in '' | *[!0-9]* | 0?* | ????????????*) return 1 ;; esac
}

# STAMP MARK: what is no mark is as good as none. Only a moved UNTIL or TTL keeps the machine alive: a drain does not.
obey() {
  until=${2%%-*} rest=${2#*-}
  span=${rest%%-*} order=${rest#*-}
  number "$until" && number "$span" || return
  case $order in run | drain) ;; *) return ;; esac
  word=$order
  if [ "$until-$span" != "$mark" ]; then
    mark=$until-$span ttl=$((span * 100)) moved=$1
  fi
}

# Obeys what was read in the last turn and reads again, aside: a reader that hangs is a mark that does not move.
look() {
  stamp='' seen='' more=''
  read -r stamp seen more <mark.read
  if [ -n "$stamp" ] && [ "$stamp" != "$obeyed" ]; then
    obeyed=$stamp
    [ -n "$more" ] || obey "$stamp" "$seen"
  fi
  read -r noticed <notice.read
  if ! alive "$reader" "$reader_start"; then
    [ -z "$reader" ] || wait "$reader"
    read_aside </dev/null &
    reader=$! reader_start=''
    look_up "$reader" && reader_start=$p_start
  fi
  if ! alive "$listener" "$listener_start"; then
    [ -z "$listener" ] || wait "$listener"
    listen_aside </dev/null &
    listener=$! listener_start=''
    look_up "$listener" && listener_start=$p_start
  fi
}

read_aside() {
  # shellcheck disable=SC2034 # for one that fetches
  aside=mark
  seen=$(read_mark 2>/dev/null) || exit 0
  case $seen in '' | *[!0-9a-z-]* | ????????????????????????????????????????*) exit 0 ;; esac
  put mark.read "$now $seen"
}

listen_aside() {
  # shellcheck disable=SC2034 # for one that fetches
  aside=notice
  ! read_notice >/dev/null 2>&1 || put notice.read yes
}
