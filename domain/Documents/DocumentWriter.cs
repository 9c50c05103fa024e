using System.Text.Json;
using System.Text.Json.Nodes;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Documents;

/// <summary>
/// Writes a charter as the document that reads back as the same charter: the form of the files, not the stored one.
/// </summary>
public static class DocumentWriter
{
    public static JsonObject Write(Charter charter) => new DocumentFields()
        .Add("schemaVersion", charter.SchemaVersion)
        .Add("id", charter.Id)
        .Add("objective", charter.Objective)
        .Add("lead", charter.Lead.Value)
        .Add("procedure", new DocumentFields()
            .Add("id", charter.Procedure.Id)
            .Add("version", charter.Procedure.Version)
            .Add("digest", charter.Procedure.Digest?.Value)
            .Node)
        .Add("targets", charter.Targets, target => new DocumentFields()
            .Add("id", target.Id.Value)
            .Add("environment", target.Environment)
            .Add("properties", target.Properties)
            .Node)
        .Add("boundaries", charter.Boundaries, Boundary)
        .Add("noGoConditions", charter.NoGoConditions, NoGo)
        .Add("roles", Roles(charter.Roles))
        .Add("notifications", charter.Notifications, route =>
            new DocumentFields().Add("kind", route.Kind).Add("address", route.Address).Node)
        .Add("privacy", Word(charter.Privacy))
        .Add("mode", Word(charter.Mode))
        .Add("identity", charter.Identity is { } identity ? Word(identity) : null)
        .Add("governance", charter.Governance is { } governance ? Word(governance) : null)
        .Add("humanInLoop", charter.HumanInLoop)
        .Node;

    public static JsonObject Write(Procedure procedure) => ProcedureWriter.Write(procedure);

    internal static JsonObject Call(ToolCall call) => new DocumentFields()
        .Add("tool", call.Kind)
        .Add("parameters", call.Parameters)
        .Add("timeout", Durations.Format(call.Timeout))
        .Add("credential", call.Credential)
        .Add("sensitive", call.Sensitive)
        .Node;

    internal static JsonObject Expectation(Expectation expectation) => new DocumentFields()
        .Add("path", expectation.Path)
        .Add(Word(expectation.Operator), expectation.Value ?? JsonData.Of(true))
        .Node;

    internal static JsonObject NoGo(NoGoCondition condition) => new DocumentFields()
        .Add("id", condition.Id)
        .Add("statement", condition.Statement)
        .Add("source", condition.Source)
        .Add("read", Call(condition.Read))
        .Add("noGoWhen", Expectation(condition.NoGoWhen))
        .Node;

    internal static JsonObject Gate(GatePolicy gate) => new DocumentFields()
        .Add("tier", Word(gate.Tier))
        .Add("approvers", gate.Approvers, person => person.Value)
        .Add("expiresAfter", gate.ExpiresAfter is { } after ? Durations.Format(after) : null)
        .Add("groups", gate.Groups, group => group)
        .Add("quorum", gate.Quorum is { } quorum
            ? new DocumentFields().Add("count", quorum.Count).Add("oneOfEach", quorum.OneOfEach, group => group).Node
            : null)
        .Add("ladder", gate.Ladder is { } ladder ? Ladder(ladder) : null)
        .Add("options", gate.Options, option => option)
        .Node;

    private static JsonObject Ladder(GateLadder ladder) => new DocumentFields()
        .Add("within", Durations.Format(ladder.Within))
        .Add("remindAtPercent", ladder.RemindPercent)
        .Add("escalateAtPercent", ladder.EscalatePercent)
        .Add("endAtPercent", ladder.EndPercent)
        .Add("end", Word(ladder.End))
        .Add("escalateTo", ladder.EscalateTo, person => person.Value)
        .Add("escalateToGroups", ladder.EscalateToGroups, group => group)
        .Add("mode", Word(ladder.Mode))
        .Add("calendar", ladder.Calendar)
        .Node;

    internal static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static JsonObject Boundary(Boundary boundary) => new DocumentFields()
        .Add("id", boundary.Id.Value)
        .Add("statement", boundary.Statement)
        .Add("tool", boundary.Tool)
        .Add("crossedWhen", boundary.CrossedWhen, Expectation)
        .Add("observed", boundary.Observed is { } observed
            ? new DocumentFields()
                .Add("source", observed.Source)
                .Add("read", Call(observed.Read))
                .Add("crossedWhen", Expectation(observed.CrossedWhen))
                .Node
            : null)
        .Add("clearedBy", boundary.ClearedBy, person => person.Value)
        .Node;

    private static JsonObject Roles(Roles roles) => new DocumentFields()
        .Add("approvers", roles.Approvers, person => person.Value)
        .Add("takeoverAuthority", roles.TakeoverAuthority, person => person.Value)
        .Add("specialists", roles.Specialists, person => person.Value)
        .Add("reviewers", roles.Reviewers, person => person.Value)
        .Add("auditors", roles.Auditors, person => person.Value)
        .Add("governors", roles.Governors, person => person.Value)
        .Add("groups", roles.Groups, group => new DocumentFields()
            .Add("name", group.Name)
            .Add("members", group.Members, person => person.Value)
            .Node)
        .Add("annexReaders", roles.AnnexReaders, person => person.Value)
        .Add("annexErasers", roles.AnnexErasers, person => person.Value)
        .Node;
}
