namespace Domain.Tests.Support;

/// <summary>A charter and a procedure as people write them.</summary>
internal static class SampleDocuments
{
    public const string Charter = """
        {
          "id": "incident-7",
          "objective": "Bring the order service back.",
          "lead": "ana",
          "procedure": { "id": "orders-recovery", "version": "1.0" },
          "targets": [ { "id": "orders", "environment": "production", "properties": { "url": "http://orders" } } ],
          "boundaries": [
            {
              "id": "limit-cap",
              "statement": "The order limit stays below 1000.",
              "crossedWhen": [ { "path": "$.parameters.limit", "atLeast": 1000 } ],
              "clearedBy": [ "carla" ]
            }
          ],
          "noGoConditions": [
            {
              "id": "backup",
              "statement": "No change while a backup runs.",
              "source": "backups",
              "read": { "tool": "http", "timeout": "5s", "parameters": { "url": "http://backups" } },
              "noGoWhen": { "path": "$.running", "equals": true }
            }
          ],
          "roles": { "approvers": [ "ben" ], "takeoverAuthority": [ "ben", "carla" ] },
          "notifications": [ { "kind": "webhook", "address": "http://chat" } ],
          "privacy": "internal",
          "mode": "live"
        }
        """;

    public const string Procedure = """
        {
          "id": "orders-recovery",
          "version": "1.0",
          "title": "Recover the order service",
          "steps": [
            {
              "id": "drain",
              "title": "Drain the dead letters",
              "class": "keyed",
              "targets": [ "orders" ],
              "arguments": [ { "name": "queue", "type": "text", "allowed": [ "dead", "poison" ] } ],
              "freshness": "30s",
              "action": {
                "tool": "http", "timeout": "10s", "credential": "orders-admin",
                "parameters": { "url": "{{targets.orders.url}}/drain", "queue": "{{args.queue}}" }
              },
              "before": [
                {
                  "id": "depth", "fact": "queue depth", "source": "api", "bind": "outcome",
                  "read": { "tool": "http", "timeout": "5s", "parameters": { "url": "{{targets.orders.url}}/queue" } },
                  "expect": { "path": "$.depth", "greaterThan": 0 }
                }
              ],
              "after": [
                {
                  "id": "depth", "fact": "queue depth", "source": "api", "settles": true,
                  "read": {
                    "tool": "http", "timeout": "5s",
                    "parameters": { "url": "{{targets.orders.url}}/queue?key={{attempt.key}}" }
                  },
                  "expect": { "path": "$.depth", "equals": 0 }
                }
              ],
              "reversal": {
                "plan": "Put the drained rows back.",
                "class": "keyed",
                "within": "1h",
                "action": {
                  "tool": "http", "timeout": "10s", "parameters": { "url": "{{targets.orders.url}}/restore" }
                },
                "before": [
                  {
                    "id": "kept", "fact": "kept rows", "source": "api",
                    "read": { "tool": "http", "timeout": "5s", "parameters": {} },
                    "expect": { "path": "$.kept", "exists": true }
                  }
                ],
                "after": [
                  {
                    "id": "depth", "fact": "queue depth", "source": "api",
                    "read": { "tool": "http", "timeout": "5s", "parameters": {} },
                    "expect": { "path": "$.depth", "greaterThan": 0 }
                  }
                ]
              }
            },
            {
              "id": "restart",
              "title": "Restart the service",
              "class": "opaque",
              "targets": [ "orders" ],
              "freshness": "30s",
              "requires": [ "drain" ],
              "action": { "tool": "shell", "timeout": "1m", "parameters": { "command": [ "restart", "orders" ] } },
              "before": [
                {
                  "id": "health", "fact": "health", "source": "api",
                  "read": { "tool": "http", "timeout": "5s", "parameters": {} },
                  "expect": { "path": "$.state", "oneOf": [ "stuck", "down" ] }
                }
              ],
              "after": [
                {
                  "id": "health", "fact": "health", "source": "api",
                  "read": { "tool": "http", "timeout": "5s", "parameters": {} },
                  "expect": { "path": "$.state", "matches": "^up$" }
                }
              ],
              "gate": { "tier": "approve", "approvers": [ "ben" ], "expiresAfter": "30m" },
              "risk": {
                "blastRadius": "All orders for a minute.",
                "failureMode": "It does not come up again.",
                "alternatives": [ "Wait." ],
                "policies": [ "OPS-4" ]
              },
              "irreversible": "A restart cannot be taken back."
            }
          ]
        }
        """;
}
