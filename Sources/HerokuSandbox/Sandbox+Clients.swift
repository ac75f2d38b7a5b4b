import HTTPTypes

/// The six requests about OAuth clients.
extension Sandbox {
  mutating func listClients(_ request: SandboxRequest) throws(Problem) -> SandboxResponse {
    var range = ListRange()
    if let header = request.headerFields[.range] {
      guard let asked = ListRange(header: header) else { throw .badRange }
      range = asked
    }
    let page = clients.page(range)

    var json = JSONBytes(capacity: 400 * page.clients.count + 16)
    json.array { json in
      for client in page.clients { client.write(to: &json) }
    }
    var response = SandboxResponse(status: page.isPartial ? .partialContent : .ok, json: json)
    response.headerFields[.acceptRanges] = ListAttribute.allCases.map(\.rawValue).joined(
      separator: ", "
    )
    response.headerFields[.contentRange] = page.contentRange.header
    response.headerFields[.nextRange] = page.nextRange?.header
    return response.revalidated(for: request)
  }

  mutating func createClient(_ request: SandboxRequest, at now: Timestamp) throws(Problem)
    -> SandboxResponse
  {
    let fields = try ClientFields(body: request.body).complete()
    let client = Client(
      id: Identifier(using: &generator),
      name: fields.name,
      redirectURI: fields.redirectURI,
      secret: Identifier(using: &generator),
      ignoresDelinquent: false,
      createdAt: now,
      updatedAt: now
    )
    clients.insert(client)
    return SandboxResponse(of: client, status: .created)
  }

  func showClient(_ id: String, _ request: SandboxRequest) throws(Problem) -> SandboxResponse {
    let client = try client(id, for: request)
    return SandboxResponse(of: client).revalidated(for: request)
  }

  mutating func updateClient(
    _ id: String,
    _ request: SandboxRequest,
    at now: Timestamp
  ) throws(Problem) -> SandboxResponse {
    var client = try client(id, for: request)
    let fields = try ClientFields(body: request.body)
    let name = fields.name ?? client.name
    let redirectURI = fields.redirectURI ?? client.redirectURI
    // Bytes, not characters: another spelling of the same text is a change.
    if !name.utf8.elementsEqual(client.name.utf8)
      || !redirectURI.utf8.elementsEqual(client.redirectURI.utf8)
    {
      client.name = name
      client.redirectURI = redirectURI
      client.touch(at: now)
      clients.insert(client)
    }
    return SandboxResponse(of: client)
  }

  mutating func deleteClient(_ id: String, _ request: SandboxRequest) throws(Problem)
    -> SandboxResponse
  {
    let client = try client(id, for: request)
    clients.remove(client.id)
    return SandboxResponse(of: client)
  }

  mutating func rotateCredentials(
    _ id: String,
    _ request: SandboxRequest,
    at now: Timestamp
  ) throws(Problem) -> SandboxResponse {
    var client = try client(id, for: request)
    client.secret = Identifier(using: &generator)
    client.touch(at: now)
    clients.insert(client)
    return SandboxResponse(of: client)
  }

  /// The client that a request is about, if the request's `If-Match` lets it be touched.
  private func client(_ id: String, for request: SandboxRequest) throws(Problem) -> Client {
    guard let id = Identifier(id), let client = clients[id] else { throw .unknownClient }
    let conditions = request.headerFields[values: .ifMatch]
    guard conditions.isEmpty || SandboxResponse(of: client).entityTag.meets(ifMatch: conditions)
    else {
      throw .changedMeanwhile
    }
    return client
  }
}

extension SandboxResponse {
  fileprivate init(of client: Client, status: HTTPResponse.Status = .ok) {
    var json = JSONBytes()
    client.write(to: &json)
    self.init(status: status, json: json)
    headerFields[.eTag] = entityTag.text
  }
}
