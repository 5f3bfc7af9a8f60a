extension LineageGraph {
    /// A flowchart in Mermaid's language, arrows from data to deployments.
    package var mermaid: String {
        let names = Dictionary(
            uniqueKeysWithValues: nodes.enumerated().map { ($0.element.key, "n\($0.offset)") }
        )
        var lines = ["flowchart LR"]
        for node in nodes {
            let text = "\(node.key.kind.rawValue.replacingUnderscores): \(node.label)"
            lines.append("    \(names[node.key] ?? "n")[\"\(Self.mermaidText(text))\"]")
        }
        for link in links {
            guard let from = names[link.from], let to = names[link.to] else { continue }
            lines.append("    \(from) -->|\(Self.mermaidText(link.relation))| \(to)")
        }
        if isTruncated { lines.append("    %% More lies beyond the limits of this answer.") }
        if isWithheld { lines.append("    %% Something is not shown that you may not see.") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Entities of Mermaid for whatever could end a label.
    private static func mermaidText(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { output, scalar in
            let isPlain =
                scalar.isShowable && scalar != "\n" && !"\"#<>&|[]{}();`\\%".unicodeScalars.contains(scalar)
            output += isPlain ? String(scalar) : "#\(scalar.value);"
        }
    }
}

extension String {
    fileprivate var replacingUnderscores: String { String(map { $0 == "_" ? " " : $0 }) }
}
