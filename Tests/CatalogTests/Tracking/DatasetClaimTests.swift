import Catalog
import Identifiers
import Testing

@Suite("What clients claim of data")
struct DatasetClaimTests {
    private static let digits = String(repeating: "ab", count: 32)

    private static func claim(_ digest: String) -> DatasetClaim {
        DatasetClaim(name: "d", digest: digest, sourceType: "s3", source: "{}", schema: nil, profile: nil)
    }

    @Test(
        "Only a whole SHA-256 counts as a digest of data",
        arguments: [digits, "sha256:" + digits, digits.uppercased()]
    )
    func full(_ digest: String) {
        #expect(Self.claim(digest).fullDigest?.hex == Self.digits)
    }

    @Test(
        "Anything shorter or of another kind is a claim and no more",
        arguments: ["8c1f00aa", "md5:" + digits, ""]
    )
    func partial(_ digest: String) {
        #expect(Self.claim(digest).fullDigest == nil)
    }

    @Test("A tag names a registered version by name and number")
    func tag() {
        #expect(RegisteredDatasetVersion("claims/3")?.number == 3)
        #expect(RegisteredDatasetVersion("claims/3")?.name.text == "claims")
        for text in ["claims", "claims/0", "claims/-1", "/3", "claims/x", "claims/3/4", "claims/99999999999"]
        {
            #expect(RegisteredDatasetVersion(text) == nil, "\(text)")
        }
    }
}
