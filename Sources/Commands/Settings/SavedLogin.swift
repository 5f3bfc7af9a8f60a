/// What `assay login` keeps.
struct SavedLogin: Codable, Hashable, Sendable {
    let address: String
    let token: String
}

extension SettingsFolder {
    private static let loginFile = "login.json"

    func savedLogin() throws(CommandFailure) -> SavedLogin? {
        try read(SavedLogin.self, from: Self.loginFile)
    }

    func save(_ login: SavedLogin) throws(CommandFailure) { try write(login, to: Self.loginFile) }

    func forgetLogin() throws(CommandFailure) { try remove(Self.loginFile) }

    var loginPath: String { filePath(Self.loginFile) }
}
