/// The terms that data may be used under: the SPDX id of a licence, or the terms in words; 1 to 2,000 characters.
///
/// A known SPDX id gets the spelling of the SPDX licence list, so that `cc-by-4.0` and `CC-BY-4.0` are one licence.
package struct Licence: Hashable, Sendable {
    package let text: String

    package init(_ text: String) throws(InvalidName) {
        guard (1...2000).contains(text.unicodeScalars.count) else {
            throw InvalidName(detail: "must have 1 to 2,000 characters, has \(text.unicodeScalars.count)")
        }
        guard
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control && $0 != "\n" })
        else {
            throw InvalidName(detail: "must not contain control characters")
        }
        self.text = Self.spellings[text.lowercased()] ?? text
    }

    /// The id on the SPDX licence list; nil for terms in words and for ids that are not known here.
    package var spdxIdentifier: String? { Self.spellings[text.lowercased()] }

    private static let spellings = Dictionary(
        identifiers.split(whereSeparator: \.isWhitespace).map { (String($0).lowercased(), String($0)) },
        uniquingKeysWith: { first, _ in first }
    )

    /// From the SPDX licence list, version 3.25: what data and the software around it are commonly given under.
    private static let identifiers = """
        0BSD AFL-3.0 AGPL-3.0-only AGPL-3.0-or-later Apache-1.1 Apache-2.0 Artistic-2.0 BSD-2-Clause
        BSD-3-Clause BSD-3-Clause-Clear BSL-1.0 BUSL-1.1 C-UDA-1.0 CC-BY-1.0 CC-BY-2.0 CC-BY-2.5 CC-BY-3.0
        CC-BY-4.0 CC-BY-NC-1.0 CC-BY-NC-2.0 CC-BY-NC-2.5 CC-BY-NC-3.0 CC-BY-NC-4.0 CC-BY-NC-ND-3.0
        CC-BY-NC-ND-4.0 CC-BY-NC-SA-2.0 CC-BY-NC-SA-3.0 CC-BY-NC-SA-4.0 CC-BY-ND-3.0 CC-BY-ND-4.0 CC-BY-SA-2.0
        CC-BY-SA-2.5 CC-BY-SA-3.0 CC-BY-SA-4.0 CC-PDDC CC0-1.0 CDDL-1.0 CDLA-Permissive-1.0 CDLA-Permissive-2.0
        CDLA-Sharing-1.0 ECL-2.0 EPL-1.0 EPL-2.0 EUPL-1.1 EUPL-1.2 GFDL-1.3-only GFDL-1.3-or-later GPL-2.0-only
        GPL-2.0-or-later GPL-3.0-only GPL-3.0-or-later ISC LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0-only
        LGPL-3.0-or-later LPPL-1.3c MIT MIT-0 MPL-1.1 MPL-2.0 MS-PL MS-RL NCSA NLOD-1.0 NLOD-2.0 O-UDA-1.0
        ODbL-1.0 ODC-By-1.0 OGL-Canada-2.0 OGL-UK-1.0 OGL-UK-2.0 OGL-UK-3.0 OFL-1.1 OSL-3.0 PDDL-1.0 PostgreSQL
        Python-2.0 TAPR-OHL-1.0 Unlicense UPL-1.0 Vim WTFPL Zlib etalab-2.0
        """
}

extension Licence: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            self = try Licence(try container.decode(String.self))
        } catch let error as InvalidName {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.detail)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
