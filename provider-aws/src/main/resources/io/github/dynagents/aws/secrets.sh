# Prints the agent's secrets, each as NAME BASE64. They are in a parameter of Systems Manager, which the machine may read
# by the role of its instance profile. What is secret is on no command line. Expects region, parameter, ssm
# (where it is) and imds. Needs a curl that signs all headers: 7.88 does, 7.81 signs two.
curl --version | {
  read -r _ version _
  minor=${version#*.}
  [ "${version%%.*}" -gt 7 ] || [ "${minor%%.*}" -ge 88 ]
} || {
  echo 'dynagents: the secrets cannot be fetched: curl of 7.88 or newer is needed' >&2
  exit 1
}

ask() {
  printf '%s\n' silent fail 'max-time = 10' "$@" | curl -q --config -
}

imds_token=$(ask 'request = PUT' 'header = "X-aws-ec2-metadata-token-ttl-seconds: 60"' "url = \"$imds/api/token\"") || exit 1

of_imds() {
  ask "header = \"X-aws-ec2-metadata-token: $imds_token\"" "url = \"$imds/meta-data/iam/security-credentials/$1\""
}

role=$(of_imds '') || exit 1
login=$(of_imds "$role") || exit 1

part() {
  printf '%s\n' "$login" | sed -n 's/.*"'"$1"'" *: *"\([^"]*\)".*/\1/p'
}

answer=$(ask "aws-sigv4 = \"aws:amz:$region:ssm\"" "user = \"$(part AccessKeyId):$(part SecretAccessKey)\"" \
  "header = \"x-amz-security-token: $(part Token)\"" 'header = "content-type: application/x-amz-json-1.1"' \
  'header = "x-amz-target: AmazonSSM.GetParameter"' "data = \"{\\\"Name\\\":\\\"$parameter\\\",\\\"WithDecryption\\\":true}\"" \
  "url = \"$ssm/\"") || exit 1
value=$(printf '%s\n' "$answer" | sed -n 's/.*"Value" *: *"\([A-Za-z0-9_:,+/=]*\)".*/\1/p')
[ -n "$value" ] || exit 1
printf '%s\n' "$value" | tr ',:' '\n '
