#pragma once

#include <QApplication>
#include <QFont>

namespace connectorscope {

/// Letters as wide as those of other systems' fonts, until it goes.
class WideLetters
{
public:
    explicit WideLetters(double percent)
    {
        QFont wide = m_before;
        wide.setLetterSpacing(QFont::PercentageSpacing, percent);
        QApplication::setFont(wide);
    }
    ~WideLetters() { QApplication::setFont(m_before); }
    WideLetters(const WideLetters&) = delete;
    WideLetters& operator=(const WideLetters&) = delete;

private:
    const QFont m_before = QApplication::font();
};

} // namespace connectorscope
