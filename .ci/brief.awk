# Of what tests print, only what failed: the lines of a test that passed or was skipped are left out, those of
# one that failed, or in which its program ended, stay. The log's lines of level info are none of a failure.
function show(    i) {
    for (i = 0; i < held; i++) print lines[i]
    held = in_test = 0
}
/^\r?$/ || /^(Running main|Note: |QStandardPaths: )/ || /\*\*\*Skipped/ { next }
/^ +Start +[0-9]+: / || /Test +#[0-9]+: .* Passed +[0-9.]+ sec/ || /^\[(-+|=+)\]/ || /^[^a-z]*\] \[info\] / { next }
/^\[ RUN +\]/ { show(); in_test = 1 }
/^\[ +(OK|SKIPPED) +\]/ && in_test { held = in_test = 0; next }
/Test +#[0-9]+: / && in_test { show() }
in_test { lines[held++] = $0; if (/^\[ +FAILED +\]/) { show(); fflush() } next }
{ print; fflush() }
END { show() }
