namespace Conformance.Tests.Differential;

/// <summary>Knows moves of one kind.</summary>
internal interface IMoveSource
{
    /// <summary>What can be done now, each with how often it should be done beside the others.</summary>
    IEnumerable<(int Weight, Func<Move> Make)> Possible(Scene scene);
}
