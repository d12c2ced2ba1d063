package dev.sallyport.benchmarks.policy;

import com.googlecode.aviator.runtime.type.AviatorBoolean;
import com.googlecode.aviator.runtime.type.AviatorObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.casbin.jcasbin.main.EnforceResult;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.casbin.jcasbin.util.function.CustomFunction;

/**
 * jCasbin: a policy line per rule and one matcher. The matcher asks two functions that we
 * registered, as its users do for what it has no operator for: the glob on the tool, then the
 * condition, which is looked up in compiled form by the rule's name. Effect {@code priority}, so
 * that it stops at the first match.
 */
final class CasbinEngine extends JsonReadingEngine<CasbinEngine.Request> {
  private static final String MODEL =
      """
      [request_definition]
      r = tool, args
      [policy_definition]
      p = tool, rule, eft
      [policy_effect]
      e = priority(p.eft) || deny
      [matchers]
      m = toolIs(r.tool, p.tool) && argumentsPass(r.args, p.rule)
      """;

  private final Enforcer enforcer;

  private CasbinEngine(Enforcer enforcer) {
    this.enforcer = enforcer;
  }

  static CasbinEngine of(List<WorkloadRule> rules) {
    Model model = new Model();
    model.loadModelFromText(MODEL);
    Enforcer enforcer = new Enforcer(model);
    enforcer.enableLog(false);
    Map<String, ToolTest> tools = new HashMap<>();
    Map<String, WorkloadRule> conditions = new HashMap<>();
    for (WorkloadRule rule : rules) {
      tools.put(rule.tool().glob(), rule.tool());
      conditions.put(rule.name(), rule);
      enforcer.addPolicy(rule.tool().glob(), rule.name(), rule.allows() ? "allow" : "deny");
    }
    enforcer.addFunction("toolIs", new ToolFunction(tools));
    enforcer.addFunction("argumentsPass", new ArgumentsFunction(conditions));
    return new CasbinEngine(enforcer);
  }

  /** A tool's name and arguments. */
  record Request(String tool, Map<String, Object> arguments) {}

  @Override
  Request request(String tool, Map<String, Object> arguments) {
    return new Request(tool, arguments);
  }

  @Override
  Answer judge(Request request) {
    EnforceResult result = enforcer.enforceEx(request.tool, request.arguments);
    if (result.isAllow()) {
      return Answer.ALLOW;
    }
    return result.getExplain().isEmpty() ? Answer.DEFAULT : Answer.DENY;
  }

  @Override
  public PolicyEngine forThread() {
    return this;
  }

  @SuppressWarnings("serial") // never serialised
  private static final class ToolFunction extends CustomFunction {
    private final Map<String, ToolTest> tests;

    ToolFunction(Map<String, ToolTest> tests) {
      this.tests = tests;
    }

    @Override
    public String getName() {
      return "toolIs";
    }

    @Override
    public AviatorObject call(
        Map<String, Object> environment, AviatorObject tool, AviatorObject glob) {
      String name = (String) tool.getValue(environment);
      ToolTest test = Objects.requireNonNull(tests.get((String) glob.getValue(environment)));
      return AviatorBoolean.valueOf(test.accepts(name));
    }
  }

  @SuppressWarnings("serial") // never serialised
  private static final class ArgumentsFunction extends CustomFunction {
    private final Map<String, WorkloadRule> rules;

    ArgumentsFunction(Map<String, WorkloadRule> rules) {
      this.rules = rules;
    }

    @Override
    public String getName() {
      return "argumentsPass";
    }

    @Override
    @SuppressWarnings("unchecked") // the request's second value is the map of the arguments
    public AviatorObject call(
        Map<String, Object> environment, AviatorObject arguments, AviatorObject rule) {
      Map<String, Object> map = (Map<String, Object>) arguments.getValue(environment);
      WorkloadRule test = Objects.requireNonNull(rules.get((String) rule.getValue(environment)));
      return AviatorBoolean.valueOf(test.acceptsArguments(map));
    }
  }
}
