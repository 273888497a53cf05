#pragma once

#include "ui/theme/tokens.h"

#include <QObject>

#include <optional>

class QApplication;
class QPalette;

namespace connectorscope {

/// What a palette of the system looks like.
Appearance appearanceOf(const QPalette& system);

/// Gives the application its palette, style sheet and body font, and follows the system when that changes, as
/// long as nobody has chosen. One for each application; on its thread.
class Theme : public QObject
{
    Q_OBJECT

public:
    explicit Theme(QApplication& application);

    /// nullopt: as the system has it.
    void choose(std::optional<Appearance> appearance);
    std::optional<Appearance> chosen() const { return m_chosen; }
    Appearance appearance() const { return m_appearance; }

signals:
    /// What paints with tokens paints anew.
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();
    static Appearance systemAppearance();

    QApplication& m_application;
    std::optional<Appearance> m_chosen;
    Appearance m_appearance = Appearance::Light;
    bool m_applying = false;
};

} // namespace connectorscope
