namespace DirectedExecution.Activities.Secrets;

/// <summary>Where credentials come from, at the moment of use and only on the worker.</summary>
public interface ISecretSource
{
    /// <summary>Resolves "env:NAME" or "file:PATH". Throws a refusal when there is nothing.</summary>
    Secret Resolve(string reference);
}
