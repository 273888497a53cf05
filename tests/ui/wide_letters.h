#pragma once

#include <QApplication>
#include <QFont>

namespace connectorscope {

/// Letters as wide as those of other systems' fonts, until it goes. On Windows, where they are tested with
/// the fonts of Wine that are wide already, as they are.
class WideLetters
{
public:
    explicit WideLetters([[maybe_unused]] double percent)
    {
        QFont wide = m_before;
#ifndef _WIN32
        wide.setLetterSpacing(QFont::PercentageSpacing, percent);
#endif
        QApplication::setFont(wide);
    }
    ~WideLetters()
    {
        QApplication::setFont(m_before);
    }
    WideLetters(const WideLetters&) = delete;
    WideLetters& operator=(const WideLetters&) = delete;

private:
    const QFont m_before = QApplication::font();
};

} // namespace connectorscope
