import Foundation
import Testing

@testable import Commands

@Suite("What the client keeps")
struct SettingsFolderTests {
    @Test("The login is readable by its owner alone, also when it is written again")
    func permissions() throws {
        let folder = try TemporaryFolder()
        let settings = SettingsFolder(path: folder.path + "/assay")
        for token in ["first", "second"] {
            try settings.save(SavedLogin(address: "https://host", token: token))
            #expect(try folder.permissions(of: "assay/login.json") == 0o600)
            #expect(try folder.permissions(of: "assay") == 0o700)
            #expect(try settings.savedLogin()?.token == token)
        }
        try settings.forgetLogin()
        #expect(try settings.savedLogin() == nil)
    }

    @Test("A file that others could read before is closed when it is written")
    func closesOpenFile() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("{}", to: "login.json")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        try SettingsFolder(path: folder.path).save(SavedLogin(address: "https://host", token: "t"))
        #expect(try folder.permissions(of: "login.json") == 0o600)
    }

    @Test("A damaged file is an error and not an empty login")
    func damaged() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("{", to: "login.json")
        #expect(throws: CommandFailure.self) { try SettingsFolder(path: folder.path).savedLogin() }
    }

    @Test("The folder follows XDG_CONFIG_HOME, then HOME")
    func place() throws {
        #expect(try SettingsFolder(environment: ["XDG_CONFIG_HOME": "/x", "HOME": "/h"]).path == "/x/assay")
        #expect(
            try SettingsFolder(environment: ["XDG_CONFIG_HOME": "relative", "HOME": "/h"]).path
                == "/h/.config/assay"
        )
        #expect(throws: CommandFailure.self) { try SettingsFolder(environment: [:]) }
    }
}
