import HTTPTypes

/// The six requests about OAuth clients.
extension Sandbox {
  mutating func listClients(_ request: SandboxRequest, at now: Timestamp) throws(Problem) -> SandboxResponse {
    var range = try request.range(over: Client.self)
    try misread(&range, of: request)
    var page = clients.page(range)
    let misread = misreadPage(&page, of: request)

    var json = JSONBytes(capacity: 400 * page.elements.count + 16)
    let withholdsSecret = faults.strikes(request, .withheldSecret)
    json.array { json in
      var odd = misread.first
      for client in page.elements {
        client.write(to: &json, withholdingSecret: withholdsSecret, as: odd)
        odd = nil
      }
      misread.again?.write(to: &json, withholdingSecret: withholdsSecret)
    }
    editBehindTheBack(of: request, page.elements, at: now)
    return SandboxResponse(page, json: json).revalidated(for: request)
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
    return represent(client, to: request, status: .created)
  }

  mutating func showClient(
    _ id: String,
    _ request: SandboxRequest,
    at now: Timestamp
  ) throws(Problem) -> SandboxResponse {
    let client = try client(id, for: request)
    let response = represent(client, to: request).revalidated(for: request)
    editBehindTheBack(of: request, [client], at: now)
    return response
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
    return represent(client, to: request)
  }

  mutating func deleteClient(_ id: String, _ request: SandboxRequest) throws(Problem)
    -> SandboxResponse
  {
    let client = try client(id, for: request)
    clients.remove(client.id)
    return represent(client, to: request)
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
    return represent(client, to: request)
  }

  /// The client that a request is about, if the request's `If-Match` lets it be touched.
  private func client(_ id: String, for request: SandboxRequest) throws(Problem) -> Client {
    guard let id = Identifier(id), let client = clients[id] else { throw .unknownClient }
    let conditions = request.headerFields[values: .ifMatch]
    guard conditions.isEmpty || client.entityTags.contains(where: { $0.meets(ifMatch: conditions) }) else {
      throw .changedMeanwhile
    }
    return client
  }

  private mutating func represent(
    _ client: Client,
    to request: SandboxRequest,
    status: HTTPResponse.Status = .ok
  ) -> SandboxResponse {
    let withholdsSecret = faults.strikes(request, .withheldSecret)
    var response = SandboxResponse(status: status) {
      client.write(to: &$0, withholdingSecret: withholdsSecret)
    }
    response.headerFields[.eTag] = response.entityTag.text
    return response
  }
}

extension Client {
  /// The tags of this version: with its secret, and as it looks to those from whom that is withheld.
  fileprivate var entityTags: [EntityTag] {
    [false, true].map { withholdsSecret in
      SandboxResponse { write(to: &$0, withholdingSecret: withholdsSecret) }.entityTag
    }
  }
}
