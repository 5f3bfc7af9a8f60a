/// Where data may be kept: a country (ISO 3166-1 alpha-2, `DE`), a region of one (ISO 3166-2, `US-CA`), or `EU` or `EEA`.
package struct Territory: Hashable, Sendable {
    package let text: String

    /// Takes any case; the code is kept in upper case.
    package init(_ text: String) throws(InvalidName) {
        let code = text.uppercased()
        let parts = code.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let isRegion = parts.count == 1 || Self.isSubdivision(parts[1])
        guard Self.groups.contains(code) || Self.countries.contains(parts[0]) && isRegion else {
            throw InvalidName(
                detail:
                    "must be a country such as DE (ISO 3166-1), a region such as US-CA (ISO 3166-2), EU or EEA"
            )
        }
        self.text = code
    }

    private static func isSubdivision(_ text: Substring) -> Bool {
        (1...3).contains(text.utf8.count) && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }

    private static let groups: Set = ["EU", "EEA"]

    private static let countries = Set(countryCodes.split(whereSeparator: \.isWhitespace))

    /// ISO 3166-1 alpha-2, the 249 that are officially assigned.
    private static let countryCodes = """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW
        BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI
        FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN
        IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME
        MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF
        PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
        SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE
        YT ZA ZM ZW
        """
}

extension Territory: Comparable {
    package static func < (left: Territory, right: Territory) -> Bool { left.text < right.text }
}

extension Territory: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            self = try Territory(try container.decode(String.self))
        } catch let error as InvalidName {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.detail)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
