# shellcheck shell=bash disable=SC2154,SC2034
# Finds a JDK 25 or newer by reading the `release` file of each candidate: no process is started.

jdk_wanted=25

# The places looked at, first come first served among JDKs of the same version.
jdk_places() {
  local name path
  [ -n "${JAVA_HOME-}" ] && printf '%s\n' "$JAVA_HOME"
  for name in javac java; do
    path=$(command -v "$name") || continue
    path=$(resolve_link "$path")
    printf '%s\n' "${path%/bin/*}"
  done
  # GWANMUN_JDK_FOLDERS replaces the usual folders (the launcher's own test needs that).
  if [ -n "${GWANMUN_JDK_FOLDERS+set}" ]; then
    printf '%s\n' "$GWANMUN_JDK_FOLDERS" | tr ':' '\n' | while IFS= read -r path; do
      [ -n "$path" ] && printf '%s\n' "$path"/*
    done
    return
  fi
  printf '%s\n' /usr/lib/jvm/* /opt/* /opt/java/* "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
    /usr/local/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home
}

resolve_link() {
  local path=$1 link
  while [ -L "$path" ]; do
    link=$(readlink "$path")
    case $link in
      /*) path=$link ;;
      *) path=${path%/*}/$link ;;
    esac
  done
  printf '%s' "$path"
}

# Sets jdk_version of the JDK in folder $1; fails when there is none (a bare runtime has no javac).
read_jdk_version() {
  local line
  jdk_version=
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*)
        line=${line#JAVA_VERSION=}
        line=${line#\"}
        jdk_version=${line%%\"*}
        ;;
    esac
  done <"$1/release"
  jdk_major=${jdk_version%%[!0-9]*}
  [ -n "$jdk_major" ]
}

# Sets java_home and java_version; fails when there is none. jdk_seen lists what was found and is too old.
find_jdk() {
  local place best=0
  java_home='' java_version='' jdk_seen=''
  if [ -n "${GWANMUN_JAVA_HOME-}" ]; then
    if read_jdk_version "$GWANMUN_JAVA_HOME" && [ "$jdk_major" -ge "$jdk_wanted" ]; then
      java_home=$GWANMUN_JAVA_HOME java_version=$jdk_version
      return
    fi
    die 2 "$(t "GWANMUN_JAVA_HOME ($GWANMUN_JAVA_HOME) is not a JDK $jdk_wanted or newer${jdk_version:+ but $jdk_version}. Maybe unset it: other folders are then searched." \
      "GWANMUN_JAVA_HOME ($GWANMUN_JAVA_HOME)은 JDK $jdk_wanted 이상이 아닙니다${jdk_version:+ ($jdk_version)}. 이 변수를 지우면 다른 폴더를 찾아봅니다.")"
  fi
  while IFS= read -r place; do
    read_jdk_version "$place" || continue
    if [ "$jdk_major" -lt "$jdk_wanted" ]; then
      case $jdk_seen in
        *"$jdk_version"*) ;;
        *) jdk_seen=${jdk_seen:+$jdk_seen, }$jdk_version ;;
      esac
      continue
    fi
    if [ "$best" = 0 ] || [ "$jdk_major" -lt "$best" ]; then
      best=$jdk_major java_home=$place java_version=$jdk_version
      [ "$best" = "$jdk_wanted" ] && return
    fi
  done <<PLACES
$(jdk_places)
PLACES
  [ -n "$java_home" ]
}

need_jdk() {
  find_jdk || die 3 "$(t \
    "no JDK $jdk_wanted or newer in JAVA_HOME, on PATH, in /usr/lib/jvm, /opt, ~/.sdkman or ~/.jdks${jdk_seen:+ (found $jdk_seen)}. Maybe run ./gwanmun doctor --install, or install openjdk-25-jdk-headless or temurin-25-jdk, or set GWANMUN_JAVA_HOME." \
    "JDK $jdk_wanted 이상이 JAVA_HOME, PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks에 없습니다${jdk_seen:+ (찾은 것: $jdk_seen)}. ./gwanmun doctor --install을 실행하거나 openjdk-25-jdk-headless 또는 temurin-25-jdk를 설치하거나 GWANMUN_JAVA_HOME을 지정하십시오.")"
}
