# ---- the agent's secrets, where they are not in this script

# NAME...: exports what read_secrets prints for each of these. All in the shell itself, for a value may be on no command
# line and in no file, so in no here-document either. While it is under way, or has failed, there is a file "secretless".
reveal() {
  true >"$run/secretless"
  printed=$(read_secrets </dev/null) || no_agent "its secrets cannot be fetched"
  printed="$end_of_line$printed$end_of_line"
  for name; do
    case $printed in
      *"$end_of_line$name "*) value=${printed#*"$end_of_line$name "} value=${value%%"$end_of_line"*} ;;
      *"$end_of_line$name$end_of_line"*) value='' ;;
      *) no_agent "there is no secret $name" ;;
    esac
    case $value in *[!A-Za-z0-9+/=]*) no_agent "the secret $name is no base64" ;; esac
    value=$(printf '%s' "$value" | base64 -d && echo .) || no_agent "the secret $name is no base64"
    export "$name=${value%.}" # the dot has kept the line ends before it
  done
  rm -f "$run/secretless"
}

# Ends the process that would have been the agent.
no_agent() {
  say "no agent starts, because $1"
  exit 1
}

end_of_line='
'
