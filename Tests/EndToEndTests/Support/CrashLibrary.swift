import FoundationEssentials
import Platform
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// A library that is loaded before the program, and makes a thread of it crash by a real fault, within the process.
///
/// A signal that is sent from outside takes another way through the guard of the terminal: nothing has gone wrong then where
/// it arrives.
struct CrashLibrary {
  /// What goes wrong.
  enum Way: String, CaseIterable {
    /// The stack has no room left, not even for a handler.
    case overflow
    /// Something is written where there is no memory.
    case null
    /// What Swift does where it cannot go on.
    case trap
    case abort
    /// libc finds its own memory spoilt, and ends the process with a word about it.
    case free

    /// The signal that the process ends by.
    var signal: Int32 {
      switch self {
      case .overflow, .null: SIGSEGV
      case .trap:
        #if arch(x86_64)
          SIGILL
        #else
          SIGTRAP
        #endif
      case .abort, .free: SIGABRT
      }
    }
  }

  /// What makes a thread crash: a signal for real-time use, which nobody can take away from the library.
  private static let wish: Int32 = 41

  /// Lets a thread of a process crash; the signal that says so goes from its first thread to that one.
  static func crash(_ thread: Int32, of process: Int32) -> Bool {
    var value = sigval()
    value.sival_int = thread
    return sigqueue(process, wish, value) == 0
  }

  /// The library.
  let path: String

  /// Compiles it into a folder.
  init(in folder: TemporaryFolder) async throws {
    try folder.write(Self.source, to: "crash.c")
    path = folder.path(of: "crash.so")
    // Without an optimiser, which knows how to get along without a stack.
    let arguments = ["-O0", "-shared", "-fPIC", "-o", path, folder.path(of: "crash.c"), "-ldl"]
    var complaint = ""
    for compiler in ["clang", "cc"] {
      guard
        let outcome = try? await run(
          .name(compiler),
          arguments: Arguments(arguments),
          output: .discarded,
          error: .string(limit: 1 << 16)
        )
      else { continue }
      if outcome.terminationStatus.isSuccess { return }
      complaint += outcome.standardError
    }
    throw NotCompiled(complaint: complaint)
  }

  struct NotCompiled: Error {
    let complaint: String
  }

  /// The environment of a program that is to crash.
  func environment(_ way: Way) -> [Environment.Key: String?] {
    ["LD_PRELOAD": path, "CRASH": way.rawValue]
  }

  private static let source = """
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <errno.h>
    #include <signal.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/syscall.h>
    #include <unistd.h>

    #define WISH \(wish)

    static volatile int *volatile nowhere;

    static int deeper(volatile char *above) {
        volatile char here[1024];
        here[0] = above[0];
        return deeper(here) + here[0];
    }

    static void crash(int number, siginfo_t *info, void *context) {
        (void)context;
        int thread = info->si_code == SI_QUEUE ? info->si_value.sival_int : gettid();
        if (thread != gettid()) {
            syscall(SYS_tgkill, getpid(), thread, number);
            return;
        }
        const char *way = getenv("CRASH");
        volatile char start = 0;
        if (strcmp(way, "overflow") == 0) deeper(&start);
        if (strcmp(way, "null") == 0) *nowhere = 1;
        if (strcmp(way, "trap") == 0) __builtin_trap();
        if (strcmp(way, "abort") == 0) abort();
        char *volatile inside = (char *)malloc(256) + 8;
        if (strcmp(way, "free") == 0) free(inside);
    }

    // Nobody takes the signal away, and no thread blocks it.

    typedef int actor(int, const struct sigaction *, struct sigaction *);
    static int really(int number, const struct sigaction *action, struct sigaction *before) {
        return ((actor *)dlsym(RTLD_NEXT, "sigaction"))(number, action, before);
    }
    int sigaction(int number, const struct sigaction *action, struct sigaction *before) {
        if (number != WISH) return really(number, action, before);
        errno = EINVAL;
        return -1;
    }

    typedef int masker(int, const sigset_t *, sigset_t *);
    static int mask(const char *name, int how, const sigset_t *set, sigset_t *before) {
        sigset_t open;
        if (set != NULL) open = *set;
        if (how != SIG_UNBLOCK) sigdelset(&open, WISH);
        return ((masker *)dlsym(RTLD_NEXT, name))(how, set == NULL ? NULL : &open, before);
    }
    int pthread_sigmask(int how, const sigset_t *set, sigset_t *before) {
        return mask("pthread_sigmask", how, set, before);
    }
    int sigprocmask(int how, const sigset_t *set, sigset_t *before) {
        return mask("sigprocmask", how, set, before);
    }

    __attribute__((constructor)) static void begin(void) {
        struct sigaction action = {.sa_sigaction = crash, .sa_flags = SA_SIGINFO | SA_NODEFER};
        really(WISH, &action, NULL);
    }

    """
}
