# Runs apt-get with fresh package lists, and leaves neither lists nor archives behind.
# The base's own mirror is used, or the one that the build secret `apt` names.
set -eu
export DEBIAN_FRONTEND=noninteractive
options="--quiet --yes --no-install-recommends"
if [ -s /run/secrets/apt ]; then options="$options --option Dir::Etc::SourceList=/run/secrets/apt"; fi
apt-get $options update
apt-get $options "$@"
rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/*
