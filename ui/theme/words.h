#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QString>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string_view>

namespace connectorscope {

/// Text that came from outside as it may be shown: on one line, control characters and marks that turn the
/// direction of text made visible (core/base/escape.h), at most `limit` characters.
QString shownText(std::string_view utf8, int limit = 2000);
/// The same for a tool tip, which would take some texts for HTML.
QString toolTipText(const QString& shown);
QString shownPath(const std::filesystem::path& path);
/// What an engine says as a sentence of its own: begins with a capital letter, unless its first word is a
/// name (of a file, a key, a program), and ends with a full stop.
QString asSentence(QString text);
/// "What happened. What to do."
QString shownError(const Error& error);

/// "45 s", "11 min", "6 h 29 min", "3 d 4 h".
QString ageWords(std::chrono::nanoseconds age);
/// By this machine's clock: "03:12" today, else "Tue 03:12" within a week, else "2026-11-23 03:12".
QString timeWords(UtcTime time, UtcTime now);
/// "2026-11-23 03:12:40".
QString exactTime(UtcTime time);
/// "1.8 KB", "184 KB", "12 MB": steps of 1024.
QString sizeWords(std::uint64_t bytes);
/// "1,234" as the person's country writes it.
QString countWords(std::uint64_t count);

} // namespace connectorscope
