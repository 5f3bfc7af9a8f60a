/// Where a message lies at its source: what a vendor's link to it is made of.
package struct MessageLocation: Hashable, Sendable {
    package var sourceKind: Source.Kind
    /// `acme` of `acme.slack.com`; without it there is no link.
    package var workspaceDomain: String
    package var containerNativeID: String
    package var messageNativeID: String
    package var threadNativeID: String?

    package init(
        sourceKind: Source.Kind,
        workspaceDomain: String,
        containerNativeID: String,
        messageNativeID: String,
        threadNativeID: String?
    ) {
        self.sourceKind = sourceKind
        self.workspaceDomain = workspaceDomain
        self.containerNativeID = containerNativeID
        self.messageNativeID = messageNativeID
        self.threadNativeID = threadNativeID
    }
}

/// Makes the link to a message; only a connector knows its vendor's form. Nil when there is none.
package typealias MessageLinker = @Sendable (MessageLocation) -> String?
