using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Amendments;

/// <summary>
/// What an amendment may change: what is still to come. What a run is (who leads it, how people prove who they are,
/// what was checked before it began) and what was done in it stays as it was.
/// </summary>
internal static class AmendmentRules
{
    public static Refusal? Check(RunState state, Charter charter, Procedure procedure) =>
        Unchanging(state, charter, procedure).Concat(Past(state, charter, procedure)).FirstOrDefault() is { } sentence
            ? new(RefusalCode.AmendmentNotAllowed, sentence)
            : DocumentFit.WhyNot(charter, procedure, state.Signers, state.Policy);

    /// <summary>Whether a step may be changed: nothing of it stands, not even in doubt.</summary>
    public static bool IsOpen(StepState step) => StepStatuses.Of(step) is StepStatus.Pending or StepStatus.Failed;

    private static IEnumerable<string> Unchanging(RunState state, Charter charter, Procedure procedure)
    {
        var before = state.Charter;
        var fixedParts = new[]
        {
            ("the charter's id", charter.Id == before.Id),
            ("the lead", charter.Lead == before.Lead),
            ("the mode", charter.Mode == before.Mode),
            ("the way people prove who they are", charter.Identity == before.Identity),
            ("the governance of versions", charter.Governance == before.Governance),
            ("the privacy class", charter.Privacy == before.Privacy),
            ("the waiving of gates", charter.HumanInLoop == before.HumanInLoop),
            ("the procedure's id", procedure.Id == state.Procedure.Id),
            ("the prerequisites, which were read at the beginning",
                (procedure.Prerequisites ?? []).Equals(state.Procedure.Prerequisites ?? [])),
        };
        foreach (var (what, isSame) in fixedParts.Where(part => !part.Item2))
        {
            yield return $"An amendment does not change {what}.";
        }

        if (procedure != state.Procedure && procedure.Version == state.Procedure.Version)
        {
            yield return $"An amended procedure is a new version; {procedure.Version} is the one in force.";
        }

        var auditors = charter.Roles.Auditors ?? [];
        var leads = (state.LaneLeads ?? []).Select(tenure => tenure.Lead).OfType<PersonId>().Append(state.Lead);
        foreach (var lead in leads.Where(auditors.Contains))
        {
            yield return $"{lead} leads here and cannot become an auditor.";
        }
    }

    private static IEnumerable<string> Past(RunState state, Charter charter, Procedure procedure)
    {
        foreach (var step in state.Steps)
        {
            var before = state.Procedure.FindStep(step.Id)!;
            var after = procedure.FindStep(step.Id);
            if (after is null && step.Attempts > 0)
            {
                yield return $"{step.Id} was directed in this run and stays in the procedure.";
            }
            else if (!IsOpen(step) && after != before)
            {
                yield return $"{step.Id} is {StepStatuses.Of(step)}: it stays as it was done.";
            }
            else if (step.Attempts > 0 && before.Targets.FirstOrDefault(id =>
                charter.FindTarget(id) != state.Charter.FindTarget(id)) is { Value: not null } target)
            {
                yield return $"{step.Id} was directed at {target}: the target stays as it was.";
            }
        }

        foreach (var decision in state.Decisions ?? [])
        {
            if (procedure.FindDecisionPoint(decision.Point) != state.Procedure.FindDecisionPoint(decision.Point))
            {
                yield return $"{decision.Point} was decided: it stays as it was.";
            }
        }

        foreach (var tenure in (state.LaneLeads ?? []).Where(tenure => procedure.FindLane(tenure.Lane) is null))
        {
            yield return $"The lane {tenure.Lane} was taken over and stays in the procedure.";
        }
    }
}
