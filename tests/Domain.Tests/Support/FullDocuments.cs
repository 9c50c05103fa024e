using System.Text.Json.Nodes;
using DirectedExecution.Domain.Verification;

namespace Domain.Tests.Support;

/// <summary>Documents that say everything that can be said: each field of the form stands in them.</summary>
internal static class FullDocuments
{
    public static JsonObject Charter()
    {
        var root = JsonNode.Parse(SampleDocuments.Charter)!.AsObject();
        root["$schema"] = "charter.schema.json";
        root["schemaVersion"] = 1;
        root["boundaries"]![0]!["tool"] = "sql";
        root["boundaries"]![0]!["observed"] = Parse(
            """
            {
              "source": "ledger", "read": { "tool": "http", "timeout": "5s", "parameters": {} },
              "crossedWhen": { "path": "$.limit", "atLeast": 1000 }
            }
            """);
        root["roles"]!["specialists"] = Parse("""["dora"]""");
        root["roles"]!["reviewers"] = Parse("""["ben"]""");
        root["roles"]!["auditors"] = Parse("""["olga"]""");
        root["identity"] = "signed";
        root["roles"]!["governors"] = Parse("""["dora"]""");
        root["governance"] = "required";
        root["roles"]!["groups"] = Parse(
            """[{ "name": "ops", "members": [ "ben", "erik" ] }, { "name": "security", "members": [ "dora" ] }]""");
        root["roles"]!["annexReaders"] = Parse("""["olga"]""");
        root["roles"]!["annexErasers"] = Parse("""["dora"]""");
        root["noGoConditions"]![0]!["read"]!["sensitive"] = true;
        root["humanInLoop"] = true;
        root["noGoConditions"]![0]!["read"]!["credential"] = "backup-reader";
        AllOperators(root["boundaries"]![0]!["crossedWhen"]!.AsArray());
        return root;
    }

    public static JsonObject Procedure()
    {
        var root = JsonNode.Parse(SampleDocuments.Procedure)!.AsObject();
        root["$schema"] = "procedure.schema.json";
        root["schemaVersion"] = 1;
        root["noGoConditions"] = Parse(
            """
            [{
              "id": "freeze", "statement": "A change freeze.", "source": "calendar",
              "read": { "tool": "http", "timeout": "5s", "parameters": {} },
              "noGoWhen": { "path": "$.frozen", "equals": true }
            }]
            """);
        root["prerequisites"] = Parse(
            """
            [{
              "id": "backup-done", "statement": "Last night's backup is whole.", "source": "backups",
              "read": { "tool": "http", "timeout": "5s", "parameters": { "url": "{{targets.orders.url}}" } },
              "expect": { "path": "$.ok", "equals": true }, "freshness": "1m"
            }]
            """);
        root["lanes"] = Parse("""[{ "id": "data", "title": "Data", "specialist": "dora" }]""");
        root["decisionPoints"] = Parse(
            """
            [{
              "id": "go", "question": "Go on?", "lanes": [ "data" ], "requires": [ "drain" ], "deciders": [ "ben" ],
              "options": [ { "id": "yes", "statement": "Go on." }, { "id": "no", "statement": "Leave it." } ]
            }]
            """);
        root["noGoConditions"]![0]!["read"]!["sensitive"] = true;
        var steps = root["steps"]!;
        steps[0]!["lane"] = "data";
        steps[0]!["agreement"] = Parse(
            """[{ "fact": "queue depth", "rule": "atLeast", "count": 1, "tolerance": 0.5 }]""");
        steps[0]!["arguments"]![0]!["required"] = false;
        steps[0]!["riskFactors"] = Parse(
            """
            {
              "reversibility": "costly", "reversibleIn": "10m", "blastRadius": "service",
              "cost": { "amount": 12.5, "currency": "EUR" }, "sensitivity": "personal",
              "environment": "production", "externalParties": [ "customers" ], "deletes": false,
              "readOnly": false
            }
            """);
        steps[0]!["reversal"]!["gate"] = steps[1]!["gate"]!.DeepClone();
        steps[0]!["risk"] = steps[1]!["risk"]!.DeepClone();
        steps[1]!["risk"]!["ifItFails"] = "Fail over.";
        steps[1]!["checkpoint"] = Parse(
            """
            {
              "tier": "review", "approvers": [ "ben" ], "groups": [ "ops" ],
              "quorum": { "count": 2, "oneOfEach": [ "ops", "security" ] },
              "ladder": {
                "within": "2h", "remindAtPercent": 40, "escalateAtPercent": 80, "endAtPercent": 120, "end": "deny",
                "escalateTo": [ "carla" ], "escalateToGroups": [ "security" ], "mode": "hybrid", "calendar": "office"
              }
            }
            """);
        steps[1]!["gateAfter"] = Parse("""{ "tier": "review", "approvers": [ "ben" ] }""");
        root["escalation"] = Parse(
            """{ "tier": "approve", "approvers": [ "ben" ], "options": [ "call the vendor" ] }""");
        steps[1]!["when"] = Parse("""{ "decision": "go", "options": [ "yes" ] }""");
        var before = steps[1]!["before"]!.AsArray();
        foreach (var (name, value) in Operators())
        {
            var read = before[0]!.DeepClone();
            read["id"] = $"by-{name}";
            read["fact"] = $"fact by {name}";
            read["expect"] = new JsonObject { ["path"] = "$.x", [name] = value.DeepClone() };
            before.Add(read);
        }

        return root;
    }

    public static JsonObject Policy()
    {
        var root = Parse(
            """
            {
              "$schema": "policy.schema.json", "schemaVersion": 1, "id": "site-risk", "version": "1",
              "protectedEnvironments": [ "production" ], "costLimit": { "amount": 500, "currency": "EUR" },
              "rules": [ { "factor": "production", "tier": "review" } ],
              "calendars": [
                {
                  "id": "office", "zone": "Europe/Berlin", "holidays": [ "2026-12-25" ],
                  "hours": [ { "days": [ "monday", "sunday" ], "from": "09:00", "to": "17:00" } ]
                }
              ]
            }
            """).AsObject();
        var gate = Procedure()["steps"]![1]!["checkpoint"]!.DeepClone();
        gate["expiresAfter"] = "1h";
        gate["options"] = Parse("""[ "call the vendor" ]""");
        root["gates"] = new JsonArray(gate);
        return root;
    }

    private static void AllOperators(JsonArray conditions)
    {
        foreach (var (name, value) in Operators())
        {
            conditions.Add(new JsonObject { ["path"] = "$.parameters.x", [name] = value.DeepClone() });
        }
    }

    private static IEnumerable<(string Name, JsonNode Value)> Operators() =>
        Enum.GetValues<ExpectationOperator>().Select(one => (
            System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(one.ToString()),
            one switch
            {
                ExpectationOperator.Exists or ExpectationOperator.Absent => JsonValue.Create(true),
                ExpectationOperator.OneOf => new JsonArray(1, 2),
                ExpectationOperator.Matches => JsonValue.Create("^x$"),
                _ => (JsonNode)JsonValue.Create(3),
            }));

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;
}
