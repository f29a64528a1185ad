import Foundation
import Testing

@testable import SpeedFogServer

@Suite struct PoolConfigTests {
    private func config(_ text: String) throws -> PoolConfig {
        PoolConfig(try PoolFile(resolved: text, name: "p", file: "p.toml"), type: .race)
    }

    @Test func `labels are words for players`() throws {
        let config = try self.config(
            """
            [starting_items]
            academy_key = true
            lantern = false
            omother = true
            messmerskindling = true
            talisman_pouches = 1
            golden_seeds = 5
            sacred_tears = 3
            starting_runes = 100999
            larval_tears = 1
            stonesword_keys = 6
            [care_package]
            enabled = true
            weapon_upgrade = 8
            weapons = 5
            sorceries = 2
            ashes_of_war = 3
            head_armor = 1
            leg_armor = 2
            """
        )

        #expect(
            config.startingItems == [
                "Academy Key", "O, Mother", "Messmer's Kindling", "1 Talisman Pouch", "5 Golden Seeds",
                "3 Sacred Tears", "100k Runes", "1 Larval Tear", "6 Stonesword Keys",
            ]
        )
        #expect(config.carePackageItems == ["5 Weapons", "2 Sorceries", "3 Ashes of War", "3 Armor pieces"])
        #expect(config.weaponUpgrade == 8)
    }

    @Test(arguments: [(0.35, "High"), (0.34, "Medium"), (0.15, "Medium"), (0.149, "Low")])
    func `a ratio becomes a word`(ratio: Double, word: String) throws {
        #expect(try self.config("[structure]\nmajor_boss_ratio = \(ratio)").majorBossRatio == word)
    }

    @Test(arguments: [(65, "Hard"), (64, "Normal"), (45, "Normal"), (44, "Easy")])
    func `a difficulty becomes a word`(difficulty: Int, word: String) throws {
        #expect(try self.config("[item_randomizer]\ndifficulty = \(difficulty)").itemDifficulty == word)
    }

    @Test func `what a pool does not say is null, and each key is there`() throws {
        let config = try self.config("[display]\ndescription = \"\"\n[care_package]\nenabled = false\nweapons = 3\n")
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(config))
        let object = try #require(json as? [String: Any])

        #expect(object.count == 20)
        #expect(object["description"] is NSNull)
        #expect(object["starting_items"] is NSNull)
        #expect(object["care_package_items"] is NSNull)
        #expect(object["sort_order"] as? Int == 99)
        #expect(object["type"] as? String == "race")
        #expect(object["care_package"] as? Bool == false)
    }
}
