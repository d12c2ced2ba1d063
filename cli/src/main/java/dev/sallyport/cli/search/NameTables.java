package dev.sallyport.cli.search;

/**
 * The names in a file.
 *
 * @param agents of AI agents
 * @param tools of tools
 * @param rules of rules that decided
 */
record NameTables(NameTable agents, NameTable tools, NameTable rules) {
  NameTables() {
    this(new NameTable(), new NameTable(), new NameTable());
  }

  void write(IndexOutput out) {
    agents.write(out);
    tools.write(out);
    rules.write(out);
  }

  static NameTables read(IndexInput in) throws InvalidIndexException {
    return new NameTables(NameTable.read(in), NameTable.read(in), NameTable.read(in));
  }
}
