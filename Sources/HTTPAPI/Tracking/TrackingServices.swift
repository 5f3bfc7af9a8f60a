package import Catalog
package import Workflows

/// The use cases of tracking, for both APIs.
package struct TrackingServices: Sendable {
    package let manageExperiments: ManageExperiments
    package let readExperiments: ReadExperiments
    package let manageRuns: ManageRuns
    package let logToRun: LogToRun
    package let readRuns: ReadRuns
    package let manageLoggedModels: ManageLoggedModels
    package let readLoggedModels: ReadLoggedModels

    package init(store: any TrackingStore, gate: Gate) {
        manageExperiments = ManageExperiments(store: store, gate: gate)
        readExperiments = ReadExperiments(store: store, gate: gate)
        manageRuns = ManageRuns(store: store, gate: gate)
        logToRun = LogToRun(store: store, gate: gate)
        readRuns = ReadRuns(store: store, gate: gate)
        manageLoggedModels = ManageLoggedModels(store: store, gate: gate)
        readLoggedModels = ReadLoggedModels(store: store, gate: gate)
    }
}
