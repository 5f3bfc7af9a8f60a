/// BERT's normaliser by itself, for files that combine it with other steps than BERT's.
struct BertNormalization {
    let options: ScalarFolding.Options

    func normalize(_ text: [UInt8]) -> [UInt8] {
        var text = text
        if options.cleansText { text = TextNormalizer.rewrite(text, Self.clean) }
        if options.separatesChinese {
            text = TextNormalizer.rewrite(text) { scalar, result in
                let isAlone = Unicode.Scalar(scalar)?.isChineseCharacter == true
                if isAlone { result.append(0x20) }
                UTF8Scan.append(scalar, to: &result)
                if isAlone { result.append(0x20) }
            }
        }
        if options.stripsAccents {
            text = TextNormalizer.filter(UnicodeForm.decomposed.normalize(text)) {
                Unicode.Scalar($0)?.bertCategory != .nonspacingMark
            }
        }
        return options.lowercases ? TextNormalizer.lowercased(text) : text
    }

    private static func clean(_ scalar: UInt32, _ result: inout [UInt8]) {
        guard let character = Unicode.Scalar(scalar), !character.isRemovedByCleaning else { return }
        if character.isBertSpace {
            result.append(0x20)
        } else {
            UTF8Scan.append(scalar, to: &result)
        }
    }
}
