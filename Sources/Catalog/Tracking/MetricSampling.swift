/// Points of one metric of several runs, thinned out evenly.
package struct MetricSampling: Hashable, Sendable {
    package var runIDs: [RunID]
    package var key: String
    package var steps: ClosedRange<Int64>?
    /// For each run.
    package var samplesMax: Int

    package init(runIDs: [RunID], key: String, steps: ClosedRange<Int64>?, samplesMax: Int) {
        self.runIDs = runIDs
        self.key = key
        self.steps = steps
        self.samplesMax = samplesMax
    }
}
