import Access
package import Catalog
import Hummingbird
package import Identifiers
import Workflows

extension APIContext {
    /// A path parameter, percent-decoded.
    package func text(_ name: String) throws -> String {
        guard let value = parameters.get(name).flatMap({ PercentEncoding.decode($0) }) else {
            throw Problem(.badRequest, "malformed_path", "The address is not well-formed.")
        }
        return value
    }

    /// A model's or dataset's name, checked.
    package func resourceName(_ parameter: String) throws -> ResourceName {
        let text = try text(parameter)
        do {
            return try ResourceName(text)
        } catch {
            throw InvalidInput(parameter, error.detail)
        }
    }

    /// A live model's name, or `id:` and the id of any model, checked.
    package func modelReference(_ parameter: String) throws -> ModelReference {
        let text = try text(parameter)
        do {
            return try ModelReference(text)
        } catch {
            throw InvalidInput(parameter, error.detail)
        }
    }

    /// The rest of the address after the route's fixed part, as a file's path.
    package func filePath() throws -> FilePath {
        guard let decoded = PercentEncoding.decode(parameters.getCatchAll().joined(separator: "/")) else {
            throw Problem(.badRequest, "malformed_path", "The address is not well-formed.")
        }
        do {
            return try FilePath(decoded)
        } catch {
            throw InvalidInput("path", error.detail)
        }
    }

    /// A version's number, from 1.
    package func versionNumber(_ parameter: String = "version") throws -> Int {
        guard let number = Int(try text(parameter)), number > 0, number <= Int(Int32.max) else {
            throw InvalidInput(parameter, "must be a version number such as 1")
        }
        return number
    }

    /// An id in its 36-character form.
    package func identifier<Entity>(_ parameter: String, _: Identifier<Entity>.Type) throws -> Identifier<
        Entity
    > {
        guard let id = Identifier<Entity>(try text(parameter)) else {
            throw InvalidInput(parameter, "must be an id such as 01938c1e-5e7a-7cc1-9d3c-0242ac120002")
        }
        return id
    }
}
