#!/usr/bin/env bash
# Tests ./gwanmun in a tree of its own, with pretended JDKs, Maven, Node and apt: seconds, no network, nothing built.
# Last line: "N passed, N failed".
set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
box=$(mktemp -d)
box=$(cd "$box" && pwd -P)
chmod 755 "$box"
trap 'chmod -R u+w "$box"; rm -rf "$box"' EXIT
# A blank in the path, because one day there will be one.
tree="$box/a tree"
tools=$box/tools
passed=0
failed=0

unset JAVA_HOME MAVEN_HOME M2_HOME GWANMUN_JAVA_HOME GWANMUN_JAVA_OPTS GWANMUN_INSTALL GWANMUN_HOME LC_MESSAGES CI
export HOME=$box/home LC_ALL=C.UTF-8 GWANMUN_LANG=en GWANMUN_JDK_FOLDERS=$box/jvm FAKE=$box

# --- the pretended machine ---

script() { # PATH, body on standard input
  mkdir -p "${1%/*}"
  { echo '#!/bin/sh' && cat; } >"$1"
  chmod 755 "$1"
}

jdk() { # FOLDER VERSION
  script "$1/bin/java" <<JAVA
for argument in "\$@"; do
  case \$argument in -XX:AOTCacheOutput=*) echo cache >"\${argument#*=}"; exit ;; esac
done
while [ \$# -gt 0 ] && [ "\$1" != -jar ]; do shift; done
shift 2
[ "\${1-}" = wait ] && exec sleep 30
printf '$2 in %s:' "\$PWD"; for a in "\$@"; do printf ' <%s>' "\$a"; done; echo
JAVA
  script "$1/bin/javac" </dev/null
  printf 'IMPLEMENTOR="x"\nJAVA_VERSION="%s"\nOS_NAME="Linux"\n' "$2" >"$1/release"
}

machine() { # everything in place
  local name path
  rm -rf "$tools" "$box/jvm" "$HOME"
  mkdir -p "$tools" "$box/jvm" "$HOME"
  for name in sh bash env cat cp mv rm mkdir ls ln touch sed awk grep find sort cmp cksum head tail cut wc tr tee date sleep \
    readlink dirname flock timeout chmod; do
    path=$(command -v "$name") && ln -s "$path" "$tools/$name"
  done
  jdk "$box/jvm/temurin-25" 25.0.3
  script "$tools/mvn" <<'MVN'
[ "$1" = -v ] && { echo "Apache Maven ${FAKE_MAVEN:-3.8.7} (abc)"; exit; }
echo "$*" >>"$FAKE/mvn-calls"
for kind in cli server; do
  case " $* " in *" app/$kind "* | *' verify '*)
    case ${FAKE_BUILD-} in
      fail) echo '[ERROR] Gate.java:[3,1] a semicolon is missing'; exit 1 ;;
      network) [ "$(wc -l <"$FAKE/mvn-calls")" -lt 2 ] && { echo '[ERROR] Could not transfer artifact x'; exit 1; } ;;
      slow) sleep 1 ;;
      endless) sleep 31 & echo $! >"$FAKE/child"; sleep 31 ;;
    esac
    mkdir -p "app/$kind/target/lib"
    echo jar >"app/$kind/target/gwanmun-$kind-0.1.0.jar" ;;
  esac
done
case " $* " in *' verify '*)
  mkdir -p core/target/surefire-reports
  [ -f "$FAKE/report.xml" ] && cp "$FAKE/report.xml" core/target/surefire-reports/TEST-core.xml
  echo '[INFO] Core .......... SUCCESS [  1.2 s]'
  [ "${FAKE_BUILD-}" = broken ] && { echo '[INFO] X-ray .......... FAILURE [  0.2 s]'; exit 1; } ;;
