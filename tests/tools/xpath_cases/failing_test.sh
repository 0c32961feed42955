#!/usr/bin/env bash
# failing_test.sh PROGRAM FILE: lines that are wrong in some way fail and stop nothing.
set -uo pipefail
program=$1 file=$2

expect() {  # WHAT WANTED GOT
    if [ "$2" = "$3" ]; then return; fi
    printf 'not ok: %s\n  wanted: %s\n  got:    %s\n' "$1" "$2" "$3"
    exit 1
}

printed=$("$program" "$file"); code=$?
expect "exit code" 1 "$code"
expect "last line" "1 passed, 5 failed" "$(tail -n 1 <<<"$printed")"
expect "value that came" "    got:        2" "$(grep -A3 'wrong value' <<<"$printed" | tail -n 1)"
for title in "line 1: no case" "line 2: no case" "line 4: wrong XML" "line 5: no such context"; do
    expect "$title" 1 "$(grep -c "^$title" <<<"$printed")"
done
printed=$("$program" "$file" --subset); code=$?
expect "exit code of the subset" 1 "$code"
expect "last line of the subset" "1 passed, 4 failed" "$(tail -n 1 <<<"$printed")"
"$program" "$file.missing" 2>/dev/null; expect "exit code without a file" 2 $?
"$program" --unknown 2>/dev/null; expect "exit code of a wrong option" 2 $?
