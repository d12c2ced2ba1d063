package dev.sallyport.engine;

import java.util.Arrays;
import java.util.Collection;

/** Ports of an egress entry. Immutable. */
final class PortSet {
  private final int[] ports;

  PortSet(Collection<Integer> numbers) {
    ports = new int[numbers.size()];
    int next = 0;
    for (int number : numbers) {
      ports[next++] = number;
    }
    Arrays.sort(ports);
  }

  boolean contains(int port) {
    return Arrays.binarySearch(ports, port) >= 0;
  }
}
