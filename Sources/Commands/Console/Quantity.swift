/// Amounts as people read them.
enum Quantity {
    private static let units = ["B", "kB", "MB", "GB", "TB"]

    /// Decimal units, one digit after the point from a kilobyte on.
    static func bytes(_ count: Double) -> String {
        var (value, unit) = (max(0, count), 0)
        while value >= 999.95, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
        return unit == 0 ? "\(Int(value)) B" : "\(tenths(value)) \(units[unit])"
    }

    /// `0:07`, `12:30`, `3:05:00`.
    static func duration(seconds: Double) -> String {
        let total = Int(min(max(0, seconds.isFinite ? seconds : 0), 359_999))
        let (minutes, second) = (total / 60 % 60, twoDigits(total % 60))
        return total < 3600 ? "\(minutes):\(second)" : "\(total / 3600):\(twoDigits(minutes)):\(second)"
    }

    /// Thousands apart: `120,552`.
    static func grouped(_ count: Int64) -> String {
        let digits = Array(String(count.magnitude))
        var out = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
            out.append(digit)
        }
        return (count < 0 ? "-" : "") + out
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
