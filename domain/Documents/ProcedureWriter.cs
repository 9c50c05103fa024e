using System.Text.Json.Nodes;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Verification;
using static DirectedExecution.Domain.Documents.DocumentWriter;

namespace DirectedExecution.Domain.Documents;

/// <summary>Writes a procedure as the document that reads back as the same procedure.</summary>
internal static class ProcedureWriter
{
    public static JsonObject Write(Procedure procedure) => new DocumentFields()
        .Add("schemaVersion", procedure.SchemaVersion)
        .Add("id", procedure.Id)
        .Add("version", procedure.Version)
        .Add("title", procedure.Title)
        .Add("noGoConditions", procedure.NoGoConditions, NoGo)
        .Add("prerequisites", procedure.Prerequisites, Prerequisite)
        .Add("lanes", procedure.Lanes, Lane)
        .Add("decisionPoints", procedure.DecisionPoints, DecisionPoint)
        .Add("escalation", procedure.Escalation is { } escalation ? Gate(escalation) : null)
        .Add("steps", procedure.Steps, Step)
        .Node;

    private static JsonObject Prerequisite(Prerequisite prerequisite) => new DocumentFields()
        .Add("id", prerequisite.Id)
        .Add("statement", prerequisite.Statement)
        .Add("source", prerequisite.Source)
        .Add("read", Call(prerequisite.Read))
        .Add("expect", Expectation(prerequisite.Expect))
        .Add("freshness", Durations.Format(prerequisite.Freshness))
        .Node;

    private static JsonObject Lane(Lane lane) => new DocumentFields()
        .Add("id", lane.Id.Value)
        .Add("title", lane.Title)
        .Add("specialist", lane.Specialist?.Value)
        .Node;

    private static JsonObject DecisionPoint(DecisionPoint point) => new DocumentFields()
        .Add("id", point.Id.Value)
        .Add("question", point.Question)
        .Add("lanes", point.Lanes, lane => lane.Value)
        .Add("requires", point.Requires, step => step.Value)
        .Add("options", point.Options, option =>
            new DocumentFields().Add("id", option.Id).Add("statement", option.Statement).Node)
        .Add("deciders", point.Deciders, person => person.Value)
        .Node;

    private static JsonObject Step(Step step) => new DocumentFields()
        .Add("id", step.Id.Value)
        .Add("title", step.Title)
        .Add("lane", step.Lane?.Value)
        .Add("when", step.When is { } when
            ? new DocumentFields()
                .Add("decision", when.Decision.Value)
                .Add("options", when.Options, option => option)
                .Node
            : null)
        .Add("class", Word(step.Class))
        .Add("targets", step.Targets, target => target.Value)
        .Add("arguments", step.Arguments, Argument)
        .Add("requires", step.Requires, required => required.Value)
        .Add("freshness", Durations.Format(step.Freshness))
        .Add("before", step.Before, Read)
        .Add("action", Call(step.Action))
        .Add("after", step.After, Read)
        .Add("agreement", step.Agreement, rule => new DocumentFields()
            .Add("fact", rule.Fact)
            .Add("rule", Word(rule.Rule))
            .Add("count", rule.Count)
            .Add("tolerance", rule.Tolerance)
            .Node)
        .Add("checkpoint", step.Checkpoint is { } checkpoint ? Gate(checkpoint) : null)
        .Add("gate", step.Gate is { } gate ? Gate(gate) : null)
        .Add("gateAfter", step.GateAfter is { } after ? Gate(after) : null)
        .Add("risk", step.Risk is { } risk ? Risk(risk) : null)
        .Add("riskFactors", step.RiskFactors is { } factors ? RiskFactors(factors) : null)
        .Add("reversal", step.Reversal is { } reversal ? Reversal(reversal) : null)
        .Add("irreversible", step.Irreversible)
        .Node;

    private static JsonObject Argument(ArgumentDeclaration argument) => new DocumentFields()
        .Add("name", argument.Name)
        .Add("type", Word(argument.Type))
        .Add("required", argument.Required)
        .Add("allowed", argument.Allowed, value => JsonNode.Parse(value.Text))
        .Node;

    private static JsonObject Read(VerificationRead read) => new DocumentFields()
        .Add("id", read.Id.Value)
        .Add("fact", read.Fact)
        .Add("source", read.Source)
        .Add("read", Call(read.Call))
        .Add("expect", Expectation(read.Expectation))
        .Add("bind", Word(read.Binding))
        .Add("settles", read.Settles)
        .Node;

    private static JsonObject Risk(RiskStatement risk) => new DocumentFields()
        .Add("blastRadius", risk.BlastRadius)
        .Add("failureMode", risk.FailureMode)
        .Add("alternatives", risk.Alternatives, words => words)
        .Add("policies", risk.Policies, words => words)
        .Add("ifItFails", risk.IfItFails)
        .Node;

    private static JsonObject RiskFactors(RiskFactors factors) => new DocumentFields()
        .Add("reversibility", factors.Reversibility is { } way ? Word(way) : null)
        .Add("reversibleIn", factors.ReversibleIn is { } time ? Durations.Format(time) : null)
        .Add("blastRadius", factors.BlastRadius is { } radius ? Word(radius) : null)
        .Add("cost", factors.Cost is { } cost
            ? new DocumentFields().Add("amount", cost.Amount).Add("currency", cost.Currency).Node
            : null)
        .Add("sensitivity", factors.Sensitivity is { } sensitivity ? Word(sensitivity) : null)
        .Add("environment", factors.Environment)
        .Add("externalParties", factors.ExternalParties, name => name)
        .Add("deletes", factors.Deletes)
        .Add("readOnly", factors.ReadOnly)
        .Node;

    private static JsonObject Reversal(Reversal reversal) => new DocumentFields()
        .Add("plan", reversal.Plan)
        .Add("class", Word(reversal.Class))
        .Add("within", reversal.Within is { } within ? Durations.Format(within) : null)
        .Add("before", reversal.Before, Read)
        .Add("action", Call(reversal.Action))
        .Add("after", reversal.After, Read)
        .Add("gate", reversal.Gate is { } gate ? Gate(gate) : null)
        .Node;
}
