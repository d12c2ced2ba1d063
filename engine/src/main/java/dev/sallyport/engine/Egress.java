package dev.sallyport.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where requests and connections may go. Immutable and thread-safe; looks up no names and opens
 * nothing.
 */
public final class Egress {
  /** Every public address and nothing else. */
  static final Egress PUBLIC = new Egress(List.of(), List.of(), false);

  /** Nothing at all. */
  static final Egress NOTHING = new Egress(List.of(List.of()), List.of(), false);

  private final List<List<EgressEntry>> allow;
  private final List<EgressEntry> deny;
  private final boolean wholeProcess;

  /**
   * Unites lists.
   *
   * @param allow lists each of which must allow; without any every public address is allowed
   * @param deny what is denied whatever else says
   */
  Egress(List<List<EgressEntry>> allow, List<EgressEntry> deny, boolean wholeProcess) {
    List<List<EgressEntry>> copies = new ArrayList<>();
    for (List<EgressEntry> list : allow) {
      copies.add(List.copyOf(list));
    }
    this.allow = List.copyOf(copies);
    this.deny = List.copyOf(deny);
    this.wholeProcess = wholeProcess;
  }

  /** Whether requests outside tool calls are governed too. */
  public boolean wholeProcess() {
    return wholeProcess;
  }

  /**
   * Judges a request, a hop of one, or a connection.
   *
   * @param method in upper case; null for a connection that is no HTTP request
   * @param scheme in lower case; null for a connection that is no HTTP request
   * @param canonicalHost as {@link HostNames#canonical} gives it
   * @param port -1 means the scheme's own
   * @param address what is connected to; null while it is not known
   * @return {@link EgressAnswer#OPEN} only without an address
   */
  public EgressAnswer judge(
      @Nullable String method,
      @Nullable String scheme,
      String canonicalHost,
      int port,
      @Nullable InetAddress address) {
    EgressSubject subject = new EgressSubject();
    return judge(subject.set(method, scheme, canonicalHost, port, address));
  }

  /** As the other method, about what {@code subject} was set to. */
  EgressAnswer judge(EgressSubject subject) {
    EgressAnswer answer = allowed(subject);
    for (int at = 0; at < deny.size() && answer != EgressAnswer.DENY; at++) {
      answer = stricter(answer, deny.get(at).denies(subject));
    }
    return answer;
  }

  private EgressAnswer allowed(EgressSubject subject) {
    if (allow.isEmpty()) {
      return subject.isSpecial() ? EgressAnswer.DENY : EgressAnswer.ALLOW;
    }
    EgressAnswer answer = EgressAnswer.ALLOW;
    for (int at = 0; at < allow.size() && answer != EgressAnswer.DENY; at++) {
      answer = stricter(answer, allowedBy(allow.get(at), subject));
    }
    return answer;
  }

  private static EgressAnswer allowedBy(List<EgressEntry> list, EgressSubject subject) {
    EgressAnswer answer = EgressAnswer.DENY;
    for (int at = 0; at < list.size() && answer != EgressAnswer.ALLOW; at++) {
      EgressAnswer next = list.get(at).allows(subject);
      answer = next == EgressAnswer.DENY ? answer : next;
    }
    return answer;
  }

  private static EgressAnswer stricter(EgressAnswer left, EgressAnswer right) {
    if (left == EgressAnswer.DENY || right == EgressAnswer.DENY) {
      return EgressAnswer.DENY;
    }
    return left == EgressAnswer.OPEN ? left : right;
  }
}
