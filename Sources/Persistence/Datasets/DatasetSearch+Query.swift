import Access
import Catalog
import PostgresClient

extension DatasetSearch {
    /// The conditions on `datasets d` and `groups g`, always true when nothing narrows the search.
    func condition() throws(StoreFault) -> SQL {
        var conditions: [SQL] = ["true"]
        if let text, let query = try ModelSearch.query(text) { conditions.append("d.search @@ (\(query))") }
        if let ownerTeamName { conditions.append("g.name = \(ownerTeamName)") }
        if let sensitivity { conditions.append("d.sensitivity = \(sensitivity)") }
        if let residency { conditions.append("d.residency @> \([residency])") }
        if let licence { conditions.append("lower(d.licence) = lower(\(licence))") }
        return conditions.joined(separator: " AND ")
    }
}
