# shellcheck shell=bash disable=SC2154,SC2034
# Runs every test, and says what ran: time per module, the slowest, the skipped by name, coverage, and the count.

test_help() {
  if [ "$language" = ko ]; then
    cat <<'HELP'
사용법: ./gwanmun test [--quick] [-Dname=value…] [모듈…]

모든 모듈을 빌드하고 모든 검사를 실행합니다. 모듈을 지정하면 그 모듈과 그것이 딛고 선 모듈만 검사합니다.

  --quick          브라우저·학습처럼 slow 표시가 붙은 검사를 빼고 2분 안에 끝냅니다
  -Dname=value     Maven에 그대로 전달합니다 (예: -Dtest=ClassTest, -Dgolden.update)
  -h, --help       이 도움말

GWANMUN_INSTALL=1 이면 빠진 것을 apt-get으로 먼저 설치합니다 (root). 전체 기록은 target/test.log에 있습니다.
마지막 줄은 언제나 "N passed, N failed, N skipped" 입니다. 빌드되지 않은 모듈도 실패로 셉니다.
끝낼 때의 값: 0 모두 통과, 1 실패 있음(검사가 하나도 없어도 실패), 2 잘못된 사용, 3 실행할 수 없음

예: ./gwanmun test
    ./gwanmun test --quick
    ./gwanmun test --quick xray
    ./gwanmun test -Dtest=SpectrumTest xray
    ./gwanmun test launcher
HELP
  else
    cat <<'HELP'
Usage: ./gwanmun test [--quick] [-Dname=value…] [MODULE…]

Builds every module and runs every test. With modules named, only they and what they stand on.

  --quick          leaves out the tests tagged slow (browser, training …): under two minutes
  -Dname=value     goes to Maven as it is (e.g. -Dtest=ClassTest, -Dgolden.update)
  -h, --help       this help

GWANMUN_INSTALL=1 first installs what is missing with apt-get (as root). The whole log is in target/test.log.
The last line is always "N passed, N failed, N skipped". A module that does not build counts as failed.
Exit status: 0 all passed, 1 a failure (no test at all is one too), 2 bad usage, 3 could not run

Examples: ./gwanmun test
          ./gwanmun test --quick
          ./gwanmun test --quick xray
          ./gwanmun test -Dtest=SpectrumTest xray
          ./gwanmun test launcher
HELP
  fi
}

