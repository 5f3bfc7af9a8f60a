import Access
import Catalog

extension Resource {
    /// A model or something of it, as decisions see it: the owning team's. What no team owns yet is its maker's.
    init(_ kind: ResourceKind, named name: ResourceName, part: String = "", of model: Model?) {
        let isUnassigned = model?.ownerTeamName == Group.unassignedName
        self.init(
            kind,
            name: name.text + part,
            ownerID: isUnassigned ? model?.createdBy : nil,
            teamID: model?.ownerTeamID
        )
        if model == nil { missing = "Model \(name)" }
    }
}
