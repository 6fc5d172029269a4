# shellcheck shell=bash disable=SC2154,SC2034
# Builds what is missing or stale, and starts Java.
#
# A product (cli, server) is fresh when its sources and its jars are as they were after its last good build. They are
# compared by name, size and time (a few milliseconds); where those differ, by content, so that a change of branch and
# back, or a copy of the tree, costs no build while a deleted or older file does. Stamps in target/launcher:
#   KIND.dirs   the modules it is made of      KIND.quick  name, size, time      KIND.sums  name and checksum
#   seen.MODULE  the sources, tests too, of the last attempt to build a module

# The version is the first one in the parent pom.
suite_version() {
  local line
  while IFS= read -r line; do
    case $line in
      *'<version>'*)
        line=${line#*<version>}
        printf '%s' "${line%%</version>*}"
        return
        ;;
    esac
  done <"$root/pom.xml"
}

modules() { sed -n 's:.*<module>\(.*\)</module>.*:\1:p' "$root/pom.xml"; }

# module_closure MODULE: it and every module it depends on, as Maven's --also-make sees it.
module_closure() {
  modules | while IFS= read -r module; do
    [ -r "$root/$module/pom.xml" ] || continue
    printf '<module-folder>%s\n' "$module"
    cat "$root/$module/pom.xml"
  done | awk -v wanted="$1" '
    BEGIN { RS = "<" }
    /^module-folder>/ { sub(/^module-folder>/, ""); sub(/[ \t\r\n]+$/, ""); folder = $0; own = 0; parent = 0 }
    /^parent>/ { parent = 1 }
    /^\/parent>/ { parent = 0 }
    /^artifactId>/ && !parent {
      sub(/^artifactId>/, ""); sub(/[ \t\r\n]+$/, "")
      if (!own) { folder_of[$0] = folder; own = 1 } else uses[folder] = uses[folder] " " $0
    }
    function visit(f, n, names, i) {
      if (f == "" || f in seen) return
      seen[f] = 1
      print f
      n = split(uses[f], names, " ")
      for (i = 1; i <= n; i++) if (names[i] in folder_of) visit(folder_of[names[i]])
    }
    END { visit(wanted) }' | LC_ALL=C sort
}

# source_files DIRS… -- ACTION…: find's action on every file that decides what a build makes. Tests are no part of it.
source_files() {
  local places=() place
  while [ "$1" != -- ]; do
    [ -e "$root/$1" ] && places+=("$1")
    shift
  done
  shift
  for place in pom.xml .mvn; do
    [ -e "$root/$place" ] && places+=("$place")
  done
  (cd "$root" && find "${places[@]}" \
    \( ! -path '*/src/*' \( -name target -o -name node_modules -o -name dist \) -o -path '*/src/test' \) -prune \
    -o -type f ! -name '*~' ! -name '.*.sw?' ! -name '*.tsbuildinfo' "$@")
}

output_files() {
  local kind=$1
  shift
  (cd "$root" && find "app/$kind/target/gwanmun-$kind-$version.jar" "app/$kind/target/lib" -type f "$@" 2>/dev/null)
}

quick_print() {
  local kind=$1
  shift
  {
    source_files "$@" -- -printf '%p %s %T@\n' && output_files "$kind" -printf '%p %s %T@\n'
  } 2>/dev/null | LC_ALL=C sort
}

source_sums() { source_files "$@" -- -exec cksum {} + | LC_ALL=C sort -k 3; }

all_sums() {
  local kind=$1
  shift
  source_sums "$@"
  output_files "$kind" -exec cksum {} + | LC_ALL=C sort -k 3
}

# read_dirs KIND: sets dirs to the modules that the last build of it was made of.
read_dirs() {
  local dir
  dirs=()
  while IFS= read -r dir; do dirs+=("$dir"); done <"$state/$1.dirs"
}

