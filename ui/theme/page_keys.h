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

} // namespace connectorscope