# Failures in full, one line for each module, nothing else: the rest is in the log.
show_tests() {
  local line printing='' files=0
  while IFS= read -r line; do
    case $line in
      *'Downloaded from'*)
        files=$((files + 1))
        [ $((files % 200)) = 0 ] && printf '  %s\n' "$(t "$files files downloaded" "파일 ${files}개 내려받음")"
        continue
        ;;
      '[INFO] Building '*'['*/*']')
        line=${line#'[INFO] Building '}
        line=$(squeeze "$line")
        printing=
        printf '%(%H:%M:%S)T %s\n' -1 "$line" 2>/dev/null || printf '%s\n' "$line"
        ;;
      '[ERROR] '*'[Help '* | '[ERROR] To see the full'* | '[ERROR] Re-run'* | '[ERROR] For more information'* | \
        '[ERROR] After correcting'* | '[ERROR]   mvn '* | '[ERROR] ') ;;
      '[ERROR]'*)
        printing=yes
        printf '%s\n' "$line"
        ;;
      '['*'] Tests run:'*'Time elapsed'*) printing= ;;
      '['*'] Tests run:'*)
        printing=
        line=${line#*] }
        printf '           %s\n' "$line"
        ;;
      '[INFO]'* | '[WARNING]'*) printing= ;;
      *) [ -n "$printing" ] && printf '%s\n' "$line" ;;
    esac
  done
}

# Reports and coverage of earlier runs would be counted again, or speak for tests that are gone.
forget_reports() {
  local module
  modules | while IFS= read -r module; do
    rm -rf "${root:?}/$module/target/surefire-reports" "$root/$module/target/failsafe-reports" \
      "$root/$module/target/vitest-junit.xml" "$root/$module/target/jacoco.exec" "$root/$module/target/site/jacoco-aggregate"
  done
}

# One line per test, from every report.
collect_tests() {
  local module report
  modules | while IFS= read -r module; do
    for report in "$root/$module"/target/surefire-reports/TEST-*.xml "$root/$module"/target/failsafe-reports/TEST-*.xml \
      "$root/$module/target/vitest-junit.xml"; do
      [ -f "$report" ] && awk -f "$root/launcher/junit.awk" "$report"
    done
  done
}

count() { awk -F '\t' -v state="$1" '$1 == state { n++ } END { print n + 0 }' "$2"; }

check_module() {
  local module
  while IFS= read -r module; do
    [ "$module" = "$1" ] && return
  done <<MODULES
$(modules)
launcher
MODULES
  die 2 "$(t "no module or option '$1'. Maybe one of: $(modules | tr '\n' ' ')launcher; or --quick, -Dname=value, --help." \
    "'$1'이라는 모듈이나 옵션이 없습니다. 모듈: $(modules | tr '\n' ' ')launcher. 옵션: --quick, -Dname=value, --help.")"
}

# The launcher's own test comes first: it takes seconds. Sets launcher_passed and launcher_failed.
test_launcher() {
  local last
  printf '%s\n' "$(t 'Launcher' '실행기')"
  job bash "$root/launcher/test-launcher.sh" >"$state/launcher-test.log" 2>&1
  last=$(tail -n 1 "$state/launcher-test.log")
  launcher_passed=$(printf '%s' "$last" | sed -n 's/^\([0-9][0-9]*\) passed, [0-9][0-9]* failed$/\1/p')
  launcher_failed=$(printf '%s' "$last" | sed -n 's/^[0-9][0-9]* passed, \([0-9][0-9]*\) failed$/\1/p')
  # A test that broke off says nothing of how many it had.
  [ -n "$launcher_failed" ] || launcher_passed=0 launcher_failed=1
  [ "$launcher_failed" = 0 ] || cat "$state/launcher-test.log"
  printf '           %s passed, %s failed\n' "$launcher_passed" "$launcher_failed"
}

# stamps_before, stamps_after: a following ./gwanmun finds what this run has built fresh, and only if it is.
stamps_before() {
  local kind jar
  for kind in cli server; do
    jar=$root/app/$kind/target/gwanmun-$kind-$version.jar
    [ -f "$root/app/$kind/pom.xml" ] || continue
    if is_fresh "$kind"; then
      source_sums "${dirs[@]}" >"$state/$kind.before"
    else
      before_build "$kind"
    fi
  done
}

# stamps_after STATUS: only a whole build that succeeded vouches for the jars; --quick may leave out the screens.
stamps_after() {
  local kind
  for kind in cli server; do
    [ -f "$state/$kind.before" ] || continue
    if [ "$1" = 0 ] && [ ${#chosen[@]} = 0 ] && { [ "$kind" = cli ] || [ -z "$quick" ]; }; then
      rm -f "$state/$kind.sums"
      after_build "$kind"
    fi
    rm -f "$state/$kind.before"
  done
}

run_tests() {
  local quick='' chosen=() options=() launcher=yes maven_too=yes
  local version dirs tests=$root/target/launcher/tests.tsv log=$root/target/test.log
  local status=0 passed=0 failed=0 skipped=0 launcher_passed=0 launcher_failed=0 broken='' list coverage
  while [ $# -gt 0 ]; do
    case $1 in
      -h | --help)
        test_help
        exit 0
        ;;
      --quick) quick=yes ;;
      -D?*) options+=("$1") ;;
      -pl)
        if [ $# -lt 2 ]; then check_module ''; fi
        ;;
      *)
        check_module "${1%/}"
        chosen+=("${1%/}")
        ;;
    esac
    shift
  done
  if [ ${#chosen[@]} -gt 0 ]; then
    launcher='' maven_too=''
    for list in "${chosen[@]}"; do
      if [ "$list" = launcher ]; then launcher=yes; else maven_too=${maven_too:+$maven_too,}$list; fi
    done
  fi

  [ "${GWANMUN_INSTALL-}" = 1 ] && install_quietly all
  if ! can_write; then
    die 3 "$(t "tests build, but $root cannot be written to. Maybe copy the folder to a place of yours." \
      "검사에는 빌드가 필요한데 $root 에 쓸 수 없습니다. 쓸 수 있는 곳으로 폴더를 복사하십시오.")"
  fi
  [ -n "$launcher" ] && test_launcher
  : >"$tests"
  if [ -n "$maven_too" ]; then
    need_jdk
    need_maven
    [ -f "$root/app/web/package.json" ] && need_node
    version=$(suite_version)
    lock_build
    forget_reports
    stamps_before
    while IFS= read -r list; do wipe_changed "$list"; done < <(modules)
    # Failures are counted from the reports, so that one module's failure does not hide the tests of the next.
    options+=(--fail-at-end -Dmaven.test.failure.ignore=true)
    [ -n "$quick" ] && options+=(-DexcludedTags=slow -Dquick)
    [ ${#chosen[@]} -gt 0 ] && options+=(-pl "$maven_too" -am -Dsurefire.failIfNoSpecifiedTests=false)
    job maven_job "$log" show_tests "${options[@]}" verify
    status=$?
    if [ "$status" != 0 ] && network_failed "$log"; then
      printf '%s\n' "$(t 'a download failed; trying once more' '내려받기에 실패하여 한 번 더 해 봅니다')"
      forget_reports
      job maven_job "$log" show_tests -U "${options[@]}" verify
      status=$?
    fi
    stamps_after "$status"
    unlock_build
    collect_tests >"$tests"
    report_tests
  fi

  passed=$((passed + launcher_passed))
  failed=$((failed + launcher_failed))
  if [ $((passed + failed)) = 0 ]; then
    printf '\n%s\n' "$(t 'No test ran: that counts as a failure.' '실행된 검사가 없습니다: 실패로 셉니다.')"
    failed=1
  fi
  printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" = 0 ] || exit 1
  exit 0
}

# Prints what the reports and the log say, and sets passed, failed, skipped.
report_tests() {
  passed=$(count passed "$tests")
  failed=$(count failed "$tests")
  skipped=$(count skipped "$tests")

  printf '\n%s\n' "$(t 'Time per module' '모듈별 시간')"
  list=$(sed -n 's/^\[INFO\] \(.*[^.]\) \.\{2,\} \([A-Z]*\)\( \[ *\(.*\)\]\)\{0,1\}$/\2\t\4\t\1/p' "$log")
  if [ -z "$list" ]; then
    list=$(sed -n 's/^\[INFO\] Total time: *\([^(]*\).*/DONE\t\1\t/p' "$log")
  fi
  printf '%s\n' "$list" | awk -F '\t' '{ printf "%10s  %-8s %s\n", $2, $1, $3 }'
  broken=$(printf '%s\n' "$list" | awk -F '\t' '$1 == "FAILURE" || $1 == "SKIPPED" { print "  " $1 "  " $3 }')

  printf '\n%s\n' "$(t 'Slowest tests' '가장 느린 검사')"
  sort -t "$(printf '\t')" -k 2,2 -rn "$tests" | head -n 10 | awk -F '\t' '{ printf "%9.3f s  %s  %s\n", $2, $3, $4 }'

  coverage=$(awk -F , 'NR > 1 { missed += $8; covered += $9 }
    END { if (missed + covered > 0) printf "%.1f %% (%d / %d)", 100 * covered / (missed + covered), covered, missed + covered }' \
    "$root/test/target/site/jacoco-aggregate/jacoco.csv" 2>/dev/null)
  [ -n "$coverage" ] && printf '\n%s: %s\n' "$(t 'Lines covered by tests' '검사가 지나간 줄')" "$coverage"

  if [ "$skipped" != 0 ]; then
    printf '\n%s\n' "$(t "SKIPPED: $skipped" "건너뜀: $skipped")"
    awk -F '\t' '$1 == "skipped" { printf "  %s  %s: %s\n", $3, $4, $5 == "" ? "no reason given" : $5 }' "$tests"
  fi
  if [ "$failed" != 0 ]; then
    printf '\n%s\n' "$(t "FAILED: $failed" "실패: $failed")"
    awk -F '\t' '$1 == "failed" { printf "  %s  %s: %s\n", $3, $4, substr($5, 1, 200) }' "$tests"
  fi
  if [ "$status" != 0 ]; then
    printf '\n%s\n' "$(t 'NOT BUILT (the whole log is in target/test.log)' '빌드되지 않음 (전체 기록: target/test.log)')"
    printf '%s\n' "${broken:-  Maven $status}"
    # A module that does not build has no report to be counted from.
    if [ "$failed" = 0 ]; then
      failed=$(printf '%s\n' "$list" | grep -c '^FAILURE')
      [ "$failed" = 0 ] && failed=1
    fi
  fi
}
