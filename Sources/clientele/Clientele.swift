import ClienteleApp

@main
struct Clientele {
  static func main() async {
    await ClienteleCommand.main()
  }
}
