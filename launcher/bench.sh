# shellcheck shell=bash disable=SC2154
# Stopwatches: builds bench/ and what it stands on, and runs JMH.

bench_help() {
  if [ "$language" = ko ]; then
    cat <<HELP
사용법: ./gwanmun bench [패턴] [JMH 옵션]

필요하면 빌드한 뒤 핵심 계산의 시간을 잽니다. 결과와 기준은 docs/measurements/scene.md에 있습니다.

  패턴     이름에 이것이 든 것만 (예: Scene, Twin, Imaging)
  -l       이름만 보여 줍니다
  -h       JMH의 모든 옵션

예: ./gwanmun bench Scene
    ./gwanmun bench Twin -f 1 -p objects=40
HELP
  else
    cat <<HELP
Usage: ./gwanmun bench [PATTERN] [JMH options]

Builds if needed, then measures the kernels. Results and what they compare with are in docs/measurements/scene.md.

  PATTERN  only those whose name has it, such as Scene, Twin, Imaging
  -l       lists the names
  -h       all options of JMH

Examples: ./gwanmun bench Scene
          ./gwanmun bench Twin -f 1 -p objects=40
HELP
  fi
}

run_bench() {
  local jar=$root/bench/target/benchmarks.jar log=$root/target/bench.log dirs=()
  if [ "${1-}" = --help ]; then
    bench_help
    exit 0
  fi
  need_jdk
  while IFS= read -r dir; do dirs+=("$dir"); done < <(module_closure bench)
  if [ ! -f "$jar" ] || [ -n "$(source_files "${dirs[@]}" -- -newer "$jar" -print)" ]; then
    need_maven
    lock_build
    say "$(t 'building the stopwatches; log: target/bench.log' '시간 측정 도구 빌드 중. 기록: target/bench.log')"
    mkdir -p "$root/target"
    job maven_job "$log" show_build -pl bench -am -Dmaven.test.skip=true -Dspotless.skip=true -Djacoco.skip=true package ||
      die 3 "$(t 'the build failed. Maybe target/bench.log says why.' '빌드에 실패했습니다. 기록: target/bench.log')"
    unlock_build
  fi
  exec "$java_home/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -jar "$jar" "$@"
}
