#include "ui/theme/style_sheet.h"

#include <QStyle>
#include <QWidget>

#include <array>
#include <utility>

namespace connectorscope {
namespace {

// @name is the colour of that token. Where a field has a colour for its text, Qt makes that of its
// placeholder of it, too pale to be read: it comes from the palette.
constexpr const char* sheet = R"css(
* { font-size: 13px; }
QMainWindow, QDialog, QStackedWidget, QScrollArea, QWidget[role="page"] { background: @background; }
QScrollArea { border: none; }
QToolTip { background: @text; color: @surface; border: none; padding: 4px 8px; }

QFrame[role="card"] { background: @surface; border: 1px solid @line; border-radius: 8px; }
QFrame[role="rail"] { background: @rail; border: none; border-right: 1px solid @line; }
QFrame[role="top"] { background: @surface; border: none; border-bottom: 1px solid @line; }
QFrame[role="bar"] { background: @text; border: none; border-radius: 8px; margin: 6px 16px; }
QFrame[role="bar"] QLabel { color: @surface; }
QFrame[role="bar"] QPushButton { background: transparent; border: none; color: @surface; font-weight: 600; padding: 4px 8px; }
QFrame[role="bar"] QPushButton:hover { text-decoration: underline; }
QFrame[role="panel"] { background: @surface; border: none; border-top: 1px solid @line; }
QFrame[role="problem"] { background: @serverFill; border: 1px solid @server; border-radius: 8px; margin: 6px 16px; }
QFrame[role="problem"] QLabel { color: @text; }
QPlainTextEdit[role="card"] { background: @surface; border-radius: 8px; }
QFrame[role="stripe"] { border: none; border-radius: 2px; }
QFrame[role="hairline"] { background: @line; border: none; max-height: 1px; min-height: 1px; }

QLabel { background: transparent; color: @text; }
QLabel[role="title"] { font-size: 19px; font-weight: 600; }
QLabel[role="section"] { font-weight: 600; }
QLabel[role="cause"] { font-size: 15px; font-weight: 600; }
QLabel[role="count"] { font-size: 30px; font-weight: 600; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="fault"] { color: @corrupt; }
QLabel[role="small"] { color: @muted; font-size: 12px; }
QLabel[role="key"] { background: @background; border: 1px solid @line; border-radius: 4px; padding: 2px 6px; }

QPushButton { background: @surface; color: @text; border: 1px solid @line; border-radius: 7px; padding: 6px 12px; font-weight: 600; outline: none; }
QPushButton:hover { border-color: @muted; }
QPushButton:pressed { background: @background; }
QPushButton:disabled { color: @disabled; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton[role="primary"] { background: @accent; color: @onAccent; border-color: @accent; }
QPushButton[role="primary"]:disabled { background: @background; color: @disabled; border-color: @line; }
QPushButton[role="primary"]:focus { border: 2px solid @text; padding: 5px 11px; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; font-weight: 400; }
QPushButton[role="quiet"]:hover { border-color: @line; }
QPushButton[role="quiet"]:focus { border-color: @accent; }
QPushButton[role="row"] { background: transparent; border-color: transparent; font-weight: 400; padding: 4px 6px; text-align: left; }
QPushButton[role="row"]:hover { background: @background; }
QPushButton[role="row"]:focus { border-color: @accent; }
QPushButton[role="chip"] { background: @background; border-radius: 11px; padding: 3px 10px; min-height: 16px; color: @muted; font-size: 12px; }
QPushButton[role="chip"]:checked, QPushButton[role="chip"]:hover { color: @text; }
QPushButton[role="chip"]:checked { border-color: @accent; background: @accentFill; }
QPushButton::menu-indicator { image: none; width: 0px; }
QPushButton[opens="menu"] { padding-right: 26px; text-align: left; }
QPushButton[role="chip"][opens="menu"] { padding-right: 24px; }
QPushButton[role="nav"] { background: transparent; border: 1px solid transparent; border-radius: 7px; padding: 8px 10px; font-weight: 400; text-align: left; }
QPushButton[role="nav"]:hover { border-color: @line; }
QPushButton[role="nav"]:checked { background: @surface; border-color: @line; font-weight: 600; }
QPushButton[role="nav"]:focus { border-color: @accent; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 7px; padding: 4px 8px; color: @text; }
QToolButton:hover { border-color: @line; }
QToolButton:focus { border-color: @accent; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit, QComboBox { background: @background; border: 1px solid @line; border-radius: 7px; padding: 6px 10px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:focus { border-color: @accent; }
QDateEdit { min-width: 84px; padding-right: 4px; }
QComboBox::drop-down, QDateEdit::drop-down { subcontrol-origin: padding; subcontrol-position: center right; width: 26px; border: none; background: transparent; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: none; }
QCalendarWidget { background: @surface; border: 1px solid @line; }
QCalendarWidget QWidget { background: @surface; color: @text; alternate-background-color: @surface; }
QCalendarWidget QToolButton { font-weight: 600; }
QCalendarWidget QAbstractItemView { selection-background-color: @accent; selection-color: @onAccent; }
QCalendarWidget QAbstractItemView:disabled { color: @disabled; }
QCheckBox, QRadioButton { background: transparent; color: @text; spacing: 8px; }

QAbstractItemView { background: @surface; color: @text; border: none; outline: none; selection-background-color: @accentFill; selection-color: @text; }
QHeaderView { background: @surface; border: none; font-size: 12px; font-weight: 600; }
QHeaderView::section { background: @surface; color: @muted; border: none; border-bottom: 1px solid @line; padding: 6px 10px; }
QHeaderView::section:hover { color: @text; }
QHeaderView::up-arrow, QHeaderView::down-arrow { width: 0px; height: 0px; }
QTableCornerButton::section { background: @surface; border: none; }

QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @muted; border: none; border-bottom: 2px solid transparent; padding: 8px 2px; margin-right: 11px; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-bottom-color: @accent; }
QTabBar::tab:focus, QTabBar::tab:hover { color: @text; }

QMenu { background: @surface; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accentFill; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QMenu::indicator { left: 6px; }

QProgressBar { background: @background; border: 1px solid @line; border-radius: 4px; text-align: center; max-height: 8px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: @line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)css";

// What can be pressed has an edge, also before the pointer is over it.
constexpr const char* contrastSheet = R"css(
QPushButton[role="quiet"], QToolButton { border-color: @line; }
QPushButton[role="quiet"]:focus, QToolButton:focus { border-color: @accent; }
QFrame[role="bar"] QPushButton { border: 1px solid @surface; border-radius: 7px; }
)css";

constexpr std::array<std::pair<Sense, const char*>, 6> senseNames{{{Sense::Neutral, "neutral"},
                                                                   {Sense::Corrupt, "corrupt"},
                                                                   {Sense::Blocked, "blocked"},
                                                                   {Sense::Server, "server"},
                                                                   {Sense::AtRisk, "at-risk"},
                                                                   {Sense::Well, "well"}}};

void polishAgain(QWidget* widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

QString styleSheet(const Tokens& tokens)
{
    // Longer names first: @accentFill begins with @accent.
    const std::array<std::pair<const char*, QColor>, 15> names{{{"@accentFill", tokens.accentFill},
                                                                {"@accent", tokens.accent},
                                                                {"@onAccent", tokens.onAccent},
                                                                {"@background", tokens.background},
                                                                {"@rail", tokens.rail},
                                                                {"@surface", tokens.surface},
                                                                {"@line", tokens.line},
                                                                {"@text", tokens.text},
                                                                {"@muted", tokens.muted},
                                                                {"@disabled", tokens.disabled},
                                                                {"@mark", tokens.mark},
                                                                {"@serverFill", tokens.server.fill},
                                                                {"@server", tokens.server.text},
                                                                {"@corrupt", tokens.corrupt.text},
                                                                {"@well", tokens.well.text}}};
    QString text = QString::fromUtf8(sheet);
    if (tokens.appearance == Appearance::HighContrast)
        text += QString::fromUtf8(contrastSheet);
    for (const auto& [name, colour] : names)
        text.replace(QLatin1String(name), colour.name());
    for (const auto& [sense, name] : senseNames)
        text += QStringLiteral("QLabel[sense=\"%1\"], QPushButton[sense=\"%1\"] { color: %2; }\n"
                               "QFrame[role=\"stripe\"][sense=\"%1\"] { background: %2; }\n")
                    .arg(QLatin1String(name), tokens.of(sense).text.name());
    return text;
}

void setRole(QWidget* widget, const char* role)
{
    widget->setProperty("role", QByteArray(role));
    polishAgain(widget);
}

void setSense(QWidget* widget, Sense sense)
{
    for (const auto& [each, name] : senseNames)
        if (each == sense)
            widget->setProperty("sense", QByteArray(name));
    polishAgain(widget);
}

} // namespace connectorscope
