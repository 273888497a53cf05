#pragma once

#include <QShortcut>
#include <QWidget>

#include <utility>

namespace connectorscope {

/// Calls `act` at that key while the focus is in `scope`, which owns the shortcut: the same key may mean
/// something else on another page. `receiver` is who acts.
template <class Receiver, class Act>
QShortcut* onKeyIn(QWidget& scope, const QKeySequence& key, Receiver* receiver, Act act)
{
    auto* shortcut = new QShortcut(key, &scope);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(shortcut, &QShortcut::activated, receiver, std::move(act));
    return shortcut;
}

/// The same wherever the focus is in the window, while `page` is to be seen.
template <class Receiver, class Act>
QShortcut* onKeyWhile(QWidget& page, const QKeySequence& key, Receiver* receiver, Act act)
{
    QShortcut* shortcut = onKeyIn(page, key, receiver, std::move(act));
    shortcut->setContext(Qt::WindowShortcut);
    return shortcut;
}

} // namespace connectorscope
