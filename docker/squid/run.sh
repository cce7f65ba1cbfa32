#!/bin/sh
# Starts Squid and lets it read its list again whenever the platform wrote another one.
set -eu
list=/etc/squid/wecube/packages.conf
mkdir -p /etc/squid/wecube
# The volume is between core and this container only, and core is not root in its own.
chmod 777 /etc/squid/wecube
touch "$list" /etc/squid/wecube/passwords
squid -N -f /etc/squid/squid.conf &
squid=$!
trap 'kill "$squid"' TERM INT
seen=$(stat -c %Y.%i "$list")
while kill -0 "$squid" 2>/dev/null; do
  sleep 1
  now=$(stat -c %Y.%i "$list")
  [ "$now" = "$seen" ] || { seen=$now; squid -k reconfigure -f /etc/squid/squid.conf; }
done
wait "$squid"
