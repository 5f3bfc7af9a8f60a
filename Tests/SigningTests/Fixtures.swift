import Identifiers
import Signing

/// The bytes of a hexadecimal text; empty for a malformed one, which no check here accepts.
func hex(_ text: String) -> [UInt8] { Hexadecimal.decode(text) ?? [] }
