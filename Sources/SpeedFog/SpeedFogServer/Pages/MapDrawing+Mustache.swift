import Mustache

// A map has a few hundred nodes and edges; without these, reflection would take most of the time of a page.

extension MapDrawing.Node: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "id": self.id
        case "type": self.type
        case "typeLabel": self.typeLabel
        case "shape": self.shape
        case "layer": self.layer
        case "x": self.x
        case "y": self.y
        case "known": self.known
        case "faint": self.faint
        case "name": self.name
        case "labelText": self.labelText
        case "labelAbove": self.labelAbove
        case "hasTier": self.hasTier
        case "tier": self.tier
        case "hasBoss": self.hasBoss
        case "boss": self.boss
        case "spoken": self.spoken
        default: nil
        }
    }
}

extension MapDrawing.Edge: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "from": self.from
        case "to": self.to
        case "points": self.points
        case "faint": self.faint
        default: nil
        }
    }
}
