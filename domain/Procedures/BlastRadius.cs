namespace DirectedExecution.Domain.Procedures;

/// <summary>How much is hit when a step goes wrong, in rising order.</summary>
public enum BlastRadius
{
    /// <summary>One record, order, document.</summary>
    Item,

    Component,
    Service,
    Site,
    Organization,
}
