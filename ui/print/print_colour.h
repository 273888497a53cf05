#pragma once

#include <QColor>
#include <QString>

#include <string_view>

namespace connectorscope {

/// Of "#B3261E", as core/report/render/tone_colours.h has them.
inline QColor printColour(std::string_view name)
{
    return QColor(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
}

inline QString printText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace connectorscope
