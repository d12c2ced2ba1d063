package dev.sallyport.benchmarks.policy;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.Context;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cedar-Java with the policy set parsed once and cached on the native side. The tool is the
 * resource, the arguments are the context. Cedar has no patterns; wildcards that accept the same
 * texts of this workload stand in.
 */
final class CedarEngine extends JsonReadingEngine<AuthorizationRequest> {
  private static final EntityUID AGENT = uid("Agent", "agent");
  private static final EntityUID CALL = uid("Action", "call");

  private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
  private final Entities entities = new Entities();
  private final PolicySet policies;

  private CedarEngine(PolicySet policies) {
    this.policies = policies;
  }

  static CedarEngine of(List<WorkloadRule> rules) {
    StringBuilder text = new StringBuilder();
    for (WorkloadRule rule : rules) {
      text.append(rule.allows() ? "permit" : "forbid").append(" (principal, action, resource");
      boolean exact = rule.tool().kind() == ToolTest.Kind.EXACT;
      if (exact) {
        text.append(" == Tool::\"").append(rule.tool().text()).append('"');
      }
      text.append(") when { ");
      if (!exact) {
        text.append("context.tool like \"").append(rule.tool().glob()).append("\" && ");
      }
      text.append(condition(rule)).append(" };\n");
    }
    try {
      PolicySet policies = PolicySet.parsePolicies(text.toString());
      policies.cache();
      return new CedarEngine(policies);
    } catch (InternalException | CacheException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String condition(WorkloadRule rule) {
    NumberTest number = rule.number();
    TextTest text = rule.text();
    String argument = "context." + text.argument();
    String words;
    if (text.pattern() == null) {
      words = "[\"" + String.join("\", \"", text.set()) + "\"].contains(" + argument + ")";
    } else {
      List<String> likes = new ArrayList<>();
      for (String wildcard : text.wildcards()) {
        likes.add(argument + " like \"" + wildcard + "\"");
      }
      words = "(" + String.join(" || ", likes) + ")";
    }
    return "context."
        + number.argument()
        + ' '
        + number.operator()
        + ' '
        + number.bound()
        + (" && " + words);
  }

  private static EntityUID uid(String type, String id) {
    return new EntityUID(EntityTypeName.parse(type).orElseThrow(), id);
  }

  @Override
  AuthorizationRequest request(String tool, Map<String, Object> arguments) {
    Map<String, Value> context = new HashMap<>();
    context.put("tool", new PrimString(tool));
    arguments.forEach((name, value) -> context.put(name, value(value)));
    return new AuthorizationRequest(AGENT, CALL, uid("Tool", tool), new Context(context));
  }

  private static Value value(Object value) {
    if (value instanceof Long number) {
      return new PrimLong(number);
    }
    return value instanceof Boolean bool ? new PrimBool(bool) : new PrimString((String) value);
  }

  @Override
  Answer judge(AuthorizationRequest request) {
    try {
      AuthorizationResponse response = engine.isAuthorized(request, policies, entities);
      if (response.success.isEmpty()) {
        return Answer.ERROR;
      }
      AuthorizationSuccessResponse success = response.success.get();
      if (success.isAllowed()) {
        return Answer.ALLOW;
      }
      return success.getReason().isEmpty() ? Answer.DEFAULT : Answer.DENY;
    } catch (AuthException e) {
      return Answer.ERROR;
    }
  }

  @Override
  public PolicyEngine forThread() {
    return new CedarEngine(policies);
  }
}
