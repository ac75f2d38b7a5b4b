@main struct Clientele { static func main() {} }
