import Catalog

extension InputCheck {
    /// A value that checks its own text, or nil with the fault noted. Nil and "" are no value and no fault.
    mutating func value<Value>(
        _ field: String,
        _ text: String?,
        _ make: (String) throws(InvalidName) -> Value
    ) -> Value? {
        guard let text, !text.isEmpty else { return nil }
        do throws(InvalidName) {
            return try make(text)
        } catch {
            fault(field, error.detail)
            return nil
        }
    }

    /// The same for a value that must be there.
    mutating func required<Value>(
        _ field: String,
        _ text: String,
        _ make: (String) throws(InvalidName) -> Value
    ) -> Value? {
        if text.isEmpty { fault(field, "must not be empty") }
        return value(field, text, make)
    }
}
