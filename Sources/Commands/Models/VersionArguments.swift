import ArgumentParser
import Identifiers

/// The number of a version on the command line.
struct VersionNumber: Hashable, Sendable, ExpressibleByArgument {
    let number: Int

    init?(argument: String) {
        guard let number = Int(argument), number > 0 else { return nil }
        self.number = number
    }

    var text: String { String(number) }
}

/// A version of a model on the command line.
struct VersionArguments: ParsableArguments {
    @Argument(help: "Name of the model.") var model: String
    @Argument(help: "Number of the version, from 1.") var version: VersionNumber

    func path(_ rest: String...) -> AddressPath {
        AddressPath(["api", "v1", "models", model, "versions", version.text] + rest)
    }
}
