#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace connectorscope {

/// For a program of Qt, before Qt matches its first regular expression: it does so without its compiler. What
/// is compiled needs a stack that Qt keeps for each thread, and GCC for Windows may give back the memory of
/// such a `thread_local` object before its destructor runs: a thread that had matched could crash at its end.
inline void matchWithoutCompiler()
{
    qputenv("QT_ENABLE_REGEXP_JIT", "0");
}

} // namespace connectorscope
