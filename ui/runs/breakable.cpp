#include "ui/runs/breakable.h"

namespace connectorscope {

QString breakable(const QString& text)
{
    constexpr int longestWord = 12;
    QString result;
    int inWord = 0;
    for (const QChar letter : text) {
        result += letter;
        inWord = letter.isSpace() ? 0 : inWord + 1;
        const bool endsPiece = letter == QLatin1Char('/') || letter == QLatin1Char('\\');
        if ((endsPiece || inWord >= longestWord) && !letter.isHighSurrogate()) {
            result += QChar(0x200B);
            inWord = 0;
        }
    }
    return result;
}

} // namespace connectorscope
