# shellcheck shell=bash disable=SC2154
# What a machine needs, what it has, and the command that mends the difference.

doctor_help() {
  if [ "$language" = ko ]; then
    cat <<'HELP'
사용법: ./gwanmun doctor [--install]

필요한 것이 이 컴퓨터에 있는지 살펴보고, 없는 것마다 해결 명령을 보여 줍니다.

  --install   관리자(root) 권한의 Debian·Ubuntu에서 apt-get으로 없는 것을 설치합니다
  -h, --help  이 도움말

끝낼 때의 값: 0 필요한 것이 모두 있음, 2 잘못된 사용, 3 빠진 것이 있음

예: ./gwanmun doctor
    sudo ./gwanmun doctor --install
    GWANMUN_INSTALL=1 ./gwanmun test     빠진 것만 설치하고 검사를 실행
HELP
  else
    cat <<'HELP'
Usage: ./gwanmun doctor [--install]

Looks whether this machine has what the suite needs, and shows the command that mends each thing missing.

  --install   on Debian or Ubuntu, as root, installs what is missing with apt-get
  -h, --help  this help

Exit status: 0 everything required is here, 2 bad usage, 3 something is missing

Examples: ./gwanmun doctor
          sudo ./gwanmun doctor --install
          GWANMUN_INSTALL=1 ./gwanmun test     installs only what is missing, then tests
HELP
  fi
}

apt_get() {
  # Bounded in every way: a mirror that does not answer, a held lock, a question asked.
  DEBIAN_FRONTEND=noninteractive timeout 900 apt-get -q -y -o DPkg::Lock::Timeout=60 -o Acquire::Retries=2 \
    -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30 "$@" </dev/null
}

have_apt() { command -v apt-get >/dev/null 2>&1; }

# The version apt would install of package $1, without epoch; empty when there is none.
apt_candidate() {
  have_apt || return 0
  apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: *\([0-9]*:\)\{0,1\}\([0-9][^ ]*\).*/\2/p'
}

jdk_package() {
  local name
  for name in openjdk-25-jdk-headless temurin-25-jdk; do
    if [ -n "$(apt_candidate "$name")" ]; then
      printf '%s' "$name"
      return
    fi
  done
}

find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    chromium=$(command -v "$name") && return
  done
  chromium=/Applications/Chromium.app/Contents/MacOS/Chromium
  [ -x "$chromium" ]
}

find_korean_font() {
  local file
  if command -v fc-list >/dev/null 2>&1; then
    korean_font=$(fc-list :lang=ko family 2>/dev/null | head -n 1)
    [ -n "$korean_font" ] && return
  fi
  for file in /usr/share/fonts/truetype/nanum/*.ttf /usr/share/fonts/*/noto/NotoSansCJK* /System/Library/Fonts/AppleSDGothicNeo*; do
    if [ -e "$file" ]; then
      korean_font=${file##*/}
      return
    fi
  done
  return 1
}

# A real film for the tests of the video.
find_film() { [ -e /usr/share/doc/opencv-doc/examples/data/vtest.avi ]; }

# A camera made of software, for the tests of cameras: GStreamer's RTSP server by its Python bindings.
camera_packages=(gir1.2-gst-rtsp-server-1.0 python3-gi gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-ugly)
find_camera() {
  local file
  for file in '/usr/lib/*/girepository-1.0/GstRtspServer-1.0.typelib' /usr/lib/python3/dist-packages/gi/__init__.py \
    '/usr/lib/*/gstreamer-1.0/libgstvideotestsrc.so' '/usr/lib/*/gstreamer-1.0/libgstrtp.so' '/usr/lib/*/gstreamer-1.0/libgstx264.so'; do
    compgen -G "$file" >/dev/null || return 1
  done
}

# row STATE NAME FOUND FIX. STATE: ok, missing (required) or optional (missing, but only some things need it).
row() {
  local word
  case $1 in
    ok) word=ok ;;
    missing)
      word=$(t missing '없음')
      required_missing=$((required_missing + 1))
      ;;
    *) word=$(t optional '선택') ;;
  esac
  pad "$word" 9
  pad "$2" 14
  printf '%s\n' "$3"
  if [ "$1" != ok ] && [ -n "$4" ]; then printf '%25s-> %s\n' '' "$4"; fi
}

