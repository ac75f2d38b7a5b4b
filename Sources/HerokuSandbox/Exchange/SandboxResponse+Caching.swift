import HTTPTypes

extension SandboxResponse {
  /// The tag of what this answer says.
  var entityTag: EntityTag {
    EntityTag(of: body)
  }

  /// The answer with its `ETag`, or 304 without a body if the request names that tag.
  ///
  /// On a list the tag is that of one page, as it has been on Heroku: it says nothing of later pages.
  func revalidated(for request: SandboxRequest) -> SandboxResponse {
    var response = self
    let tag = entityTag
    response.headerFields[.eTag] = tag.text
    guard tag.isKnown(ifNoneMatch: request.headerFields[values: .ifNoneMatch]) else {
      return response
    }
    response.status = .notModified
    response.body = []
    response.headerFields[.contentType] = nil
    response.headerFields[.contentRange] = nil
    response.headerFields[.nextRange] = nil
    return response
  }
}
