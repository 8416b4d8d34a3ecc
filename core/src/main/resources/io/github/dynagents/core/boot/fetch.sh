# ---- HTTP

# METHOD URL [HEADER]: prints what is answered, if that is a 200 and short. What may be secret, the URL and the header,
# is on no command line, where other processes could read it. Follows nothing, and gives up within a turn, unless
# fetch_within says how many seconds an answer may take.
fetch() {
  seconds=${fetch_within:-$((turn / 200))}
  [ "$seconds" -ge 1 ] || seconds=1
  if command -v curl >/dev/null 2>&1; then
    fetched=$(curl_settings "$@" | curl -q --config - | head -c 300)
    case $fetched in *'
200') printf '%s\n' "${fetched%?200}" ;; *) return 1 ;; esac
  else
    fetched=$(wget_quietly "$@" | head -c 3000)
    case $fetched in 'HTTP/1.'?' 200 '*"$end_of_headers"*) printf '%s\n' "${fetched##*"$end_of_headers"}" ;; *) return 1 ;; esac
  fi
}

end_of_headers=$(printf '\r\n\r\n.')
end_of_headers=${end_of_headers%.}

curl_settings() {
  printf '%s\n' silent "max-time = $seconds" "request = $1" "url = \"$2\"" 'write-out = "\n%{http_code}"'
  [ $# -lt 3 ] || printf 'header = "%s"\n' "$3"
}

# Takes its settings from nothing but a file.
wget_quietly() {
  true >"wgetrc.$aside" || return # a shell that cannot redirect ":" exits
  [ $# -lt 3 ] || printf 'header = %s\n' "$3" >"wgetrc.$aside"
  wget --config="wgetrc.$aside" --quiet --input-file=- --output-document=- --save-headers --tries=1 --max-redirect=0 \
    --method="$1" --timeout="$seconds" <<URL
$2
URL
}
