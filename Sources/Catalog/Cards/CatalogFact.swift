/// Something that the catalog itself knows and puts beside what people wrote.
package struct CatalogFact: Hashable, Sendable, Codable {
    package let section: CardSection
    package let label: String
    package let value: String

    package init(_ section: CardSection, _ label: String, _ value: String) {
        self.section = section
        self.label = label
        self.value = value
    }
}
