import ClienteleApp

@main
struct Main {
  static func main() async {
    await Clientele.run()
  }
}
