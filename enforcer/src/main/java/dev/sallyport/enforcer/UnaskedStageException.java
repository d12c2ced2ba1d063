package dev.sallyport.enforcer;

import dev.sallyport.engine.Stage;

/** A policy has a rule for a stage at which nobody asks it: it would never hold. */
public final class UnaskedStageException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnaskedStageException(String rule, Stage stage) {
    super(
        "policy: got the rule `"
            + rule
            + "` with the stage `"
            + stage.word()
            + "`, wanted `pre_tool` or `post_tool`: the javaagent sees tool calls only");
  }
}
