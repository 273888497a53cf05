#include "ui/theme/theme.h"

#include "ui/theme/style_sheet.h"
#include "ui/theme/theme_style.h"

#include <QApplication>
#include <QEvent>
#include <QFont>
#include <QPalette>
#include <QSettings>

namespace connectorscope {

Appearance appearanceOf(const QPalette& system)
{
    const QColor window = system.color(QPalette::Window);
    const QColor text = system.color(QPalette::WindowText);
    constexpr double onlyBlackOnWhite = 20.5;
    // Pure black and white on both the frame and the fields is what themes of high contrast have.
    if (contrast(window, text) > onlyBlackOnWhite && system.color(QPalette::Base) == window &&
        window.lightness() < text.lightness())
        return Appearance::HighContrast;
    return window.lightness() < text.lightness() ? Appearance::Dark : Appearance::Light;
}

Theme::Theme(QApplication& application)
    : QObject(&application)
    , m_application(application)
{
    QApplication::setStyle(new ThemeStyle);
    apply();
    application.installEventFilter(this);
}

void Theme::choose(std::optional<Appearance> appearance)
{
    m_chosen = appearance;
    apply();
}

Appearance Theme::systemAppearance()
{
    const Appearance byPalette = appearanceOf(QGuiApplication::palette());
#ifdef Q_OS_WIN
    // Qt 6.4 gives programs the light palette whatever the person has chosen.
    const QSettings personal(
        QStringLiteral("HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\"
                       "Themes\\Personalize"),
        QSettings::NativeFormat);
    if (byPalette == Appearance::Light && personal.value(QStringLiteral("AppsUseLightTheme"), 1).toInt() == 0)
        return Appearance::Dark;
#endif
    return byPalette;
}

void Theme::apply()
{
    m_applying = true;
    QApplication::setPalette(QPalette()); // the system's, which ours has covered
    m_appearance = m_chosen.value_or(systemAppearance());
    const Tokens& tokens = tokensOf(m_appearance);
    QApplication::setPalette(paletteOf(tokens));
    QFont font = QApplication::font();
    font.setPixelSize(bodyPixels);
    QApplication::setFont(font);
    m_application.setStyleSheet(styleSheet(tokens));
    m_applying = false;
    emit changed();
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    // Windows tell of each change of the system's theme; one of them is enough.
    if (event->type() == QEvent::ThemeChange && !m_applying && !m_chosen)
        QMetaObject::invokeMethod(this, &Theme::apply, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

} // namespace connectorscope
