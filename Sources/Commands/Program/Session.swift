/// Everything that a running command may touch.
struct Session: Sendable {
    let server: ServerConnection
    let console: Console
    let settings: SettingsFolder
}
