package dev.sallyport.benchmarks;

/** A policy of ten rules as a small service would have it. */
final class TenRules {
  static final String YAML =
      """
      apiVersion: governance.toolkit/v1
      name: refund-desk
      default_action: deny
      rules:
        - name: read-only
          tools: ["search_*", get_order, list_orders]
          action: allow
        - name: small-refunds
          tools: [issue_refund]
          condition: "args.amount <= 100 and args.currency in ['EUR', 'USD']"
          action: allow
        - name: large-refunds
          tools: [issue_refund]
          condition: "args.amount > 100 and args.amount <= 1000"
          action: require_approval
          approvers: [payments-desk]
        - name: huge-refunds
          tools: [issue_refund]
          condition: "args.amount > 1000"
          action: deny
        - name: own-mail
          tools: [send_email]
          condition: "args.to ends_with '@example.com'"
          action: allow
        - name: other-mail
          tools: [send_email]
          condition: "not (args.to ends_with '@example.com')"
          action: require_approval
          approvers: [mail-desk]
        - name: never-delete
          tools: ["delete_*", "drop_*"]
          action: deny
        - name: notes
          tools: [add_note]
          condition: "size(args.text) < 2000"
          action: allow
        - name: watch-exports
          tools: ["export_*"]
          action: log
        - name: exports-of-own-team
          tools: ["export_*"]
          condition: "args.team == 'refunds'"
          action: allow
      """;

  private TenRules() {}
}
