#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A moment, to the second, in UTC.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let unixSeconds: Int

    /// A moment by its Unix time.
    public init(unixSeconds: Int) { self.unixSeconds = unixSeconds }

    /// The current time.
    public static var now: Timestamp { Timestamp(unixSeconds: time(nil)) }

    /// Whether one moment is before another.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.unixSeconds < right.unixSeconds }

    private static let secondsPerDay = 86_400

    /// The calendar day in UTC.
    public var day: CalendarDate { CalendarDate(daysSince1970: wholeDays) }

    /// Seconds since the day began.
    var secondOfDay: Int {
        let rest = unixSeconds % Timestamp.secondsPerDay
        return rest < 0 ? rest + Timestamp.secondsPerDay : rest
    }

    private var wholeDays: Int {
        let (quotient, remainder) = unixSeconds.quotientAndRemainder(dividingBy: Timestamp.secondsPerDay)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

extension Timestamp: CustomStringConvertible {
    /// The moment of a time by RFC 3339, or of the beginning of a day in UTC: `2026-01-31T12:00:00Z`,
    /// `2026-01-31T20:00:00.5+08:00`, `2026-01-31`. Fractions of a second are cut off.
    ///
    /// - Returns: nil for anything else, and for a day or time that doesn't exist.
    public init?(_ text: some StringProtocol) {
        var bytes = Substring(text).utf8
        guard bytes.count <= 64, let day = CalendarDate(Substring(bytes.prefix(10))) else { return nil }
        bytes = bytes.dropFirst(10)
        let midnight = day.daysSince1970 * Timestamp.secondsPerDay
        guard let separator = bytes.popFirst() else {
            self.init(unixSeconds: midnight)
            return
        }
        guard separator == UInt8(ascii: "T") || separator == UInt8(ascii: "t") || separator == UInt8(ascii: " "),
            let clock = Timestamp.fields(bytes.prefix(8), limits: [23, 59, 60])
        else { return nil }
        bytes = bytes.dropFirst(8)
        if bytes.first == UInt8(ascii: ".") {
            let fraction = bytes.dropFirst().prefix { $0 &- UInt8(ascii: "0") < 10 }
            guard !fraction.isEmpty else { return nil }
            bytes = bytes[fraction.endIndex...]
        }
        guard let zone = Timestamp.offset(bytes) else { return nil }
        self.init(unixSeconds: midnight + clock[0] * 3600 + clock[1] * 60 + clock[2] - zone)
    }

    /// Seconds east of UTC that `Z` or `±hh:mm` says.
    private static func offset(_ zone: Substring.UTF8View) -> Int? {
        switch zone.first {
        case UInt8(ascii: "Z"), UInt8(ascii: "z"): return zone.count == 1 ? 0 : nil
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard zone.count == 6, let fields = fields(zone.dropFirst(), limits: [23, 59]) else { return nil }
            return (fields[0] * 3600 + fields[1] * 60) * (zone.first == UInt8(ascii: "-") ? -1 : 1)
        default: return nil
        }
    }

    /// Numbers of two digits with colons between, each up to its limit.
    private static func fields(_ bytes: Substring.UTF8View, limits: [Int]) -> [Int]? {
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == limits.count else { return nil }
        var fields: [Int] = []
        for (part, limit) in zip(parts, limits) {
            guard part.count == 2, let value = CalendarDate.number(part), value <= limit else { return nil }
            fields.append(value)
        }
        return fields
    }

    /// Seconds since midnight that `hh:mm` says.
    static func secondOfDay(_ text: some StringProtocol) -> Int? {
        fields(Substring(text).utf8, limits: [23, 59]).map { $0[0] * 3600 + $0[1] * 60 }
    }

    /// The day where the moment is midnight in UTC, else the time by RFC 3339: `2024-10-02`, `2026-08-16T16:00:00Z`.
    public var description: String {
        let second = secondOfDay
        guard second != 0 else { return day.description }
        let clock = [second / 3600, second / 60 % 60, second % 60].map { CalendarDate.padded($0, to: 2) }
        return "\(day)T\(clock.joined(separator: ":"))Z"
    }
}
