# ---- HTTP

# METHOD URL [HEADER]: prints what is answered, if that is a 200 and short. What may be secret, the URL and the header,
# is on no command line, where other processes could read it. Follows nothing, and gives up within a turn.
fetch() {
  seconds=$((turn / 200))
  [ "$seconds" -ge 1 ] || seconds=1
  if command -v curl >/dev/null 2>&1; then
    fetched=$(curl_settings "$@" | curl -q --config - | head -c 300)
    case $fetched in *'
200') printf '%s\n' "${fetched%?200}" ;; *) return 1 ;; esac
  else
    fetched=$(wget_settings "$@" | wget_quietly "$1" "$2" | head -c 3000)
    case $fetched in 'HTTP/1.'?' 200 '*"$end_of_headers"*) printf '%s\n' "${fetched##*"$end_of_headers"}" ;; *) return 1 ;; esac
  fi
}

end_of_headers=$(printf '\r\n\r\n.')
end_of_headers=${end_of_headers%.}

curl_settings() {
  printf '%s\n' silent "max-time = $seconds" "request = $1" "url = \"$2\"" 'write-out = "\n%{http_code}"'
  [ $# -lt 3 ] || printf 'header = "%s"\n' "$3"
}

wget_settings() {
  [ $# -lt 3 ] || printf 'header = %s\n' "$3"
}

# Takes the settings from its input.
wget_quietly() {
  wget --config=/dev/fd/3 --quiet --input-file=- --output-document=- --save-headers --tries=1 --max-redirect=0 \
    --method="$1" --timeout="$seconds" 3<&0 <<URL
$2
URL
}
