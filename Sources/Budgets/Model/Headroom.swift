/// What limits a reservation.
public enum LimitKind: String, CaseIterable, Hashable, Sendable {
    /// The limit of one reservation.
    case hardStop = "hard_stop"
    /// The limit of a day.
    case daily = "daily_limit"
    /// The limit of a month.
    case monthly = "monthly_limit"
    /// The balance.
    case balance
}

/// How much room a limit of a budget leaves.
struct Headroom {
    let kind: LimitKind
    let limit: Money
    let spent: Money
    let held: Money
    /// What may still be reserved; below 0 where more was spent than the limit says.
    let room: Money
}

extension BudgetRecord {
    /// The room that each limit leaves, whatever the size of one reservation.
    func headrooms() throws(BudgetError) -> [Headroom] {
        do throws(MoneyError) {
            var rooms: [Headroom] = []
            for (kind, limit, totals) in [
                (LimitKind.daily, budget.dailyLimit, day), (.monthly, budget.monthlyLimit, month),
            ] {
                guard let limit else { continue }
                let room = try limit.subtracting(totals.spent).subtracting(totals.held)
                rooms.append(Headroom(kind: kind, limit: limit, spent: totals.spent, held: totals.held, room: room))
            }
            if let balance {
                rooms.append(
                    Headroom(
                        kind: .balance, limit: balance, spent: .zero(budget.currency), held: held,
                        room: try balance.subtracting(held)))
            }
            return rooms
        } catch { throw .money(error) }
    }
}
