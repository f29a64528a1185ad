import Testing

@testable import SeedGraph

@Suite struct ZoneCatalogueTests {
    let catalogue = ZoneCatalogue.standard

    @Test func `the game has enough zones of each type`() {
        func count(_ kind: ZoneKind) -> Int { self.catalogue.zones.count { $0.kind == kind && !$0.isDLC } }

        #expect(self.catalogue.zones.count >= 90)
        #expect(count(.miniDungeon) >= 40)
        #expect(count(.bossArena) >= 70)
        #expect(count(.legacyDungeon) >= 15)
        #expect(count(.majorBoss) >= 12)
        #expect(count(.finalBoss) == 2)
    }

    @Test func `no area, node, or gate is named twice`() {
        let zones = [self.catalogue.start] + self.catalogue.zones
        let areas = zones.flatMap(\.areas)
        let gates = zones.flatMap { zone in zone.gates.map { "\(zone.map)_\($0.object)" } }

        #expect(Set(areas).count == areas.count)
        #expect(Set(zones.map(\.nodeID)).count == zones.count)
        #expect(Set(gates).count == gates.count)
    }

    @Test func `every zone but the final ones leads on`() {
        for zone in self.catalogue.zones {
            #expect((zone.exitCapacity >= 1) == (zone.kind != .finalBoss), "\(zone.id)")
            #expect(zone.areas.first == zone.id && zone.weight > 0)
            #expect(zone.map.wholeMatch(of: /m\d\d_\d\d_\d\d_\d\d/) != nil, "\(zone.id)")
            #expect(zone.id.wholeMatch(of: /[a-z0-9_]+/) != nil, "\(zone.id)")
        }
    }
}
