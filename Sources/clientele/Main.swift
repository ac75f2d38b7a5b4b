import ClienteleApp

@main
struct Main {
  static func main() {
    Clientele.run()
  }
}
