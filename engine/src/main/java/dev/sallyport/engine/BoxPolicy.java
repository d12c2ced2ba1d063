package dev.sallyport.engine;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tools or agents of one box may reach while they run. Immutable. */
public final class BoxPolicy {
  private final String name;
  private final NamePatterns tools;
  private final NamePatterns agents;
  private final Limits limits;

  /** What a box restricts; null and true mean no restriction. */
  record Limits(
      @Nullable Egress network,
      @Nullable List<String> processes,
      @Nullable List<String> readRoots,
      @Nullable List<String> writeRoots,
      boolean nativeCode,
      boolean scripts,
      @Nullable Set<StatementClass> statements) {
    Limits {
      processes = processes == null ? null : List.copyOf(processes);
      readRoots = readRoots == null ? null : List.copyOf(readRoots);
      writeRoots = writeRoots == null ? null : List.copyOf(writeRoots);
      statements = statements == null ? null : Set.copyOf(statements);
    }
  }

  BoxPolicy(String name, NamePatterns tools, NamePatterns agents, Limits limits) {
    this.name = name;
    this.tools = tools;
    this.agents = agents;
    this.limits = limits;
  }

  /** The box's name, unique in the policy. */
  public String name() {
    return name;
  }

  /**
   * Whether a call runs in the box. A tool or agent that is not known does if the box names any:
   * what is not known must not be a way out.
   */
  public boolean appliesTo(@Nullable String tool, @Nullable String agent) {
    return (tool == null || tools.matches(tool)) && (agent == null || agents.matches(agent));
  }

  /** What may be connected to; null if anything may. */
  public @Nullable Egress network() {
    return limits.network();
  }

  /** The executables that may be started, as absolute paths; null if any may. */
  public @Nullable List<String> processes() {
    return limits.processes();
  }

  /** Below which files may be read, what may be written included; null if any may. */
  public @Nullable List<String> readRoots() {
    return limits.readRoots();
  }

  /** Below which files may be created, written, moved and deleted; null if any may. */
  public @Nullable List<String> writeRoots() {
    return limits.writeRoots();
  }

  /** Whether native libraries may be loaded. */
  public boolean nativeCode() {
    return limits.nativeCode();
  }

  /** Whether JShell, script engines and the compiler may be used. */
  public boolean scripts() {
    return limits.scripts();
  }

  /** The SQL statements that may run; null if any may. */
  public @Nullable Set<StatementClass> statements() {
    return limits.statements();
  }
}
