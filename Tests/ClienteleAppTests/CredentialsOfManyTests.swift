import ClientBrowser
import FoundationEssentials
import HerokuAPI
import TestSupport
import Testing

@testable import ClienteleApp

@Suite struct CredentialsOfManyTests {
  private let credentials = ["Staging", "../../etc/passwd", "", "日本"].enumerated().map { index, name in
    ClientCredentials(
      client: .sample(name, id: "\(10_000_000 + index)"),
      secret: Secret("secret \(index)")
    )
  }

  @Test func `a folder has a file for each client, for its owner alone, whatever the client's name is`()
    throws
  {
    try TemporaryFolder.with { folder in
      try CredentialsFile.write(credentials, as: .dotenv, to: folder.path(of: "new"))
      #expect(try folder.permissions(of: "new") == 0o700)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path(of: "new"))
      #expect(files.count == credentials.count)
      for client in credentials {
        let file = try #require(files.first { $0.contains(client.client.id.text) })
        #expect(folder.text(of: "new/\(file)") == CredentialsFile.text(of: client))
        #expect(try folder.permissions(of: "new/\(file)") == 0o600)
      }
    }
  }

  @Test(arguments: [CredentialsForm.json, .dotenv]) func `what exists is left alone`(form: CredentialsForm)
    throws
  {
    try TemporaryFolder.with { folder in
      try folder.write("mine", to: "there/file")
      for name in ["there", "there/file"] {
        #expect(throws: CredentialsFile.Failure.self) {
          try CredentialsFile.write(credentials, as: form, to: folder.path(of: name))
        }
      }
      #expect(folder.text(of: "there/file") == "mine")
    }
  }

  @Test func `one file of JSON has them all`() throws {
    try TemporaryFolder.with { folder in
      try CredentialsFile.write(credentials, as: .json, to: folder.path(of: "all.json"))
      #expect(folder.text(of: "all.json") == ClientJSON.document(credentials))
      #expect(try folder.permissions(of: "all.json") == 0o600)
    }
  }

  /// Whoever can write in a folder could lead a file of secrets elsewhere, or have it written over another.
  @Test(arguments: [CredentialsForm.json, .dotenv], ["nowhere", "file", "folder"])
  func `a symbolic link is left alone, wherever it leads`(form: CredentialsForm, target: String) throws {
    try TemporaryFolder.with { folder in
      try folder.write("mine", to: "file")
      try folder.write("mine", to: "folder/file")
      let link = folder.path(of: "link")
      try FileManager.default.createSymbolicLink(
        atPath: link,
        withDestinationPath: folder.path(of: target)
      )
      #expect(throws: CredentialsFile.Failure.self) {
        try CredentialsFile.write(credentials, as: form, to: link)
      }
      #expect(throws: CredentialsFile.Failure.self) { try CredentialsFile.write(credentials[0], to: link) }
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == folder.path(of: target))
      #expect(folder.text(of: "file") == "mine")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path(of: "folder")) == ["file"])
      #expect(!FileManager.default.fileExists(atPath: folder.path(of: "nowhere")))
    }
  }
}
