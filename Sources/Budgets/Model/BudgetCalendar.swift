import Foundation

/// The days and months of a time zone.
public struct BudgetCalendar: Sendable {
    private let zone: TimeZone

    /// The calendar of an IANA zone.
    ///
    /// - Throws: `BudgetError.unknownTimeZone`.
    public init(timeZone name: String) throws(BudgetError) {
        // Foundation also takes abbreviations, which mean several zones.
        guard name == "UTC" || name.contains("/"), let zone = TimeZone(identifier: name) else {
            throw .unknownTimeZone(name)
        }
        self.zone = zone
    }

    /// The day on the zone's clocks at a moment, whatever jumps they make.
    public func day(at time: Timestamp) -> CalendarDate {
        let local = time.unixSeconds + zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.unixSeconds)))
        return CalendarDate(daysSince1970: local >= 0 ? local / 86_400 : (local - 86_399) / 86_400)
    }

    /// The first moment at which the clocks show a later day than at this one.
    public func nextDay(after time: Timestamp) -> Timestamp { firstMoment(after: time, within: 2) { day(at: $0) } }

    /// The first moment at which the clocks show a later month than at this one.
    public func nextMonth(after time: Timestamp) -> Timestamp {
        firstMoment(after: time, within: 33) { day(at: $0).month }
    }

    /// Halves the time until the first moment of a later period: no rule about midnights that don't exist is needed.
    private func firstMoment<Period: Comparable>(
        after time: Timestamp, within days: Int, _ period: (Timestamp) -> Period
    ) -> Timestamp {
        let present = period(time)
        var before = time.unixSeconds
        var after = time.unixSeconds + days * 86_400
        while after - before > 1 {
            let middle = before + (after - before) / 2
            if period(Timestamp(unixSeconds: middle)) > present { after = middle } else { before = middle }
        }
        return Timestamp(unixSeconds: after)
    }
}
