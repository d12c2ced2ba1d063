package dev.sallyport.cli;

import dev.sallyport.audit.CallOutcome;
import dev.sallyport.audit.RecordedEffect;
import dev.sallyport.cli.search.BlockContents;
import dev.sallyport.cli.search.CallQuery;
import dev.sallyport.cli.search.DecisionFacts;
import dev.sallyport.cli.search.FoldedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that options ask for; null and false ask for nothing. Not thread-safe.
 *
 * @param denied only decisions that kept a call from running, or would have
 * @param failed only calls that could not be judged
 * @param effect what must have been decided
 * @param tool what the tool's name must fit; a call without the name has an empty one
 * @param agent likewise for the AI agent
 * @param rule likewise for the rule that decided
 * @param session what the session must be
 * @param text what the arguments or the error must contain
 * @param end how the call must have ended
 * @param sinceMicros the earliest time, in microseconds since 1970
 * @param untilMicros the time from which on nothing is wanted
 */
record CallFilter(
    boolean denied,
    boolean failed,
    @Nullable RecordedEffect effect,
    @Nullable MemoizedGlob tool,
    @Nullable MemoizedGlob agent,
    @Nullable MemoizedGlob rule,
    @Nullable String session,
    @Nullable FoldedText text,
    @Nullable CallEnd end,
    long sinceMicros,
    long untilMicros)
    implements CallQuery {

  @Override
  public boolean accepts(DecisionFacts decision) {
    return (!denied || decision.effect() != RecordedEffect.ALLOW)
        && (!failed || decision.failed())
        && (effect == null || effect == decision.effect())
        && MemoizedGlob.fits(tool, tool == null ? null : decision.tool())
        && MemoizedGlob.fits(agent, agent == null ? null : decision.agent())
        && MemoizedGlob.fits(rule, rule == null ? null : decision.rule())
        && (session == null || session.equals(decision.session()))
        && (text == null || decision.mentions(text));
  }

  @Override
  public boolean acceptsOutcome(@Nullable CallOutcome outcome) {
    return end == null || end.outcome() == outcome;
  }

  @Override
  public boolean mayAccept(BlockContents contents) {
    return (!denied || hasRefusal(contents))
        && (!failed || contents.hasFailure())
        && (effect == null || contents.hasEffect(effect))
        && mayFit(tool, contents.tools())
        && mayFit(agent, contents.agents())
        && mayFit(rule, contents.rules())
        && (session == null || contents.maySession(session))
        && (text == null || contents.mayMention(text));
  }

  private static boolean hasRefusal(BlockContents contents) {
    return contents.hasEffect(RecordedEffect.DENY)
        || contents.hasEffect(RecordedEffect.REQUIRE_APPROVAL);
  }

  private static boolean mayFit(@Nullable MemoizedGlob glob, @Nullable List<String> names) {
    if (glob == null || names == null) {
      return true;
    }
    for (String name : names) {
      if (glob.fits(name)) {
        return true;
      }
    }
    return false;
  }
}
