#include "ui/theme/words.h"

#include "core/base/escape.h"
#include "core/base/path_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTextDocument>

#include <algorithm>
#include <array>

namespace connectorscope {
namespace {

QString inWords(const char* text)
{
    return QCoreApplication::translate("Words", text);
}

/// And not with a name: "site.toml", "watch.poll", "connectorctl".
bool beginsWithAWord(const QString& text)
{
    const QString first = text.section(QLatin1Char(' '), 0, 0);
    const auto last = std::find_if_not(first.begin(), first.end(), [](QChar one) { return one.isLetter(); });
    const bool isWhole =
        last == first.end() || (last + 1 == first.end() && QStringView(u",:;.").contains(*last));
    return isWhole && !first.startsWith(QStringLiteral("connectorctl")) &&
           !first.startsWith(QStringLiteral("connectorscope"));
}

QDateTime localTime(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(
        std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count());
}

} // namespace

QString shownText(std::string_view utf8, int limit)
{
    // No character takes more than four bytes, and nothing gets shorter.
    const auto bytes = static_cast<std::size_t>(limit) * 4;
    QString text = QString::fromStdString(escapeControls(utf8.substr(0, bytes)));
    if (text.size() > limit)
        text = text.left(limit - 1) + QChar(0x2026);
    return text;
}

QString toolTipText(const QString& shown)
{
    return Qt::mightBeRichText(shown) ? Qt::convertFromPlainText(shown, Qt::WhiteSpaceNormal) : shown;
}

QString shownPath(const std::filesystem::path& path)
{
    return shownText(displayText(path));
}

QString asSentence(QString text)
{
    if (text.isEmpty())
        return text;
    static constexpr QStringView endings = u".?!:\u2026";
    if (beginsWithAWord(text))
        text[0] = text[0].toUpper();
    return endings.contains(text.back()) ? text : text + QLatin1Char('.');
}

QString shownError(const Error& error)
{
    QString text = asSentence(shownText(error.message));
    if (!error.hint.empty())
        text += QLatin1Char(' ') + asSentence(shownText(error.hint));
    return text;
}

QString ageWords(std::chrono::nanoseconds age)
{
    const auto seconds =
        std::max<std::int64_t>(std::chrono::duration_cast<std::chrono::seconds>(age).count(), 0);
    const std::int64_t minutes = seconds / 60;
    const std::int64_t hours = minutes / 60;
    if (minutes == 0)
        return inWords(QT_TRANSLATE_NOOP("Words", "%1 s")).arg(seconds);
    if (hours == 0)
        return inWords(QT_TRANSLATE_NOOP("Words", "%1 min")).arg(minutes);
    if (hours < 24)
        return inWords(QT_TRANSLATE_NOOP("Words", "%1 h %2 m"))
            .arg(hours)
            .arg(minutes % 60, 2, 10, QLatin1Char('0'));
    return inWords(QT_TRANSLATE_NOOP("Words", "%1 d %2 h")).arg(hours / 24).arg(hours % 24);
}

QString timeWords(UtcTime time, UtcTime now)
{
    const QDateTime then = localTime(time);
    const QDate today = localTime(now).date();
    const qint64 days = then.date().daysTo(today);
    if (days == 0)
        return then.toString(QStringLiteral("HH:mm"));
    if (days > 0 && days < 7)
        return QLocale().dayName(then.date().dayOfWeek(), QLocale::ShortFormat) +
               then.toString(QStringLiteral(" HH:mm"));
    return then.toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString exactTime(UtcTime time)
{
    return localTime(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString sizeWords(std::uint64_t bytes)
{
    static constexpr std::array units{"KB", "MB", "GB", "TB"};
    if (bytes < 1024)
        return QStringLiteral("%1 B").arg(bytes);
    double size = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    while (size >= 1023.5 && unit + 1 < units.size()) {
        size /= 1024;
        ++unit;
    }
    return QLocale().toString(size, 'f', size < 9.95 ? 1 : 0) + QLatin1Char(' ') + QLatin1String(units[unit]);
}

QString countWords(std::uint64_t count)
{
    return QLocale().toString(static_cast<qulonglong>(count));
}

} // namespace connectorscope
