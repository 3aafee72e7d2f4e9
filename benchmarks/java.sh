# Sourced: finds a JDK 25 and builds what is not built.
# shellcheck shell=bash

jdk=${JAVA_HOME:-}
for candidate in "$jdk" /usr/lib/jvm/* "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/*; do
  if [ -x "$candidate/bin/javac" ] && grep -qs '^JAVA_VERSION="2[5-9]' "$candidate/release"; then
    jdk=$candidate
    break
  fi
done
[ -x "$jdk/bin/java" ] || { echo "there is no JDK 25 here; name it in JAVA_HOME" >&2; exit 1; }
export JAVA_HOME=$jdk
java=$jdk/bin/java
# absolute, for the relay runs in a folder of its own
classpath="$home/benchmarks/target/classes:$home/benchmarks/target/lib/*"

# build MODULE; with STOA_NO_BUILD=1 what is there is taken as it is
build() {
  [ -z "${STOA_NO_BUILD:-}" ] || return 0
  echo "building" >&2
  mvn -q -B -f "$home/pom.xml" -Dquick -DskipTests package -pl "benchmarks,$1" -am
}