is_fresh() {
  local kind=$1 print
  [ -f "$jar" ] && [ -f "$state/$kind.sums" ] && [ -f "$state/$kind.dirs" ] || return 1
  read_dirs "$kind"
  print=$(quick_print "$kind" "${dirs[@]}")
  # No find -printf outside GNU: then only the checksums speak.
  [ -n "$print" ] && [ -f "$state/$kind.quick" ] && [ "$print" = "$(<"$state/$kind.quick")" ] && return
  all_sums "$kind" "${dirs[@]}" | cmp -s - "$state/$kind.sums" || return 1
  if (printf '%s\n' "$print" >"$state/$kind.quick.$$") 2>/dev/null; then
    mv -f "$state/$kind.quick.$$" "$state/$kind.quick"
  fi
}

# wipe_changed DIRS…: Maven builds incrementally and trusts times: it keeps what came from a deleted resource, and misses
# a source that became older. A module with any change starts anew; javac would compile all of it in any case.
wipe_changed() {
  local dir now
  for dir in "$@"; do
    now=$(cd "$root" && find "$dir" ! -path '*/src/*' \( -name target -o -name node_modules -o -name dist \) -prune \
      -o -type f -exec cksum {} + | LC_ALL=C sort -k 3)
    if [ -f "$state/seen.${dir//\//-}" ] && [ "$now" != "$(<"$state/seen.${dir//\//-}")" ]; then
      rm -rf "${root:?}/$dir/target/classes" "$root/$dir/target/test-classes" "$root/$dir/target/maven-status"
    fi
    printf '%s\n' "$now" >"$state/seen.${dir//\//-}"
  done
}

# before_build KIND: forgets the stamp and remembers the sources.
before_build() {
  local kind=$1
  rm -f "$state/$kind.sums" "$state/$kind.quick"
  module_closure "app/$kind" >"$state/$kind.dirs"
  read_dirs "$kind"
  source_sums "${dirs[@]}" >"$state/$kind.before"
}

# after_build KIND: writes the stamp, unless a source changed while the build ran: which of the two states the classes
# come from is then unknown.
after_build() {
  local kind=$1
  [ -f "$root/app/$kind/target/gwanmun-$kind-$version.jar" ] || return 0
  read_dirs "$kind"
  # The quick print is taken first: what changes between the two is noticed by the second.
  quick_print "$kind" "${dirs[@]}" >"$state/$kind.quick"
  all_sums "$kind" "${dirs[@]}" >"$state/$kind.after"
  if head -n "$(wc -l <"$state/$kind.before")" "$state/$kind.after" | cmp -s - "$state/$kind.before"; then
    mv -f "$state/$kind.after" "$state/$kind.sums"
  fi
  rm -f "$state/$kind.before" "$state/$kind.after"
}

# version_at_least FOUND WANTED, major.minor only.
version_at_least() {
  local found=${1#v} wanted=$2 found_minor wanted_minor
  found_minor=${found#*.} wanted_minor=${wanted#*.}
  found=${found%%[!0-9]*} found_minor=${found_minor%%[!0-9]*} wanted_minor=${wanted_minor%%[!0-9]*}
  wanted=${wanted%%[!0-9]*}
  [ -n "$found" ] || return 1
  [ "$found" -gt "$wanted" ] || { [ "$found" -eq "$wanted" ] && [ "${found_minor:-0}" -ge "${wanted_minor:-0}" ]; }
}

maven_wanted=3.8
node_wanted=20.0

# Sets maven and maven_version. Asked from outside the tree: .mvn/jvm.config there suits only a JDK 25.
find_maven() {
  maven=$(command -v mvn) || maven=${MAVEN_HOME:-${M2_HOME:-/nowhere}}/bin/mvn
  maven_version=
  [ -x "$maven" ] || return 1
  maven_version=$(cd / && JAVA_HOME=${java_home:-${JAVA_HOME-}} "$maven" -v 2>/dev/null |
    sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  version_at_least "$maven_version" "$maven_wanted"
}

find_node() {
  node_version=
  command -v node >/dev/null 2>&1 || return 1
  node_version=$(node --version 2>/dev/null)
  version_at_least "$node_version" "$node_wanted"
}

need_maven() {
  find_maven || die 3 "$(t \
    "the build needs Maven $maven_wanted or newer; found ${maven_version:-none}. Maybe run ./gwanmun doctor --install, or sudo apt-get install maven." \
    "빌드에 Maven $maven_wanted 이상이 필요합니다 (찾은 것: ${maven_version:-없음}). ./gwanmun doctor --install 또는 sudo apt-get install maven을 실행하십시오.")"
}

need_node() {
  find_node || die 3 "$(t \
    "the build of the screens needs Node ${node_wanted%.*} or newer; found ${node_version:-none}. Maybe run ./gwanmun doctor --install, or see how to get Node 20 in README.md." \
    "화면 빌드에 Node ${node_wanted%.*} 이상이 필요합니다 (찾은 것: ${node_version:-없음}). ./gwanmun doctor --install을 실행하거나 README.ko.md의 Node 20 설치 방법을 보십시오.")"
  command -v npm >/dev/null 2>&1 || die 3 "$(t \
    "the build of the screens needs npm, which comes with Node ${node_wanted%.*}; found none. Maybe run ./gwanmun doctor --install." \
    "화면 빌드에 Node ${node_wanted%.*}에 딸린 npm이 필요합니다 (없음). ./gwanmun doctor --install을 실행하십시오.")"
}

# maven_job LOG SHOW ARGUMENTS…: Maven's whole output to LOG, each line also to the function SHOW.
maven_job() {
  local log=$1 show=$2 status
  shift 2
  rm -f "$log.status"
  {
    (cd "$root" && JAVA_HOME=$java_home "$maven" -B -Dstyle.color=never "$@" 2>&1)
    echo $? >"$log.status"
  } | tee "$log" | "$show"
  status=$(cat "$log.status" 2>/dev/null)
  rm -f "$log.status"
  return "${status:-1}"
}

# Maven pads its lines to the width of a terminal.
squeeze() {
  local line=$1
  while [ "$line" != "${line//  / }" ]; do line=${line//  / }; done
  printf '%s' "$line"
}

show_build() {
  local line files=0
  while IFS= read -r line; do
    case $line in
      *'Downloaded from'*)
        files=$((files + 1))
        [ $((files % 100)) = 0 ] && say "  $(t "$files files downloaded" "파일 ${files}개 내려받음")"
        ;;
      '[INFO] Building '*'['*/*']')
        line=${line#'[INFO] Building '}
        say "  $(squeeze "$line")"
        ;;
    esac
  done
}

network_failed() {
  grep -qE 'Could not transfer|failed to transfer|Connection reset|timed out|Premature end of|Connection refused|Unknown host|network (socket|timeout)|ECONNRESET|ETIMEDOUT|EAI_AGAIN|status code: 5[0-9][0-9]' "$1"
}

# ensure_built KIND: returns with a fresh jar or not at all.
ensure_built() {
  local kind=$1 log=$root/target/build.log what status
  is_fresh "$kind" && return
  if ! can_write; then
    die 3 "$(t "the $kind must be built, but $root cannot be written to. Maybe copy the folder to a place of yours, or build it once as its owner." \
      "$kind 빌드가 필요한데 $root 에 쓸 수 없습니다. 쓸 수 있는 곳으로 폴더를 복사하거나 소유자 계정으로 한 번 빌드하십시오.")"
  fi
  need_maven
  case $(module_closure "app/$kind") in *app/web*) need_node ;; esac
  lock_build
  if is_fresh "$kind"; then # the build waited for has done it
    unlock_build
    return
  fi
  before_build "$kind"
  wipe_changed "${dirs[@]}"
  case $kind in
    cli) what=$(t 'the command line' '명령행 도구') ;;
    *) what=$(t 'the server and its screens' '서버와 화면') ;;
  esac
  say "$(t "building $what (the first time, downloads take a few minutes); log: target/build.log" \
    "$what 빌드 중 (처음에는 내려받느라 몇 분 걸립니다). 기록: target/build.log")"
  job maven_job "$log" show_build -pl "app/$kind" -am -Dmaven.test.skip=true -Dspotless.skip=true -Djacoco.skip=true package
  status=$?
  if [ "$status" != 0 ] && network_failed "$log"; then
    say "$(t 'a download failed; trying once more' '내려받기에 실패하여 한 번 더 해 봅니다')"
    job maven_job "$log" show_build -U -pl "app/$kind" -am -Dmaven.test.skip=true -Dspotless.skip=true -Djacoco.skip=true package
    status=$?
  fi
  if [ "$status" != 0 ] || [ ! -f "$jar" ]; then
    grep -E '^\[ERROR\]' "$log" | grep -vE '^\[ERROR\] *$|\[Help |Re-run Maven|To see the full|For more inf|After correcting|\[ERROR\]   mvn ' | tail -n 25 >&2
    [ "$status" = 0 ] && say "app/$kind/target/gwanmun-$kind-$version.jar $(t 'was not made' '파일이 만들어지지 않았습니다')"
    die 3 "$(t 'the build failed. Maybe the lines above say why; the whole log is in target/build.log.' \
      '빌드에 실패했습니다. 위의 내용을 보십시오. 전체 기록: target/build.log')"
  fi
  after_build "$kind"
  unlock_build
}

# The class archive takes about a fifth off the start. It is made right after a build, so that no user's command pays for
# it or races for it, and is named after the JDK, because no other can read it.
make_archive() {
  [ "$archive" -nt "$jar" ] && return
  can_write || return 0
  rm -f "$state/$1-"*.aot
  "$java_home/bin/java" "${java_options[@]}" -XX:AOTCacheOutput="$archive.$$" -jar "$jar" --help >/dev/null 2>&1 </dev/null
  # An empty archive says that it was tried in vain.
  [ -f "$archive.$$" ] || : >"$archive.$$"
  mv -f "$archive.$$" "$archive"
  rm -f "$archive.$$"*
}

run_java() {
  local kind=$1 own_options=() jar archive version java_options
  shift
  need_jdk
  version=$(suite_version)
  jar=$root/app/$kind/target/gwanmun-$kind-$version.jar
  ensure_built "$kind"
  # Java's own remarks must never mix with --json on standard output.
  java_options=(-Xlog:disable -XX:+DisplayVMOutputToStderr
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "-Dgwanmun.root=$root")
  if [ "$kind" = cli ]; then
    archive=$state/$kind-$java_version.aot
    make_archive "$kind"
    [ -s "$archive" ] && java_options+=("-XX:AOTCache=$archive")
  fi
  read -ra own_options <<<"${GWANMUN_JAVA_OPTS-}"
  exec "$java_home/bin/java" "${java_options[@]}" ${own_options[@]+"${own_options[@]}"} -jar "$jar" "$@"
}

demo_help() {
  if [ "$language" = ko ]; then
    cat <<HELP
사용법: ./gwanmun demo [--port 번호]

필요하면 빌드한 뒤, 시범 자료와 함께 전체 시스템을 http://127.0.0.1:8080 에 띄우고 역할별 로그인을 출력합니다.

  --port 번호      다른 포트를 씁니다 (기본 8080)
  GWANMUN_HOME     자료를 두는 폴더 (기본 ~/.gwanmun; demo는 그 아래 demo/)

예: ./gwanmun demo
    ./gwanmun demo --port 9090
HELP
  else
    cat <<HELP
Usage: ./gwanmun demo [--port N]

Builds if needed, then runs the suite with demonstration data on http://127.0.0.1:8080 and prints a login for each role.

  --port N         listen on another port (default 8080)
  GWANMUN_HOME     where data live (default ~/.gwanmun; the demo's in demo/ below it)

Examples: ./gwanmun demo
          ./gwanmun demo --port 9090
HELP
  fi
}
