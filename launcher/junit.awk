# Reads JUnit XML reports (Surefire, vitest) and prints one tab-separated line per test:
#   passed|failed|skipped  seconds  class  test  reason
# Splits at '<', so that attributes on several lines and tags on one line are both read; what a test printed (CDATA)
# may look like a tag and is passed over.

function text(s) {
  gsub(/&#10;|&#9;|&#13;|[\t\r\n]/, " ", s)
  gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s); gsub(/&quot;/, "\"", s); gsub(/&apos;/, "'", s); gsub(/&amp;/, "\\&", s)
  return s
}

function attribute(name, s) {
  s = $0
  gsub(/[\t\r\n]/, " ", s)
  if (!match(s, " " name "=\"[^\"]*\"")) return ""
  return text(substr(s, RSTART + length(name) + 3, RLENGTH - length(name) - 4))
}

function flush() {
  if (open) printf "%s\t%s\t%s\t%s\t%s\n", state, seconds, class, test, reason
  open = 0
}

BEGIN { RS = "<" }
cdata { if (index($0, "]]>")) cdata = 0; next }
/^!\[CDATA\[/ {
  if (wanted) {
    reason = substr($0, 9)
    sub(/[\r\n].*/, "", reason); sub(/^[A-Za-z.]*Exception: /, "", reason); sub(/\]\]>.*/, "", reason)
    wanted = 0
  }
}
/^!\[CDATA\[/ { if (!index($0, "]]>")) cdata = 1; next }
/^testcase[ \t\r\n]/ {
  flush()
  open = 1; state = "passed"; reason = ""
  class = attribute("classname"); test = attribute("name")
  seconds = attribute("time"); gsub(/,/, "", seconds); if (seconds == "") seconds = 0
  if ($0 ~ /\/>[ \t\r\n]*$/) flush()
  next
}
/^(failure|error)[ \t\r\n\/>]/ { if (open) { state = "failed"; reason = attribute("message") } }
/^skipped[ \t\r\n\/>]/ {
  if (open && state == "passed") {
    state = "skipped"; reason = attribute("message")
    wanted = reason == "" # an assumption's words come as text, not as an attribute
  }
}
/^\/testcase>/ { flush() }
END { flush() }
