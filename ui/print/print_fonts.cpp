#include "ui/print/print_fonts.h"

#include "ui/print/paper.h"

#include <QFontDatabase>
#include <QStringList>

// Outside the namespace, as Qt wants it: a static library's resources are not found by themselves.
static void initPrintResources()
{
    Q_INIT_RESOURCE(print_fonts);
}

namespace connectorscope {
namespace {

double pointsOf(Typeface face)
{
    switch (face) {
    case Typeface::Small:
        return 7.5;
    case Typeface::Heading:
        return 12;
    case Typeface::Title:
        return 14;
    case Typeface::Body:
    case Typeface::Strong:
        break;
    }
    return 9;
}

/// The print's own, then what Linux and Windows have for other writings. Mostly Qt finds a font that has a
/// character by itself, but not on Windows without a display.
QStringList printFamilies()
{
    return {QStringLiteral("Inter"),
            QStringLiteral("DejaVu Sans"),
            QStringLiteral("Segoe UI"),           // Arabic, Hebrew
            QStringLiteral("Yu Gothic UI"),       // Japanese
            QStringLiteral("Microsoft YaHei UI"), // Chinese
            QStringLiteral("Microsoft JhengHei UI"),
            QStringLiteral("Malgun Gothic"), // Korean
            QStringLiteral("Leelawadee UI"), // Thai
            QStringLiteral("Nirmala UI"),    // the writings of India
            QStringLiteral("Segoe UI Symbol"),
            QStringLiteral("Arial Unicode MS"),
            QStringLiteral("Arial")};
}

} // namespace

Result<> loadPrintFonts()
{
    initPrintResources();
    for (const char* file : {":/print/Inter-Regular.otf", ":/print/Inter-SemiBold.otf"})
        if (QFontDatabase::addApplicationFont(QString::fromLatin1(file)) < 0)
            return fail(ErrorCode::Other, "The font of the PDF cannot be loaded",
                        "The program is damaged: install it anew.");
    return {};
}

QFont printFont(Typeface face)
{
    QFont font(printFamilies());
    font.setPixelSize(static_cast<int>(pointsOf(face) * unitsPerPoint));
    font.setWeight(face == Typeface::Body || face == Typeface::Small ? QFont::Normal : QFont::DemiBold);
    font.setHintingPreference(QFont::PreferNoHinting);
    // The font's other forms of ":" and "+" have no character of their own: whoever copies the text of a PDF
    // would get none.
    font.setStyleStrategy(static_cast<QFont::StyleStrategy>(QFont::PreferOutline | QFont::PreferNoShaping));
    return font;
}

} // namespace connectorscope