esac
exit 0
MVN
  for name in node npm chromium; do echo 'echo v20.1.0' | script "$tools/$name"; done
  echo 'echo "Nanum"' | script "$tools/fc-list"
  echo 'echo h; echo x 9 9 99999999 1% /' | script "$tools/df"
  echo 'echo 1000' | script "$tools/id"
  rm -rf "$tree" "$box/mvn-calls" "$box/report.xml"
  mkdir -p "$tree/launcher" "$tree/.mvn"
  cp "$here"/../gwanmun "$tree/"
  cp "$here"/*.sh "$here"/*.awk "$tree/launcher/"
  echo 'echo "1 passed, 0 failed"' >"$tree/launcher/test-launcher.sh"
  {
    echo '<project><artifactId>gwanmun</artifactId><version>0.1.0</version>'
    for name in core app/cli app/web app/server; do echo "<module>$name</module>"; done
    echo '</project>'
  } >"$tree/pom.xml"
  module core gwanmun-core
  module app/cli gwanmun-cli gwanmun-core
  module app/web gwanmun-web
  module app/server gwanmun-server gwanmun-core gwanmun-web
  echo '{}' >"$tree/app/web/package.json"
}

module() { # FOLDER ARTIFACT DEPENDENCIES…
  local folder=$1
  mkdir -p "$tree/$folder/src/main/java/target" "$tree/$folder/src/test/java"
  echo "class Gate {}" >"$tree/$folder/src/main/java/Gate.java"
  echo "class Deep {}" >"$tree/$folder/src/main/java/target/Deep.java"
  echo "class GateTest {}" >"$tree/$folder/src/test/java/GateTest.java"
  {
    echo "<project><parent><artifactId>gwanmun</artifactId></parent><artifactId>$2</artifactId>"
    shift 2
    for name; do echo "<dependency><artifactId>$name</artifactId></dependency>"; done
    echo '</project>'
  } >"$tree/$folder/pom.xml"
}

# --- the checks ---

gwanmun() { # sets status, out, err
  out=$(cd "${where:-$box}" && PATH=$tools "$tree/gwanmun" "$@" 2>"$box/err")
  status=$?
  err=$(cat "$box/err")
}

check() { # STATEMENT COMMAND…
  local statement=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED: %s\n  status %s\n  out: %s\n  err: %s\n' "$statement" "${status-}" "${out-}" "${err-}"
  fi
}

is() { [ "$1" = "$2" ]; }
has() { case $1 in *"$2"*) ;; *) return 1 ;; esac; }
one_line() { [ -n "$1" ] && [ "$(printf '%s\n' "$1" | wc -l)" -eq 1 ]; }
builds() { if [ -f "$box/mvn-calls" ]; then wc -l <"$box/mvn-calls" | tr -d ' '; else echo 0; fi; }
last_line() { printf '%s\n' "$out" | tail -n 1; }

# A zombie that nobody has buried yet is gone too.
gone() { ! kill -0 "$1" 2>/dev/null || grep -q '^State:.Z' "/proc/$1/status" 2>/dev/null; }

refuses() { # STATEMENT STATUS TEXT…
  local statement=$1 text
  check "$statement: status $2" is "$status" "$2"
  check "$statement: one line" one_line "$err"
  shift 2
  for text; do check "$statement: says $text" has "$err" "$text"; done
}

# Which JDK
machine
gwanmun parcel 'two words' ''
check 'arguments arrive unchanged, in the caller'\''s folder' is "$out" "25.0.3 in $box: <parcel> <two words> <>"
jdk "$box/jvm/zulu-26" 26
jdk "$box/jvm/openjdk-17" 17.0.2
jdk "$box/home26" 26.0.1
JAVA_HOME=$box/home26 gwanmun x
check 'JDK 25 is preferred to a newer JAVA_HOME' has "$out" '25.0.3 in'
rm -rf "$box/jvm/temurin-25"
jdk "$box/jvm/aaa-27" 27
gwanmun x
check 'without a 25 the lowest newer one' has "$out" '26 in'
JAVA_HOME=$box/home26 gwanmun x
check 'of two equal ones JAVA_HOME' has "$out" '26.0.1 in'
GWANMUN_JAVA_HOME=$box/jvm/aaa-27 gwanmun x
check 'GWANMUN_JAVA_HOME is obeyed' has "$out" '27 in'
GWANMUN_JAVA_HOME=$box/jvm/openjdk-17 gwanmun x
refuses 'GWANMUN_JAVA_HOME too old' 2 17.0.2 Maybe
rm -rf "$box/jvm/aaa-27" "$box/jvm/zulu-26"
gwanmun --help
refuses 'no JDK 25' 3 'found 17.0.2' 'Maybe run ./gwanmun doctor --install'
JAVA_HOME=$box/nowhere GWANMUN_LANG=ko gwanmun --help
refuses 'no JDK 25, in Korean' 3 '없습니다' 'doctor --install'
jdk "$box/elsewhere/jre" 25
rm "$box/elsewhere/jre/bin/javac"
JAVA_HOME=$box/elsewhere/jre gwanmun x
check 'a runtime without a compiler is no JDK' is "$status" 3
jdk "$box/elsewhere/jdk" 25.0.9
mkdir "$box/elsewhere/etc"
ln -s ../jdk/bin/java "$box/elsewhere/etc/java"
ln -s "$box/elsewhere/etc/java" "$tools/java"
gwanmun x
check 'java on PATH is followed through its links' has "$out" '25.0.9 in'

# What a build needs
machine
rm "$tools/mvn"
gwanmun x
refuses 'no Maven' 3 'found none' 'apt-get install maven'
machine
FAKE_MAVEN=3.6.3 gwanmun x
refuses 'an old Maven' 3 'found 3.6.3'
FAKE_MAVEN=3.10.0 gwanmun x
check 'Maven 3.10 is newer than 3.8' is "$status" 0
rm "$tools/node"
gwanmun x
check 'the command line needs no Node' is "$status" 0
gwanmun demo
refuses 'no Node' 3 'Node 20' 'found none' Maybe
echo 'echo v18.20.4' | script "$tools/node"
gwanmun demo
refuses 'an old Node' 3 'found v18.20.4'
echo 'echo v22.0.0' | script "$tools/node"
rm "$tools/npm"
gwanmun demo
refuses 'no npm' 3 npm

# What is stale
machine
source=$tree/core/src/main/java/Gate.java
gwanmun x
check 'the first run builds' is "$(builds)" 1
check 'and says so on standard error only' has "$err" 'building the command line'
gwanmun x
check 'the second does not' is "$(builds)$err" 1
touch -d '2033-01-01' "$source"
gwanmun x
check 'a touched file of the same content is not stale' is "$(builds)" 1
echo 'class Gate { }' >"$source"
gwanmun x
check 'an edited file is' is "$(builds)" 2
mkdir -p "$tree/core/target/classes"
echo 'class Gate {}' >"$source"
touch -d '2001-01-01' "$source"
gwanmun x
check 'so is an older file put back' is "$(builds)" 3
check 'and the classes made from the newer one are gone' is "$(ls -d "$tree/core/target/classes" 2>/dev/null)" ''
mkdir -p "$tree/core/target/classes"
rm "$tree/core/src/main/java/target/Deep.java"
gwanmun x
check 'so is a deleted file, in a package named target' is "$(builds)" 4
check 'and its class is gone' is "$(ls -d "$tree/core/target/classes" 2>/dev/null)" ''
echo new >"$tree/core/src/main/new.txt"
gwanmun x
check 'so is a new file' is "$(builds)" 5
echo '<!-- -->' >>"$tree/pom.xml"
gwanmun x
check 'so is an edited pom' is "$(builds)" 6
rm "$tree/app/cli/target/gwanmun-cli-0.1.0.jar"
gwanmun x
check 'so is a product whose jar is gone' is "$(builds)" 7
echo other >"$tree/app/cli/target/gwanmun-cli-0.1.0.jar"
gwanmun x
check 'or was made by another build' is "$(builds)" 8
echo 'class T {}' >"$tree/core/src/test/java/GateTest.java"
echo 'class S {}' >"$tree/app/server/src/main/java/Gate.java"
gwanmun x
check 'tests and rooms it does not use do not make it stale' is "$(builds)" 8
gwanmun demo --port 9
check 'the server has a build of its own' is "$(builds)" 9
check 'and is given the command' has "$out" '<demo> <--port> <9>'
echo '{ }' >"$tree/app/web/package.json"
gwanmun x
gwanmun demo
check 'a change of the screens concerns only the server' is "$(builds)" 10
cp -R "$tree" "$box/copy"
rm -rf "$tree"
mv "$box/copy" "$tree"
gwanmun x
check 'a copied tree is as fresh as the original' is "$(builds)" 10
ln -s "$tree/gwanmun" "$box/link"
out=$(cd / && PATH=$tools "$box/link" y)
check 'it runs through a link' is "$out" '25.0.3 in /: <y>'

# Builds that fail
machine
FAKE_BUILD=fail gwanmun x
check 'a failed build: status 3' is "$status" 3
check 'shows the compiler'\''s words' has "$err" 'a semicolon is missing'
check 'leaves standard output clean' is "$out" ''
gwanmun x
check 'and is tried again' is "$(builds) $status" '2 0'
machine
FAKE_BUILD=network gwanmun x
check 'a failed download is tried once more' is "$(builds) $status" '2 0'

# Two at once, and TERM
machine
(FAKE_BUILD=slow gwanmun x) &
FAKE_BUILD=slow gwanmun x
wait
check 'two launchers at once build once' is "$(builds)" 1
machine
rm -f "$tools/flock"
(FAKE_BUILD=slow gwanmun x) &
FAKE_BUILD=slow gwanmun x
wait
check 'also where there is no flock' is "$(builds)" 1
check 'which leaves no lock behind' is "$(ls -d "$tree/target/launcher/lock.d" 2>/dev/null)" ''
mkdir "$tree/target/launcher/lock.d"
sleep 0 &
echo $! >"$tree/target/launcher/lock.d/pid"
wait
echo 'class Gate { }' >"$tree/core/src/main/java/Gate.java"
gwanmun x
check 'a lock whose owner has died is taken over' is "$(builds) $status" '2 0'
machine
(
  cd "$box" || exit
  FAKE_BUILD=endless PATH=$tools exec "$tree/gwanmun" x
) >/dev/null 2>&1 &
launcher=$!
for _ in {1..200}; do
  [ -s "$box/child" ] && break
  sleep 0.05
done
kill -TERM "$launcher"
wait "$launcher"
status=$?
check 'TERM during a build: status 143' is "$status" 143
check 'TERM ends Maven and its children' gone "$(cat "$box/child")"
gwanmun x
check 'and the lock is free' is "$status" 0
(
  cd "$box" || exit
  PATH=$tools exec "$tree/gwanmun" wait
) >/dev/null 2>&1 &
launcher=$!
sleep 0.5
kill -TERM "$launcher"
wait "$launcher"
check 'TERM reaches Java itself' is $? 143

# A folder that cannot be written to. Root may write anywhere, so as somebody else.
as_nobody=''
if [ "$(id -u)" = 0 ]; then as_nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'; fi
if [ -z "$as_nobody" ] || command -v setpriv >/dev/null; then
  machine
  gwanmun x
  chmod -R a+rX,a-w "$tree"
  # shellcheck disable=SC2086
  out=$(cd / && $as_nobody env PATH="$tools" "$tree/gwanmun" x 2>&1)
  check 'a fresh build runs from a read-only folder' is "$out" '25.0.3 in /: <x>'
  chmod -R u+w "$tree"
  echo 'class Gate { }' >"$tree/core/src/main/java/Gate.java"
  [ -z "$as_nobody" ] && chmod -R a-w "$tree"
  # shellcheck disable=SC2086
  err=$(cd / && $as_nobody env PATH="$tools" "$tree/gwanmun" x 2>&1)
  status=$?
  refuses 'a stale build in a read-only folder' 3 'cannot be written to' Maybe
  chmod -R u+w "$tree"
else
  echo 'not tried: a read-only folder (as root, and no setpriv here)'
fi

# test
machine
cat >"$box/report.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="core" time="1,234.5">
  <testcase name="a &lt;gate&gt;" classname="org.CoreTest"
            time="1,002.5"/><testcase classname="org.CoreTest" time="0.1" name="prints">
    <system-out><![CDATA[<testcase name="no" classname="no"><failure/></testcase>
    ]]></system-out>
  </testcase>
  <testcase name="later" classname="org.CoreTest" time="0"><skipped message="needs &quot;a tunnel&quot;"/></testcase>
</testsuite>
XML
gwanmun test
check 'test: the last line is the count' is "$(last_line)" '3 passed, 0 failed, 1 skipped'
check 'test: status 0' is "$status" 0
check 'test: skipped tests are named with their reason' has "$out" 'org.CoreTest  later: needs "a tunnel"'
check 'test: the slowest are shown' has "$out" '1002.500 s  org.CoreTest  a <gate>'
check 'test: and the time of each module' has "$out" '1.2 s  SUCCESS  Core'
calls=$(builds)
gwanmun x
gwanmun demo
check 'test: what it has built is not built again' is "$(builds)" "$calls"
gwanmun test --quick -Da=b core/
check 'test: --quick, -D and modules reach Maven' has "$(tail -n 1 "$box/mvn-calls")" \
  '-Da=b --fail-at-end -Dmaven.test.failure.ignore=true -DexcludedTags=slow -Dquick -pl core -am'
sed 's:<skipped:<failure type="x" message="was 3"/><error:' "$box/report.xml" >"$box/r" && mv "$box/r" "$box/report.xml"
gwanmun test
check 'test: a failure: the count' is "$(last_line)" '3 passed, 1 failed, 0 skipped'
check 'test: a failure: status 1' is "$status" 1
rm "$box/report.xml"
FAKE_BUILD=broken gwanmun test
check 'test: a module that does not build is a failure' is "$(last_line) $status" '1 passed, 1 failed, 0 skipped 1'
check 'test: and is named' has "$out" 'FAILURE  X-ray'
gwanmun test core
check 'test: reports of earlier runs are forgotten, and no test at all is a failure' is "$(last_line) $status" \
  '0 passed, 1 failed, 0 skipped 1'
gwanmun test launcher
check 'test: the launcher alone' is "$(last_line)" '1 passed, 0 failed, 0 skipped'
echo 'exit 1' >"$tree/launcher/test-launcher.sh"
gwanmun test launcher
check 'test: the launcher'\''s test breaking off is a failure' is "$(last_line) $status" '0 passed, 1 failed, 0 skipped 1'
gwanmun test --qick
refuses 'test with an unknown option' 2 "'--qick'" Maybe --quick
gwanmun test xrya
refuses 'test of an unknown module' 2 "'xrya'" core
gwanmun test --help
check 'test --help' has "$out" 'Examples: ./gwanmun test'
GWANMUN_LANG='' LC_ALL='' LANG=ko_KR.UTF-8 gwanmun test --help
check 'test --help in Korean' has "$out" '사용법'
rm "$tools/node"
gwanmun test
refuses 'test without Node' 3 'Node 20'

# doctor
machine
gwanmun doctor
check 'doctor: all there: status 0' is "$status" 0
check 'doctor: names the JDK' has "$out" "25.0.3  $box/jvm/temurin-25"
rm "$tools/chromium"
gwanmun doctor
check 'doctor: without a browser: still 0' is "$status" 0
check 'doctor: and optional' has "$out" 'optional  Chromium'
mv "$tools/mvn" "$box/mvn"
echo 'echo v18.1.0' | script "$tools/node"
gwanmun doctor
check 'doctor: no Maven: status 3' is "$status" 3
check 'doctor: no Maven: missing' has "$out" 'missing   Maven'
check 'doctor: old Node: its version' has "$out" 'only v18.1.0'
GWANMUN_HOME=/proc/nowhere gwanmun doctor
check 'doctor: a home that cannot be written' has "$out" 'cannot write to /proc/nowhere'
gwanmun doctor --fix
refuses 'doctor with an unknown option' 2 "'--fix'" Maybe
gwanmun doctor --help
check 'doctor --help' has "$out" 'Examples: ./gwanmun doctor'
gwanmun doctor --install
check 'doctor --install without apt: status 3' is "$status" 3
check 'doctor --install without apt: one line' one_line "$err"
echo 'exit 100' | script "$tools/apt-get"
script "$tools/apt-cache" <<'APT'
echo "$2:"
echo "  Installed: (none)"
echo "  Candidate: ${FAKE_CANDIDATE:-1:20.3.1-2}"
APT
gwanmun doctor
check 'doctor: the command that mends' has "$out" 'sudo apt-get install -y --no-install-recommends maven'
gwanmun doctor --install
refuses 'doctor --install without root' 3 'sudo ./gwanmun doctor --install'
echo 'echo 0' | script "$tools/id"
gwanmun doctor --install
refuses 'doctor --install with apt failing' 3 'apt-get update failed' Maybe
script "$tools/apt-get" <<'APT'
echo "$DEBIAN_FRONTEND $*" >>"$FAKE/apt-calls"
case "$*" in
  *nodejs) printf '#!/bin/sh\necho v20.3.1\n' >"$FAKE/tools/node" && chmod 755 "$FAKE/tools/node" ;;
  *maven) cp "$FAKE/mvn" "$FAKE/tools/mvn" ;;
  *chromium) cp "$FAKE/tools/npm" "$FAKE/tools/chromium" ;;
esac
APT
FAKE_CANDIDATE=18.1.0 gwanmun doctor --install
check 'doctor --install: no new enough Node in apt: status 3' is "$status" 3
check 'doctor --install: and says which it has' has "$err" 'only Node 18.1.0'
gwanmun doctor --install
check 'doctor --install: mends all' is "$status" 0
check 'doctor --install: never asks' has "$(cat "$box/apt-calls")" 'noninteractive -q -y -o DPkg::Lock::Timeout=60'
rm "$box/apt-calls"
GWANMUN_INSTALL=1 gwanmun demo
check 'GWANMUN_INSTALL=1 leaves a whole machine alone' is "$(ls "$box/apt-calls" 2>/dev/null)" ''
rm "$tools/node"
GWANMUN_INSTALL=1 gwanmun demo
check 'GWANMUN_INSTALL=1 installs what demo lacks' is "$status" 0
gwanmun demo --help
check 'demo --help' has "$out" '--port N'

printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
