# shellcheck shell=bash disable=SC2154
# Training: builds adapter/learn-djl and what it stands on, and runs it as a process of its own.

learn_help() {
  if [ "$language" = ko ]; then
    cat <<HELP
사용법: ./gwanmun learn appearance [옵션]

필요하면 빌드한 뒤, 그려 낸 사람들로 외형 임베딩 신경망을 학습하고 ONNX 파일로 저장합니다. 중단하면 다음 실행에서 이어집니다.

  --steps N          학습 단계 수 (기본값 1500)
  --people P         한 단계의 사람 수 (기본값 24)
  --pictures K       한 사람의 그림 수 (기본값 4)
  --seed S           난수 시드 (기본값 1)
  --film FILE        실제 사람을 함께 배울 동영상 (선택)
  --tracks FILE      그 동영상의 추적 결과 (trace watch)
  --until FRAME      배울 마지막 프레임
  --checkpoint FILE  이어 갈 파일 (기본값 appearance.checkpoint)
  -o FILE            결과 (기본값 appearance.onnx)
HELP
  else
    cat <<HELP
Usage: ./gwanmun learn appearance [OPTIONS]

Builds if needed, then trains the embedding of people's looks on drawn people and writes it as ONNX. Stopped, it goes on when started again.

  --steps N          steps of descent (default 1500)
  --people P         people in a step (default 24)
  --pictures K       pictures of each (default 4)
  --seed S           seed of all randomness (default 1)
  --film FILE        a film whose people are learnt from too (optional)
  --tracks FILE      its tracks (trace watch)
  --until FRAME      last frame to learn from
  --checkpoint FILE  where it stands (default appearance.checkpoint)
  -o FILE            the result (default appearance.onnx)
HELP
  fi
}

run_learn() {
  local jar=$root/adapter/learn-djl/target/gwanmun-learn-djl-$(suite_version).jar log=$root/target/learn.log dirs=()
  if [ "${1-}" != appearance ] || [ "${2-}" = --help ] || [ "${2-}" = -h ]; then
    learn_help
    case ${1-} in
      appearance | --help | -h) exit 0 ;;
      *) exit 2 ;;
    esac
  fi
  shift
  need_jdk
  while IFS= read -r dir; do dirs+=("$dir"); done < <(module_closure adapter/learn-djl)
  if [ ! -f "$jar" ] || [ ! -d "${jar%/*}/lib" ] || [ -n "$(source_files "${dirs[@]}" -- -newer "$jar" -print)" ]; then
    need_maven
    lock_build
    say "$(t 'building the training; log: target/learn.log' '학습 프로그램 빌드 중. 기록: target/learn.log')"
    mkdir -p "$root/target"
    job maven_job "$log" show_build -pl adapter/learn-djl -am -Pstandalone -Dmaven.test.skip=true -Dspotless.skip=true -Djacoco.skip=true package ||
      die 3 "$(t 'the build failed. Maybe target/learn.log says why.' '빌드에 실패했습니다. 기록: target/learn.log')"
    unlock_build
  fi
  exec "$java_home/bin/java" --enable-native-access=ALL-UNNAMED -jar "$jar" "$@"
}
