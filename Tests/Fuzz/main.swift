import Glibc

/// One program for all fuzz targets; `ASSAY_FUZZ_TARGET` names the one to run, the arguments are libFuzzer's.

guard let name = unsafe getenv("ASSAY_FUZZ_TARGET").map({ unsafe String(cString: $0) }),
    let target = FuzzTarget(rawValue: name)
else {
    let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: " ")
    FuzzReport.write("ASSAY_FUZZ_TARGET must be one of: \(names)\n")
    exit(64)
}
if CommandLine.arguments.contains("-list-targets") {
    FuzzReport.write(FuzzTarget.allCases.map(\.rawValue).joined(separator: "\n") + "\n")
    exit(0)
}
exit(LibFuzzer.run(target))
