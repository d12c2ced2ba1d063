package dev.sallyport.cli.search;

import dev.sallyport.audit.RecordedEffect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an index knows about the decisions in a block. */
public interface BlockContents {
  /** Whether a decision with this effect is there. */
  boolean hasEffect(RecordedEffect effect);

  /** Whether a decision with an error is there. */
  boolean hasFailure();

  /** The agents, an empty text for none; null if there were too many to remember. */
  @Nullable List<String> agents();

  /** Likewise the tools. */
  @Nullable List<String> tools();

  /** Likewise the rules. */
  @Nullable List<String> rules();

  /** Whether a decision of this session may be there. */
  boolean maySession(String session);

  /** Whether a decision may mention the text. */
  boolean mayMention(FoldedText text);
}
