/// Why something cannot be tracked as asked, in words that MLflow's clients know. Safe to show to the asker.
package struct TrackingFault: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        case missing
        case taken
        case refused
    }

    package let kind: Kind
    package let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    package static func refused(_ description: String) -> TrackingFault {
        TrackingFault(.refused, description)
    }
}

// MARK: What is not there

extension TrackingFault {
    package static func noExperiment(_ id: String) -> TrackingFault {
        TrackingFault(.missing, "No Experiment with id=\(id) exists")
    }

    package static func noExperiment(named name: String) -> TrackingFault {
        TrackingFault(.missing, "Could not find experiment with name '\(name)'")
    }

    package static func noRun(_ id: String) -> TrackingFault {
        TrackingFault(.missing, "Run with id=\(id) not found")
    }

    package static func noModel(_ id: String) -> TrackingFault {
        TrackingFault(.missing, "Logged model with ID '\(id)' not found.")
    }

    package static func noTrace(_ id: String) -> TrackingFault {
        TrackingFault(.missing, "Trace with ID '\(id)' not found.")
    }

    package static func noAssessment(_ id: String, of trace: String) -> TrackingFault {
        TrackingFault(.missing, "Assessment with ID '\(id)' not found for trace '\(trace)'")
    }
}

// MARK: What is not as it must be

extension TrackingFault {
    package static func deleted(_ run: RunID) -> TrackingFault {
        .refused("The run \(run.hex) must be in the 'active' state. Current state is deleted.")
    }

    package static func deleted(_ experiment: ExperimentID) -> TrackingFault {
        .refused("The experiment \(experiment) must be in the 'active' state. Current state is deleted.")
    }

    /// A parameter is written once; the same value again is no change.
    package static func parameterChanged(_ stored: KeyedText, to value: String, of run: RunID)
        -> TrackingFault
    {
        .refused(
            "Changing param values is not allowed. Param with key='\(stored.key)' was already logged with "
                + "value='\(stored.value)' for run ID='\(run.hex)'. Attempted logging new value '\(value)'."
        )
    }

    package static func tooLong(_ what: String, _ lengthMax: Int) -> TrackingFault {
        .refused("'\(what)' exceeds the maximum length of \(lengthMax) characters")
    }
}
