package dev.sallyport.bootstrap;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a call of a functional tool interface becomes, because no transformer ever sees the lambda
 * behind it. Woven code links to {@link #link} or {@link #linkReference} with {@code
 * invokedynamic}; thread-safe.
 *
 * <p>The call takes the executor, the request and the session, and returns the tool's result as
 * text. The request is read and copied with the handles in {@code request}, in this order: its
 * accessors for id, tool name and arguments; the factory of its builder; the builder's setters for
 * id, tool name and arguments; the builder's build method.
 */
public final class GuardedCallSite {
  /** Tells the call from the executor's own method, which may be woven too. */
  private static final String METHOD = "call site";

  private static final MethodType CALL = MethodType.genericMethodType(3);
  private static final MethodType ACCESSOR = MethodType.genericMethodType(1);
  private static final MethodType SETTER = MethodType.genericMethodType(2);

  /** How many handles tell how to read and copy a request. */
  private static final int HANDLES = 8;

  private final String framework;
  private final MethodHandle target;
  private final MethodHandle id;
  private final MethodHandle tool;
  private final MethodHandle arguments;
  private final MethodHandle newBuilder;
  private final MethodHandle setId;
  private final MethodHandle setTool;
  private final MethodHandle setArguments;
  private final MethodHandle build;

  private GuardedCallSite(String framework, MethodHandle target, MethodHandle[] request) {
    this.framework = framework;
    this.target = target.asType(CALL);
    id = request[0].asType(ACCESSOR);
    tool = request[1].asType(ACCESSOR);
    arguments = request[2].asType(ACCESSOR);
    newBuilder = request[3].asType(MethodType.genericMethodType(0));
    setId = request[4].asType(SETTER);
    setTool = request[5].asType(SETTER);
    setArguments = request[6].asType(SETTER);
    build = request[7].asType(ACCESSOR);
  }

  /**
   * Links a call of {@code target}.
   *
   * @param type the types of executor, request and session, and of the result
   * @throws ReflectiveOperationException never, unless this class is damaged
   */
  public static CallSite link(
      MethodHandles.Lookup caller,
      String name,
      MethodType type,
      String framework,
      MethodHandle target,
      MethodHandle... request)
      throws ReflectiveOperationException {
    GuardedCallSite guarded = new GuardedCallSite(framework, target, request);
    return new ConstantCallSite(guardedCall(caller).bindTo(guarded).asType(type));
  }

  /**
   * Links a method reference, with or without a bound executor.
   *
   * @param type the types of what is bound, and the functional interface
   * @param arguments the framework; the eight handles of the request; then what the reference gives
   *     to {@link LambdaMetafactory}, of which the second is the method referred to
   * @throws Exception if the reference could not have been linked without the guard either
   */
  public static CallSite linkReference(
      MethodHandles.Lookup caller, String name, MethodType type, Object... arguments)
      throws Exception {
    MethodHandle[] request = Arrays.copyOfRange(arguments, 1, 1 + HANDLES, MethodHandle[].class);
    Object[] linkage = Arrays.copyOfRange(arguments, 1 + HANDLES, arguments.length);
    GuardedCallSite guarded =
        new GuardedCallSite((String) arguments[0], (MethodHandle) linkage[1], request);
    linkage[1] = guardedCall(caller);
    MethodType capturing =
        type.generic()
            .insertParameterTypes(0, GuardedCallSite.class)
            .changeReturnType(type.returnType());
    CallSite site =
        linkage.length == 3
            ? LambdaMetafactory.metafactory(
                caller,
                name,
                capturing,
                (MethodType) linkage[0],
                (MethodHandle) linkage[1],
                (MethodType) linkage[2])
            : LambdaMetafactory.altMetafactory(caller, name, capturing, linkage);
    return new ConstantCallSite(
        MethodHandles.insertArguments(site.getTarget(), 0, guarded).asType(type));
  }

  private static MethodHandle guardedCall(MethodHandles.Lookup caller)
      throws ReflectiveOperationException {
    return caller.findVirtual(GuardedCallSite.class, "call", CALL);
  }

  /**
   * Judges the call, and makes it if it may be made. Public because linked code calls it.
   *
   * @return the tool's result, what the policy puts in its place, or the refusal
   * @throws Throwable what the tool throws
   */
  public @Nullable Object call(
      @Nullable Object executor, @Nullable Object request, @Nullable Object session)
      throws Throwable {
    ToolCall call =
        ToolGate.enter(
            framework,
            executor,
            METHOD,
            request,
            toolOf(request),
            argumentsOf(request),
            null,
            session);
    Object result = null;
    Throwable thrown = null;
    try {
      result = call.refused() ? call.refusal() : run(call, executor, request, session);
    } catch (Throwable failure) {
      thrown = failure;
    }
    ResultReplacement replacement = ToolGate.exit(call, result, thrown);
    if (replacement != null) {
      return replacement.text();
    }
    if (thrown != null) {
      throw thrown;
    }
    return result;
  }

  private @Nullable Object run(
      ToolCall call, @Nullable Object executor, @Nullable Object request, @Nullable Object session)
      throws Throwable {
    Object passed = request;
    if (call.rewritten()) {
      passed = copy(request, call.arguments());
      call.rewrittenRequest(passed);
    }
    return (Object) target.invokeExact(executor, passed, session);
  }

  private Object copy(@Nullable Object request, @Nullable String newArguments) throws Throwable {
    Object builder = (Object) newBuilder.invokeExact();
    builder = (Object) setId.invokeExact(builder, (Object) id.invokeExact(request));
    builder = (Object) setTool.invokeExact(builder, (Object) tool.invokeExact(request));
    builder = (Object) setArguments.invokeExact(builder, (Object) newArguments);
    return (Object) build.invokeExact(builder);
  }

  private @Nullable String toolOf(@Nullable Object request) throws Throwable {
    return request == null ? null : (String) (Object) tool.invokeExact(request);
  }

  private @Nullable String argumentsOf(@Nullable Object request) throws Throwable {
    return request == null ? null : (String) (Object) arguments.invokeExact(request);
  }
}
