/// Prices at certain hours of certain days, in UTC.
struct ClockPrices: Sendable {
    /// A part of the day, in seconds since midnight: from the first up to but without the second. Where the second is
    /// not after the first, the window ends on the next day.
    typealias Window = (from: Int, to: Int)

    let windows: [Window]
    /// The days of the week on which windows begin, from Monday = 1 to Sunday = 7.
    let weekdays: Set<Int>
    /// Days on which no window begins.
    let exceptions: Set<CalendarDate>
    let prices: TokenPrices

    /// Whether the prices hold at a time.
    func holds(at time: Timestamp) -> Bool {
        let second = time.secondOfDay
        return windows.contains { window in
            if window.from < window.to {
                return second >= window.from && second < window.to && begins(on: time.day)
            }
            return second >= window.from && begins(on: time.day) || second < window.to && begins(on: time.day.previous)
        }
    }

    private func begins(on day: CalendarDate) -> Bool {
        weekdays.contains(day.weekday) && !exceptions.contains(day)
    }
}