# pad TEXT COLUMNS: printf would count bytes, and a Hangul syllable is three bytes but two columns.
pad() {
  local characters=${#1} bytes LC_ALL=C
  bytes=${#1}
  printf '%s%*s' "$1" "$(($2 + 1 - characters - (bytes - characters) / 2))" ''
}

free_kib() { df -Pk "$1" 2>/dev/null | awk 'NR == 2 { print $4 }'; }

existing_parent() {
  local folder=$1
  while [ ! -e "$folder" ]; do
    case $folder in
      */*) folder=${folder%/*} ;;
      *) folder=. ;;
    esac
    folder=${folder:-/}
  done
  printf '%s' "$folder"
}

memory_mib() {
  if [ -r /proc/meminfo ]; then
    awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo
  else
    sysctl -n hw.memsize 2>/dev/null | awk '{ print int($1 / 1048576) }'
  fi
}

port_is_free() { ! (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

install_command() {
  if have_apt; then
    printf 'sudo apt-get install -y --no-install-recommends %s' "$1"
  else
    t "install $1 with your system's package manager" "시스템의 패키지 관리자로 $1 을(를) 설치하십시오"
  fi
}

examine() {
  local package fix kib mib home parent
  required_missing=0
  if find_jdk; then
    row ok 'JDK 25' "$java_version  $java_home" ''
  else
    package=$(jdk_package)
    if [ -n "$package" ]; then
      fix=$(install_command "$package")
    else
      fix=$(t "get JDK 25 as README.md shows (package temurin-25-jdk, or unpack one into ~/.jdks)" \
        "README.ko.md의 방법으로 JDK 25를 받으십시오 (패키지 temurin-25-jdk, 또는 ~/.jdks에 풀기)")
    fi
    row missing 'JDK 25' "${jdk_seen:+$(t "only $jdk_seen" "$jdk_seen 뿐")}" "$fix"
  fi
  if find_maven; then
    row ok 'Maven 3.8+' "$maven_version" ''
  else
    row missing 'Maven 3.8+' "${maven_version:+$(t "only $maven_version" "$maven_version 뿐")}" "$(install_command maven)"
  fi
  if find_node; then
    row ok 'Node 20+' "$node_version" ''
  else
    if ! have_apt || version_at_least "$(apt_candidate nodejs)" "$node_wanted"; then
      fix=$(install_command nodejs)
    else
      fix=$(t "get Node 20 as README.md shows (apt here has only $(apt_candidate nodejs))" \
        "README.ko.md의 방법으로 Node 20을 받으십시오 (이곳 apt에는 $(apt_candidate nodejs) 뿐)")
    fi
    row missing 'Node 20+' "${node_version:+$(t "only $node_version" "$node_version 뿐")}" "$fix"
  fi
  if command -v npm >/dev/null 2>&1; then
    row ok 'npm' "$(command -v npm)" ''
  else
    row missing 'npm' '' "$(install_command npm)"
  fi
  if find_chromium; then
    row ok 'Chromium' "$chromium" ''
  else
    row optional 'Chromium' "$(t 'only the browser tests need it' '브라우저 검사에만 필요')" "$(install_command chromium)"
  fi
  if find_korean_font; then
    row ok "$(t 'Korean font' '한글 글꼴')" "$korean_font" ''
  else
    row optional "$(t 'Korean font' '한글 글꼴')" "$(t 'only the browser tests need it' '브라우저 검사에만 필요')" \
      "$(install_command fonts-nanum)"
  fi
  if find_film; then
    row ok "$(t 'test film' '검사용 영상')" 'vtest.avi' ''
  else
    row optional "$(t 'test film' '검사용 영상')" "$(t 'only the tests of films need it' '영상 검사에만 필요')" "$(install_command opencv-doc)"
  fi
  if find_camera; then
    row ok "$(t 'test camera' '검사용 카메라')" "$(t 'GStreamer RTSP server' 'GStreamer RTSP 서버')" ''
  else
    row optional "$(t 'test camera' '검사용 카메라')" "$(t 'only the tests of cameras need it' '카메라 검사에만 필요')" \
      "$(install_command "${camera_packages[*]}")"
  fi

  home=${GWANMUN_HOME:-${HOME:-/}/.gwanmun}
  parent=$(existing_parent "$home")
  if (: >"$parent/.gwanmun-probe.$$") 2>/dev/null; then
    rm -f "$parent/.gwanmun-probe.$$"
    row ok 'GWANMUN_HOME' "$home" ''
  else
    row missing 'GWANMUN_HOME' "$(t "cannot write to $home" "$home 에 쓸 수 없음")" 'export GWANMUN_HOME=FOLDER'
  fi
  kib=$(free_kib "$root")
  # What a build, its downloads and one test run took, rounded up.
  if [ "${kib:-0}" -ge 4194304 ]; then
    row ok "$(t 'free disk' '디스크 여유')" "$((kib / 1048576)) GiB" ''
  elif [ "${kib:-0}" -ge 1048576 ]; then
    row optional "$(t 'free disk' '디스크 여유')" "$((kib / 1048576)) GiB" \
      "$(t 'a build from nothing with all tests wants 4 GiB' '처음 빌드와 전체 검사에는 4 GiB가 좋습니다')"
  else
    row missing "$(t 'free disk' '디스크 여유')" "$((${kib:-0} / 1024)) MiB" \
      "$(t "make room: 4 GiB on the disk of $root" "$root 의 디스크에 4 GiB를 비우십시오")"
  fi
  mib=$(memory_mib)
  if [ "${mib:-0}" -ge 3500 ]; then
    row ok "$(t 'memory' '메모리')" "$((mib / 1024)) GiB" ''
  else
    row optional "$(t 'memory' '메모리')" "${mib:-?} MiB" \
      "$(t 'less than 4 GiB: the tests may be slow or fail' '4 GiB 미만: 검사가 느리거나 실패할 수 있습니다')"
  fi
  if port_is_free 8080; then
    row ok "$(t 'port 8080' '포트 8080')" "$(t 'free' '비어 있음')" ''
  else
    row optional "$(t 'port 8080' '포트 8080')" "$(t 'busy' '사용 중')" './gwanmun demo --port 9090'
  fi
}

# install_missing WHAT: required, or all (with what only some tests need). Fails with install_problem set.
install_missing() {
  local what=$1 packages=() package after_node=
  install_problem=
  find_jdk || packages+=(jdk)
  find_maven || packages+=(maven)
  find_node || packages+=(nodejs)
  command -v npm >/dev/null 2>&1 || after_node=npm
  if [ "$what" = all ]; then
    find_chromium || packages+=(chromium)
    find_korean_font || packages+=(fonts-nanum)
    find_film || packages+=(opencv-doc)
    find_camera || packages+=("${camera_packages[@]}")
  fi
  [ ${#packages[@]} = 0 ] && [ -z "$after_node" ] && return 0

  if ! have_apt; then
    install_problem=$(t 'no apt-get here. Maybe install what ./gwanmun doctor lists with your package manager.' \
      'apt-get이 없습니다. ./gwanmun doctor가 보여 주는 것을 패키지 관리자로 설치하십시오.')
    return 1
  fi
  if [ "$(id -u)" != 0 ]; then
    install_problem=$(t 'installing needs root. Maybe run: sudo ./gwanmun doctor --install' \
      '설치에는 관리자 권한이 필요합니다: sudo ./gwanmun doctor --install')
    return 1
  fi
  if ! apt_get update >&2; then
    install_problem=$(t 'apt-get update failed. Maybe the network or another apt is in the way: the lines above say which.' \
      'apt-get update에 실패했습니다. 네트워크나 다른 apt 때문일 수 있으니 위의 내용을 보십시오.')
    return 1
  fi
  for package in ${packages[@]+"${packages[@]}"} $after_node; do
    case $package in
      jdk)
        package=$(jdk_package)
        if [ -z "$package" ]; then
          install_problem=$(t 'apt has no JDK 25 here. Maybe add the Temurin packages as README.md shows, or unpack a JDK 25 into ~/.jdks.' \
            '이곳 apt에는 JDK 25가 없습니다. README.ko.md의 방법으로 Temurin 패키지를 더하거나 JDK 25를 ~/.jdks에 푸십시오.')
          continue
        fi
        ;;
      nodejs)
        if ! version_at_least "$(apt_candidate nodejs)" "$node_wanted"; then
          install_problem=$(t "apt has only Node $(apt_candidate nodejs) here. Maybe get Node 20 as README.md shows." \
            "이곳 apt에는 Node $(apt_candidate nodejs) 뿐입니다. README.ko.md의 방법으로 Node 20을 받으십시오.")
          after_node=
          continue
        fi
        ;;
      npm)
        # Some packages of Node bring npm along and refuse Debian's.
        command -v npm >/dev/null 2>&1 && continue
        ;;
    esac
    if ! apt_get install --no-install-recommends "$package" >&2; then
      install_problem=$(t "apt-get install $package failed. Maybe the lines above say why." \
        "apt-get install $package 에 실패했습니다. 위의 내용을 보십시오.")
    fi
    hash -r
  done
  [ -z "$install_problem" ]
}

# For GWANMUN_INSTALL=1: silent when nothing is missing. What is required is insisted on later, by the build.
install_quietly() {
  install_missing "$1" || say "$install_problem"
}

run_doctor() {
  local install=
  while [ $# -gt 0 ]; do
    case $1 in
      -h | --help)
        doctor_help
        exit 0
        ;;
      --install) install=yes ;;
      *)
        die 2 "$(t "doctor does not know '$1'. Maybe --install, or --help." \
          "doctor는 '$1'을(를) 모릅니다. --install 또는 --help를 쓰십시오.")"
        ;;
    esac
    shift
  done
  if [ -n "$install" ] && ! install_missing all; then
    examine
    die 3 "$install_problem"
  fi
  examine
  [ "$required_missing" = 0 ] || exit 3
  exit 0
}
