import ClienteleApp

@main
struct Main {
  @MainActor
  static func main() async {
    await Clientele.run()
  }
}
