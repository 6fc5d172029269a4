# shellcheck shell=bash disable=SC2154,SC2034
# Words in two languages, one-line errors, the build lock, and jobs that die with us.
# $root is set by the caller.

language=${GWANMUN_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}
case $language in
  ko*) language=ko ;;
  *) language=en ;;
esac

# t ENGLISH KOREAN: the text in the user's language.
t() {
  if [ "$language" = ko ]; then printf '%s' "$2"; else printf '%s' "$1"; fi
}

say() { printf 'gwanmun: %s\n' "$*" >&2; }

# die STATUS MESSAGE: 2 for bad usage or input, 3 when something cannot be done.
die() {
  local status=$1
  shift
  say "$@"
  exit "$status"
}

# In the C locale Java can neither print Korean nor open a file with a Korean name.
utf8_locale() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX)
      if [ -n "${LC_ALL-}" ]; then export LC_ALL=C.UTF-8; else export LC_CTYPE=C.UTF-8; fi
      ;;
  esac
}

state=$root/target/launcher

# A probe, because `test -w` says yes to root on a read-only file system.
can_write() {
  mkdir -p "$state" 2>/dev/null && (: >"$state/.probe.$$") 2>/dev/null && rm -f "$state/.probe.$$"
}

# One build at a time in one working tree. Descriptor 9 is inherited by Maven on purpose: should this script be
# killed, the lock is held until the build it started has ended too.
lock_build() {
  local waited=0 owner limit=${GWANMUN_LOCK_WAIT_S:-3600}
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$state/lock"
    flock -n 9 && return
    say "$(t 'another build is running here; waiting for it' '이 폴더에서 다른 빌드가 진행 중이라 기다립니다')"
    flock -w "$limit" 9 && return
  else
    until mkdir "$state/lock.d" 2>/dev/null; do
      owner=$(cat "$state/lock.d/pid" 2>/dev/null)
      # An owner that has died cannot give the lock back.
      if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
        rm -rf "$state/lock.d"
        continue
      fi
      [ "$waited" = 0 ] &&
        say "$(t 'another build is running here; waiting for it' '이 폴더에서 다른 빌드가 진행 중이라 기다립니다')"
      waited=$((waited + 1))
      [ "$waited" -gt "$limit" ] && break
      sleep 1
    done
    if [ "$waited" -le "$limit" ]; then
      echo $$ >"$state/lock.d/pid"
      return
    fi
  fi
  die 3 "$(t "the other build did not end within $limit s. Maybe stop it, then try again." \
    "다른 빌드가 $limit 초 안에 끝나지 않았습니다. 그 빌드를 멈춘 뒤 다시 해 보십시오.")"
}

unlock_build() {
  if command -v flock >/dev/null 2>&1; then
    exec 9>&-
  else
    rm -rf "$state/lock.d"
  fi
}

# job COMMAND…: runs it in a process group of its own, so that one signal to us ends Maven and every child of it.
job() {
  local status
  job_group=
  trap 'stop_job 143' TERM
  trap 'stop_job 130' INT
  trap 'stop_job 129' HUP
  set -m
  "$@" </dev/null &
  job_group=$!
  set +m
  wait "$job_group"
  status=$?
  trap - TERM INT HUP
  return "$status"
}

stop_job() {
  local tenths=0
  trap '' TERM INT HUP
  [ -n "$job_group" ] || exit "$1"
  kill -TERM -- "-$job_group" 2>/dev/null
  # Time for shutdown hooks: a browser and a database are put away by them.
  while kill -0 -- "-$job_group" 2>/dev/null && [ "$tenths" -lt 150 ]; do
    sleep 0.1
    tenths=$((tenths + 1))
  done
  kill -KILL -- "-$job_group" 2>/dev/null
  [ -d "$state/lock.d" ] && [ "$(cat "$state/lock.d/pid" 2>/dev/null)" = $$ ] && rm -rf "$state/lock.d"
  exit "$1"
}
