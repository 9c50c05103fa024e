namespace Conformance.Tests.Compatibility;

/// <summary>One behaviour that a test holds servers to.</summary>
/// <param name="Folder">Where its test is.</param>
/// <param name="Test">The test, as <c>Class.Method</c>.</param>
/// <param name="Sentence">What it holds.</param>
/// <param name="Servers">The servers that are held to it.</param>
internal sealed record HeldBehaviour(string Folder, string Test, string Sentence, IReadOnlyList<ServerKind> Servers)
{
    /// <summary>Gets what its class is about.</summary>
    public string Subject => BehaviourCatalog.Sentence(Test[..Test.IndexOf("Tests.", StringComparison.Ordinal)]);
}
